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


def instead(data: bytes, codec: str) -> str | None:
    """The encoding that a text is in which calls itself something else; None where it may be right.

    Software writes the name of Western Europe's table on everything, and that of ISO on Windows's.
    """
    sample = data[:_SAMPLE]
    wider = _OF_WINDOWS.get(codec)
    if wider and _CONTROLS.search(sample):
        return wider
    if codec != "cp1252" or not _HIGH.search(sample):
        return None
    if _stands_alone(sample) and not _NOT_WESTERN.search(sample.decode("cp1252", "replace")):
        return None
    from bot.ingest.guessing import encoding_of

    return encoding_of(data)


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
        other = instead(data, codec) if codec and text else None
        if other:
            return data.decode(other, "replace")
        if text and _explains(text, codec):
            return text
    return None


def _explains(text: str, codec: str | None) -> bool:
    """Whether a text that was read by its declaration has few broken bytes. UTF-8 whose letters
    beyond ASCII are mostly broken is another encoding, however few they are."""
    broken = text.count("\ufffd")
    if broken and codec == "utf-8" and 2 * broken > sum(char >= "\x80" for char in text):
        return False
    return broken <= 5 + len(text) // 500


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
    """The text by UTF-8 with a few faults, by the letters of Western Europe, or by statistics.

    Other encodings hardly ever make UTF-8 by chance: where half of the characters beyond ASCII
    are, the rest is damage, which costs those characters alone.
    """
    text = data.decode("utf-8", "replace")
    sample = text[:_SAMPLE]
    broken = sample.count("\ufffd")
    if 2 * broken <= sum(char >= "\x80" for char in sample):
        return text
    western = data.decode("cp1252", "replace")
    lone = _stands_alone(data[:_SAMPLE])
    if lone and not _NOT_WESTERN.search(western[:_SAMPLE]):
        return western
    from bot.ingest.guessing import encoding_of

    if found := encoding_of(data):
        return data.decode(codec_of(found) or found, "replace")
    from charset_normalizer import from_bytes

    among = _without_signs(data) if lone else None
    best = from_bytes(data[:60_000], steps=5, chunk_size=512, cp_isolation=among).best()
    return data.decode(codec_of(best.encoding) or "cp1252" if best else "cp1252", "replace")


_SAMPLE = 200_000
_OF_WINDOWS = {"iso8859-2": "cp1250", "iso8859-7": "cp1253", "iso8859-8": "cp1255"}
_OF_WINDOWS |= {"iso8859-13": "cp1257"}
_CONTROLS = re.compile(rb"[\x80-\x9f]")
_LATIN = ["cp1250", "iso8859_2", "cp1254", "cp1257", "cp1252"]
_SIGNED = re.compile(r"[a-z](?:[\x80-\xbf]|[^\w\s'’,.;:!?/(){}<>&=+*@#%\"-])[a-z]|[¹³][a-z]")
"""A sign within a word, or a raised number before it: the text was read by a wrong table."""

_NOT_WESTERN = re.compile(rf"{_SIGNED.pattern}|[šžŠŽðýþÐÝÞì\ufffd]|[õÕ](?!e)|[a-z]³")
"""What in cp1252 is a sign within a word, or a letter of Czech, Turkish or Hungarian."""


def _without_signs(data: bytes) -> list[str]:
    """The tables of Latin letters by which the fewest signs stand within words."""
    sample = data[:_SAMPLE]
    if len(_TURKISH.findall(sample)) >= _OFTEN * len(_HIGH.findall(sample)):
        return ["cp1254"]
    found = {name: len(_SIGNED.findall(sample.decode(name, "replace"))) for name in _LATIN}
    return [name for name, count in found.items() if count == min(found.values())]


def _stands_alone(data: bytes) -> bool:
    """Whether bytes beyond ASCII are letters of a Latin script: each a byte, many without
    another of their kind beside them, and few among ASCII letters (markup left out)."""
    told = _TAG.sub(b" ", data)
    high = len(_HIGH.findall(told))
    lone = len(_LONE.findall(told)) >= _OFTEN * high
    return high > 0 and lone and len(_LETTER.findall(told)) >= _FEW * high


_OFTEN, _FEW = 0.3, 3
_TAG = re.compile(rb"<[^<>]{0,500}>")
_LETTER = re.compile(rb"[A-Za-z]")
_TURKISH = re.compile(rb"[\xd0\xdd\xde\xf0\xfd\xfe]")
"""The bytes of ğ, ı and ş, which are most of the letters beyond ASCII in Turkish alone."""

_HIGH = re.compile(rb"[\x80-\xff]")
_LONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
