"""What a body is when it is neither page nor text: told from its first bytes, then its label."""

from __future__ import annotations

from bot.core.model.reasons import Reason

_MAGIC = (
    (b"%PDF-", Reason.PDF),
    (b"\x89PNG", Reason.PICTURE),
    (b"\xff\xd8\xff", Reason.PICTURE),
    (b"GIF8", Reason.PICTURE),
    (b"PK\x03\x04", Reason.OFFICE),
    (b"\xd0\xcf\x11\xe0", Reason.OFFICE),
    (b"\x1f\x8b", Reason.COMPRESSED),
    (b"ID3", Reason.RECORDING),
    (b"OggS", Reason.RECORDING),
    (b"RIFF", Reason.RECORDING),
    (b"\x1aE\xdf\xa3", Reason.FILM),
    (b"\x7fELF", Reason.PROGRAM),
)
_LABELS = {
    "image": Reason.PICTURE,
    "audio": Reason.RECORDING,
    "video": Reason.FILM,
    "font": Reason.FONT,
}
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_HEAD = 4096
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\x0b\x0c\r\x1b")


def unreadable(body: bytes, content_type: str = "") -> Reason | None:
    """What this is when it holds no text to read; else None.

    The label is believed only where the bytes have no markup: pages come labelled as anything.
    """
    for start, kind in _MAGIC:
        if body.startswith(start):
            return kind
    if body[4:8] == b"ftyp":
        return Reason.FILM
    head = body[:_HEAD]
    label = _LABELS.get(content_type.strip().partition("/")[0].lower())
    if label and b"<" not in head and b"<\x00" not in head:
        return label
    return None if head.startswith(_WIDE) or _is_text(head) else Reason.NO_TEXT


def _is_text(head: bytes) -> bool:
    """Whether at most one byte in twenty is a control character that no text has."""
    return (len(head) - len(head.translate(None, _CONTROL))) * 20 <= len(head)
