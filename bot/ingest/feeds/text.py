"""Bytes of a feed → text, and markup of a field → a plain line. Nothing here raises."""

from __future__ import annotations

import codecs
import html
import html.entities
import re

from bot.core.text.tags import untagged
from bot.ingest.decoding import codec_of, guessed, instead

MAX_FIELD = 64 * 1024
"""Characters kept of one field of one entry."""
MAX_TITLE = 300
"""Characters kept of a title."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = (
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]{1,40})""", re.I)
_CHARSET = re.compile(r"""charset\s*+=\s*+["']?+\s*+([\w.:-]{1,40})""", re.I)
_MOST_FAULTS = 0.1  # of the bytes beyond ASCII: what is damaged, not of another encoding

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.I)
_SPACE = re.compile(r"\s+")
_BEYOND_ASCII = bytes(range(0x80, 0x100))


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a feed, whatever its labels claim; illegal characters are taken out.

    A byte order mark or the width of the first characters decides; else it is UTF-8 where the
    bytes are (a mislabelled UTF-8 is far commoner than another charset that happens to be valid
    UTF-8); else the header's charset or the XML declaration's, if that explains all but a few
    bytes; else it is guessed. A broken byte costs one character.
    """
    marked = [name for mark, name in (*_BOMS, *_WIDE) if body.startswith(mark)]
    text = codecs.decode(body, marked[0], "replace") if marked else _narrow(body, content_type)
    return _ILLEGAL.sub("", text.lstrip("\ufeff"))


def _narrow(body: bytes, content_type: str) -> str:
    """The text of a body in which ASCII stands for itself."""
    declared = [name for label in _labels(body, content_type) if (name := codec_of(label))]
    if b"\x1b$" in body[:4096]:  # ISO-2022 is made of ASCII bytes
        declared.append("iso2022_jp")
    else:
        declared.insert(0, "utf-8")
    most = _MOST_FAULTS * (len(body) - len(body.translate(None, _BEYOND_ASCII)))
    for name in declared:
        text = codecs.decode(body, instead(body, name) or name, "replace")
        if text.count("\ufffd") <= most:
            return text
    return guessed(body)


def _labels(body: bytes, content_type: str) -> list[str]:
    header, declared = _CHARSET.search(content_type), _DECLARED.search(body[:1024])
    return [*([header[1]] if header else []), *([declared[1].decode("ascii")] if declared else [])]


_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(#\d+;|#[xX][\da-fA-F]+;|\w{2,31};)?", re.S
)


def mend_ampersands(text: str) -> str:
    """XML whose ampersands stand for themselves or begin a reference that XML knows.

    HTML's named entities become their characters, what names nothing is escaped; CDATA sections
    and comments stay as they are.
    """
    return _AMPERSAND.sub(_mended, text)


def _mended(match: re.Match[str]) -> str:
    whole, name = match[0], match[1]
    if whole[0] == "<" or (name and (name[:-1] in _XML_ENTITIES)):
        return whole
    if name and name[0] == "#":
        return _character(name[1:-1])
    character = html.entities.html5.get(name) if name else None
    return html.escape(character) if character else f"&amp;{whole[1:]}"


def _character(number: str) -> str:
    """A numeric reference as its character, escaped; what XML forbids becomes nothing."""
    character = html.unescape(f"&#{number};").replace("\ufffd", "")
    return html.escape(_ILLEGAL.sub("", character))


def plain(markup: str, limit: int = MAX_TITLE) -> str:
    """One line of plain text from a field that may hold markup, escaped once or twice.

    Only tags that HTML knows are taken off, so that "a < b" and "<T>" stay words of a title,
    and so does a tag that the title speaks of.
    """
    text = untagged(markup[: limit * 8])
    for _ in range(2):
        if not _ENTITY.search(text):
            break
        text = untagged(html.unescape(text), is_text=True)
    text = _INVISIBLE.sub("", _ILLEGAL.sub("", text))
    return clip(_SPACE.sub(" ", text).strip(), limit)


def sound(text: str) -> str:
    """The text with halves of characters (JSON can spell lone surrogates) replaced by U+FFFD."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def clip(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words where there is one, with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" ,;:–—-") + "…"


def field(markup: str, limit: int = MAX_FIELD) -> str:
    """A field's markup without illegal characters, cut to `limit` and never inside a tag."""
    text = _ILLEGAL.sub("", markup[:limit]).strip()
    if len(markup) > limit and text.rfind("<") > text.rfind(">"):
        text = text[: text.rfind("<")]
    return text
