"""Message entities: UTF-16 arithmetic, what Telegram finds in plain text, and how it tidies up.

An entity is the Bot API's own JSON object, with `offset` and `length` in UTF-16 code units.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

Entity = dict[str, Any]

MAX_ENTITIES = 100

# Outer entities come first in Telegram's answers where two cover the same text.
_RANK = {"expandable_blockquote": 0, "blockquote": 0, "text_link": 1, "text_mention": 1, "pre": 2}
_SOLID = ("code", "pre")
_QUOTES = ("blockquote", "expandable_blockquote")

_FOUND = re.compile(
    r"(?P<url>\bhttps?://[^\s<>\"]+|(?<![\w@./])(?:[a-z0-9-]{1,63}\.)+(?:com|org|net|io|dev|news|eu|de"
    r"|uk|info|example|test)(?::\d+)?(?:/[^\s<>\"]*)?(?![\w.]*@))"
    r"|(?P<email>(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<bot_command>(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?\b)"
    r"|(?P<mention>(?<![\w/])@[A-Za-z][A-Za-z0-9_]{3,31}\b)"
    r"|(?P<hashtag>(?<![\w#])#(?=[^\W_]*[^\W\d_])\w{1,255})",
    re.IGNORECASE,
)
_URL_TAIL = ".,:;!?'\")]}»”…"


def utf16(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, offset: int, length: int) -> str:
    """The part of a text at a place given in UTF-16 code units."""
    units = text.encode("utf-16-le")
    return units[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def find(text: str) -> list[Entity]:
    """Commands, addresses, e-mails, mentions and hashtags that Telegram marks by itself."""
    return list(_matches(text))


def _matches(text: str) -> Iterator[Entity]:
    at = units = 0
    for match in _FOUND.finditer(text):
        units += utf16(text[at : match.start()])
        at = match.start()
        kind = match.lastgroup or ""
        value = match.group()
        if kind == "url":
            value = value.rstrip(_URL_TAIL)
        yield {
            "type": kind,
            "offset": units,
            "length": utf16(value),
        }


def tidy(text: str, entities: Iterable[Entity], *, search: bool = True) -> tuple[str, list[Entity]]:
    """A text and its entities as Telegram keeps them.

    White space at both ends goes (entities are clipped to what remains), nothing nests inside
    code, quotes do not nest, entities found in the plain parts are added when `search`, and only
    the first hundred are kept.
    """
    text = text.replace("\r", "")
    lead = utf16(text) - utf16(text.lstrip())
    text = text.strip()
    kept = _nested(_clipped(entities, lead, utf16(text)))
    if search:
        taken = [(e["offset"], e["offset"] + e["length"]) for e in kept if _exclusive(e)]
        kept += [e for e in find(text) if not _touches(e, taken)]
    kept.sort(key=_order)
    return text, kept[:MAX_ENTITIES]


def _order(entity: Entity) -> tuple[int, int, int]:
    return entity["offset"], -entity["length"], _RANK.get(entity["type"], 3)


def _clipped(entities: Iterable[Entity], lead: int, total: int) -> list[Entity]:
    result = []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        end = min(total, entity["offset"] + entity["length"] - lead)
        if end > start:
            result.append({**entity, "offset": start, "length": end - start})
    return sorted(result, key=_order)


def _nested(entities: list[Entity]) -> list[Entity]:
    result: list[Entity] = []
    for entity in entities:
        around = [outer for outer in result if _covers(outer, entity)]
        if any(outer["type"] in _SOLID for outer in around):
            continue
        if entity["type"] in _QUOTES and any(outer["type"] in _QUOTES for outer in around):
            continue
        result.append(entity)
    return result


def _covers(outer: Entity, inner: Entity) -> bool:
    return bool(
        outer["offset"] <= inner["offset"]
        and inner["offset"] + inner["length"] <= outer["offset"] + outer["length"]
    )


def _exclusive(entity: Entity) -> bool:
    return entity["type"] in (*_SOLID, "text_link", "text_mention", "custom_emoji", "date_time")


def _touches(entity: Entity, spans: list[tuple[int, int]]) -> bool:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    return any(start < stop and begin < end for begin, stop in spans)
