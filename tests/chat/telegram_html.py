"""Telegram's HTML as its servers read it, strictly, for the tests: tags, entities, UTF-16 units."""

from __future__ import annotations

import re
from html.parser import HTMLParser

ALLOWED = {"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler", "tg-time"}


class CannotParse(ValueError):
    """Telegram would answer: can't parse entities."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            raise CannotParse(f"unsupported start tag {tag!r}")
        given = dict(attrs)
        if tag == "a":
            self.links.append(given.get("href") or "")
        elif tag == "tg-time":
            if not str(given.get("unix")).isdigit() or given.get("format") not in (None, "r"):
                raise CannotParse(f"attributes {given} on {tag!r}")
        elif set(given) - {"expandable"}:
            raise CannotParse(f"attributes {sorted(given)} on {tag!r}")
        self.open.append(tag)
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise CannotParse(f"unmatched end tag {tag!r}")

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise CannotParse("a comment")


class Parsed:
    """What Telegram shows of a marked-up text: its words, its links, how many entities."""

    def __init__(self, markup: str) -> None:
        if re.search(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)", markup):
            raise CannotParse("a bare ampersand")
        reader = _Reader()
        reader.feed(markup)
        reader.close()
        if reader.open:
            raise CannotParse(f"tags left open: {reader.open}")
        self.text, self.links, self.tags = reader.text, reader.links, reader.tags
        self.units = len(self.text.encode("utf-16-le", "surrogatepass")) // 2
