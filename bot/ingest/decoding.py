"""Bytes of a page as text: the byte order mark, the header, the markup's own word, then a guess."""

from __future__ import annotations

import codecs
import re

MAX_BYTES = 3_000_000
"""How much of a page is decoded; a page that is larger is read up to here."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Possessive: two runs of spaces beside each other would share a long one in every way.
_HEADER = re.compile(r"charset\s*+=\s*+[\"']?+\s*+([\w.:-]++)", re.I)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?+\s*+([\w.:-]++)", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.I)
# What browsers take these names to mean.
_WIDER = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_WIDER |= {"euc_kr": "cp949", "shift_jis": "cp932", "iso8859-9": "cp1254", "big5": "big5hkscs"}


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a page. `content_type` is the HTTP header's value, or empty.

    Never raises: a wrong or unknown declaration is passed over, and what no encoding explains
    becomes replacement characters. At most `MAX_BYTES` bytes are read.
    """
    data = body[:MAX_BYTES]
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    try:
        return _trim(data).decode("utf-8")
    except UnicodeDecodeError:
        return _declared(data, content_type) or guessed(data)


def _trim(data: bytes) -> bytes:
    """The data without the first bytes of a character that the cap has cut in two."""
    if len(data) < MAX_BYTES:
        return data
    end = len(data)
    while end and data[end - 1] & 0xC0 == 0x80 and len(data) - end < 4:
        end -= 1
    return data[: end - 1] if end and data[end - 1] >= 0xC0 else data


def _declared(data: bytes, content_type: str) -> str | None:
    """The text by the first declaration that explains all but a few of its bytes."""
    names = [found.group(1) for found in [_HEADER.search(content_type)] if found]
    for pattern in (_XML, _META):
        if found := pattern.search(data[:4096]):
            names.append(found.group(1).decode("ascii", "replace"))
    for name in names:
        codec = codec_of(name)
        text = data.decode(codec, "replace") if codec else ""
        if text and text.count("\ufffd") <= 5 + len(text) // 500:
            return text
    return None


def codec_of(name: str) -> str | None:
    """Python's name for a text encoding, widened as browsers do; None for what is none.

    Labels are read as they are written in the wild: "cp-1251", "x-sjis", "win-1251", "latin-2".
    """
    plain = name.strip().lower()
    bare = re.sub(r"(?<=[a-z])[-_ ](?=\d)", "", plain.removeprefix("x-"))
    for label in (plain, plain.removeprefix("x-"), bare, re.sub(r"^win(?=\d)", "cp", bare)):
        if found := _looked_up(label):
            return found
    return None


def _looked_up(label: str) -> str | None:
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    # Such "encodings" as rot13 or base64 are no encodings of text; UTF-16 would have a mark.
    if not getattr(found, "_is_text_encoding", True) or found.name in {"idna", "punycode"}:
        return None
    return _WIDER.get(found.name, found.name)


def guessed(data: bytes) -> str:
    """The text by UTF-8 with a few faults, by statistics of its bytes, or by Western letters."""
    text = data.decode("utf-8", "replace")
    foreign = sum(byte >= 0x80 for byte in data[:200_000])
    if text.count("\ufffd") <= 0.05 * foreign:
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(data[:60_000], steps=5, chunk_size=512).best()
    return data.decode(codec_of(best.encoding) or "cp1252" if best else "cp1252", "replace")
