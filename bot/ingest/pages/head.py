"""A page's head as it was found: title element, meta elements, structured data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.core.text import markup
from bot.ingest.pages import structured

if TYPE_CHECKING:
    from lxml.html import HtmlElement


_SEVERAL = 10
_MOST_CHARS = 2000
"""Characters that are kept of a title or of a meta element."""


@dataclass(slots=True)
class Head:
    """A page's head as it was found: `meta` by lower-case name or property, first value wins;
    `several` all of the values, for pages with several authors."""

    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    several: dict[str, list[str]] = field(default_factory=dict)
    things: list[dict[str, Any]] = field(default_factory=list)
    article: dict[str, Any] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        """The first of these meta values that is there, cleaned; "" when none is."""
        for name in names:
            if value := self.meta.get(name):
                return value
        return ""


def read_head(root: HtmlElement) -> Head:
    """Everything the page declares: title element, meta elements, JSON-LD."""
    head = Head()
    for element in root.iter("title", "meta"):
        if element.tag == "title":
            head.title = head.title or markup.squeeze((element.text or "")[:_MOST_CHARS])
            continue
        names = element.attrib
        content = names.get("content", "").strip()
        key = names.get("property") or names.get("name") or names.get("itemprop") or ""
        if content and key and len(head.meta) < 300:
            head.meta.setdefault(key.strip().lower(), content[:_MOST_CHARS])
            values = head.several.setdefault(key.strip().lower(), [])
            values += [content[:_MOST_CHARS]] if len(values) < _SEVERAL else []
    head.things = structured.things(root)
    head.article = structured.article(head.things)
    return head
