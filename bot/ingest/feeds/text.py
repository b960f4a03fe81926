"""Bytes of a feed → text, and markup of a field → a plain line. Nothing here raises."""

from __future__ import annotations

import codecs
import html
import html.entities
import re

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
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_NOT_TEXT = frozenset({"hex", "base64", "bz2", "zlib", "zip", "uu", "rot13", "quopri"})
_ALIASES = {"iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252"}
_ALIASES |= {"latin1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8", "gb2312": "gb18030"}
_ALIASES |= {
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "iso-8859-9": "cp1254",
    "ks_c_5601-1987": "cp949",
}

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_TAG = re.compile(
    r"</?(?:a|abbr|acronym|b|bdi|bdo|big|blink|blockquote|br|center|cite|code|dd|del|dfn|div|dl|dt"
    r"|em|figure|figcaption|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|link|mark|nobr|ol|p|picture|pre"
    r"|q|s|samp|script|small|source|span|strike|strong|style|sub|sup|table|tbody|td|th|tr|time|tt"
    r"|u|ul|var|wbr)(?:\s[^<>]*|/)?>|<!--.*?(?:-->|$)|<!\[CDATA\[|\]\]>",
    re.I | re.S,
)
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.I | re.S)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.I)
_SPACE = re.compile(r"\s+")


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a feed, whatever its labels claim; illegal characters are taken out.

    A byte order mark decides; else the first of these that decodes without an error: UTF-8 where
    the bytes are (a mislabelled UTF-8 is far commoner than another charset that happens to be
    valid UTF-8), the header's charset, the XML declaration's; else Windows-1252.
    """
    for name in _candidates(body, content_type):
        try:
            return _ILLEGAL.sub("", codecs.decode(body, name).lstrip("\ufeff"))
        except (UnicodeError, LookupError, ValueError):
            continue
    return _ILLEGAL.sub("", body.decode("cp1252", "replace"))


def _candidates(body: bytes, content_type: str) -> list[str]:
    marked = [name for mark, name in _BOMS if body.startswith(mark)]
    wide = [name for start, name in _WIDE if body.startswith(start)]
    header = _CHARSET.search(content_type)
    declared = _DECLARED.search(body[:1024])
    names = [*marked[:1], *wide[:1], "utf-8"]
    if b"\x1b$" in body[:4096]:
        names.remove("utf-8")
    names += [header[1]] if header else []
    names += [declared[1].decode("ascii")] if declared else []
    return [name for raw in names if (name := _codec(raw))]


def _codec(name: str) -> str:
    name = name.strip().lower()
    try:
        known = codecs.lookup(_ALIASES.get(name, name)).name
    except (LookupError, ValueError):
        return ""
    return "" if known in _NOT_TEXT or known in ("idna", "punycode") else known


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

    Only tags that HTML knows are taken off, so that "a < b" and "<T>" stay words of a title.
    """
    text = markup[: limit * 8]
    for _ in range(2):
        text = _TAG.sub(_gap, _UNSEEN.sub(" ", text))
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    text = _INVISIBLE.sub("", _ILLEGAL.sub("", _TAG.sub(_gap, text)))
    return clip(_SPACE.sub(" ", text).strip(), limit)


def _gap(tag: re.Match[str]) -> str:
    return " " if re.match(r"</?(?:br|p|div|li|h\d|hr|td|tr)\b", tag[0], re.I) else ""


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
