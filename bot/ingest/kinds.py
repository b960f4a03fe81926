"""What a body is when it is neither page nor text: told from its first bytes, then its label."""

from __future__ import annotations

_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PK\x03\x04", "an archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a recording"),
    (b"RIFF", "a recording or picture"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"\x7fELF", "a program"),
)
_LABELS = {"image": "a picture", "audio": "a sound recording", "video": "a film", "font": "a font"}
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_HEAD = 4096
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\x0b\x0c\r\x1b")


def unreadable(body: bytes, content_type: str = "") -> str | None:
    """What this is, in words ("a PDF document"), when it holds no text to read; else None.

    The label is believed only where the bytes have no markup: pages come labelled as anything.
    """
    for start, kind in _MAGIC:
        if body.startswith(start):
            return kind
    if body[4:8] == b"ftyp":
        return "a film"
    head = body[:_HEAD]
    label = _LABELS.get(content_type.strip().partition("/")[0].lower())
    if label and b"<" not in head and b"<\x00" not in head:
        return label
    return None if head.startswith(_WIDE) or _is_text(head) else "a file that is no text"


def _is_text(head: bytes) -> bool:
    """Whether at most one byte in twenty is a control character that no text has."""
    return (len(head) - len(head.translate(None, _CONTROL))) * 20 <= len(head)
