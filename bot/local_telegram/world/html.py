"""Telegram's HTML parse mode: text and entities out of markup, or its very complaint.

The rules are those of the Bot API's "HTML style" and of Telegram's own server: a short list of
tags, every one closed in order, four named entities and numeric ones, and error texts that name
the place in bytes. Offsets of the entities are in UTF-16 code units.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.local_telegram.world import links
from bot.local_telegram.world.entities import Entity, utf16
from bot.local_telegram.world.errors import ApiError, bad_request

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = frozenset({*_SIMPLE, "a", "code", "pre", "blockquote", "tg-emoji", "tg-time"})

_SPACE = b" \t\r\n\0\x0b"
_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_REFERENCE = re.compile(rb"&(?:#[xX]([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
_TOKEN = re.compile(rb"[A-Za-z0-9.\-]*")
_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_ARGUMENTS = {
    ("a", "href"): "url",
    ("code", "class"): "class",
    ("span", "class"): "class",
    ("tg-emoji", "emoji-id"): "emoji",
    ("blockquote", "expandable"): "expandable",
    ("tg-time", "unix"): "unix",
    ("tg-time", "format"): "format",
}


@dataclass(slots=True)
class _Open:
    tag: str
    arguments: dict[str, str]
    offset: int
    characters: int


def complaint(text: str) -> ApiError:
    """The 400 for markup that cannot be read."""
    return bad_request(f"can't parse entities: {text}")


def parse(markup: str) -> tuple[str, list[Entity]]:
    """The text of a piece of Telegram HTML and its entities; raises `ApiError` as Telegram does.

    Nothing is trimmed or limited here: see `entities.tidy`.
    """
    return _Parser(markup.encode()).run()


class _Parser:
    """One pass over the bytes; `at` is the place read next, a NUL stands for the end."""

    def __init__(self, data: bytes) -> None:
        self.data = data.replace(b"\0", b"")
        self.at = 0
        self.out: list[str] = []
        self.units = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def run(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.data):
            if self._peek() == b"<":
                self._tag()
            elif not self._reference():
                self._plain()
        if self.open:
            raise complaint(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        for entity in self.entities:
            entity.pop("class", None)
        return "".join(self.out), self.entities

    def _peek(self) -> bytes:
        return self.data[self.at : self.at + 1] or b"\0"

    def _put(self, text: str) -> None:
        self.out.append(text)
        self.units += utf16(text)

    def _plain(self) -> None:
        stop = self.at + 1
        while stop < len(self.data) and self.data[stop] not in b"<&":
            stop += 1
        self._put(self.data[self.at : stop].decode())
        self.at = stop

    def _reference(self) -> bool:
        found = _read_reference(self.data, self.at)
        if found is None:
            return False
        text, self.at = found
        self._put(text)
        return True

    # --- tags -----------------------------------------------------------------------------

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self._peek() == b"/":
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _name(self, stops: bytes) -> str:
        begin = self.at
        while self.at < len(self.data) and self.data[self.at] not in stops:
            self.at += 1
        return self.data[begin : self.at].decode().lower()

    def _skip_space(self) -> None:
        while self.at < len(self.data) and self.data[self.at] in _SPACE:
            self.at += 1

    def _start_tag(self, begin: int) -> None:
        tag = self._name(_SPACE + b">")
        if self.at >= len(self.data):
            raise complaint(f"Unclosed start tag at byte offset {begin}")
        if tag not in TAGS:
            raise complaint(f'Unsupported start tag "{tag}" at byte offset {begin}')
        arguments: dict[str, str] = {}
        while True:
            self._skip_space()
            if self._peek() == b">":
                break
            self._attribute(tag, begin, arguments)
        self.at += 1
        if tag == "span" and arguments.get("class") != "tg-spoiler":
            raise complaint(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(_Open(tag, arguments, self.units, len(self.out)))

    def _attribute(self, tag: str, begin: int, arguments: dict[str, str]) -> None:
        name = self._name(_SPACE + b"=>")
        if not name and self.at < len(self.data):
            raise complaint(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self._skip_space()
        value = ""
        if self._peek() == b"=":
            self.at += 1
            self._skip_space()
            value = self._value()
        if self.at >= len(self.data):
            raise complaint(f'Unclosed start tag "{tag}" at byte offset {begin}')
        if (tag, name) in _ARGUMENTS:
            arguments[_ARGUMENTS[tag, name]] = value

    def _value(self) -> str:
        quote = self._peek()
        if quote not in (b"'", b'"'):
            return self._bare_value()
        self.at += 1
        parts: list[str] = []
        while self.at < len(self.data) and self._peek() != quote:
            found = _read_reference(self.data, self.at)
            if found:
                parts.append(found[0])
                self.at = found[1]
                continue
            stop = self.at + 1
            while stop < len(self.data) and self.data[stop] not in b"&" + quote:
                stop += 1
            parts.append(self.data[self.at : stop].decode())
            self.at = stop
        self.at += 1
        return "".join(parts)

    def _bare_value(self) -> str:
        match = _TOKEN.match(self.data, self.at)
        begin, self.at = self.at, match.end() if match else self.at
        if self._peek() != b">" and self._peek() not in _SPACE:
            raise complaint(f"Unexpected end of name token at byte offset {begin}")
        return self.data[begin : self.at].decode().lower()

    def _end_tag(self, begin: int) -> None:
        if not self.open:
            raise complaint(f"Unexpected end tag at byte offset {begin}")
        self.at += 1
        tag = self._name(_SPACE + b">")
        self._skip_space()
        if self._peek() != b">":
            raise complaint(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        opened = self.open.pop()
        if tag and tag != opened.tag:
            raise complaint(
                f"Unmatched end tag at byte offset {begin}, "
                f'expected "</{opened.tag}>", found "</{tag}>"'
            )
        if self.units > opened.offset:
            self._close(opened)

    # --- entities -------------------------------------------------------------------------

    def _close(self, opened: _Open) -> None:
        span = {"offset": opened.offset, "length": self.units - opened.offset}
        tag, arguments = opened.tag, opened.arguments
        if tag in _SIMPLE:
            self.entities.append({"type": _SIMPLE[tag], **span})
        elif tag == "a":
            text = "".join(self.out[opened.characters :])
            self.entities += links.entity(arguments.get("url") or text, span)
        elif tag in ("code", "pre"):
            self._close_code(tag, arguments, span)
        elif tag == "blockquote":
            kind = "expandable_blockquote" if "expandable" in arguments else "blockquote"
            self.entities.append({"type": kind, **span})
        elif tag == "tg-emoji":
            self.entities.append(_emoji(arguments.get("emoji", ""), span))
        else:
            self.entities.append(_time(arguments, span))

    def _close_code(self, tag: str, arguments: dict[str, str], span: dict[str, int]) -> None:
        """`<pre><code class="language-x">` is one entity with a language, whichever is outside."""
        last = self.entities[-1] if self.entities else None
        given = arguments.get("class", "")
        if last and last["type"] in ("code", "pre") and {**last, **span} == last:
            language = (last.get("class", "") or given).removeprefix("language-")
            last["type"] = "pre"
            if language:
                last["language"] = language
        else:
            self.entities.append({"type": tag, **span, "class": given})


def _read_reference(data: bytes, at: int) -> tuple[str, int] | None:
    """The character that `&…` at a place stands for, and where to go on; None for plain text."""
    match = _REFERENCE.match(data, at)
    if not match:
        return None
    hexadecimal, decimal, name = match.groups()
    if name:
        return (_NAMED[name], match.end()) if name in _NAMED else None
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if code == 0 or code >= 0x10FFFF:
        return None
    if 0xD800 <= code <= 0xDFFF:
        raise complaint(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code), match.end()


def _emoji(identifier: str, span: dict[str, int]) -> Entity:
    if not re.fullmatch(r"-?[1-9]\d{0,18}", identifier):
        raise complaint("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", **span, "custom_emoji_id": identifier}


def _time(arguments: dict[str, str], span: dict[str, int]) -> Entity:
    unix, form = arguments.get("unix", ""), arguments.get("format", "")
    if not re.fullmatch(r"\d{1,10}", unix):
        raise complaint("Invalid date specified")
    if not _TIME_FORMAT.fullmatch(form):
        raise complaint("Invalid date format specified")
    return {"type": "date_time", **span, "unix_time": int(unix), "date_time_format": form}
