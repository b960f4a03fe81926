"""A text with its entities as safe HTML for the chat page: every character of it escaped."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from itertools import pairwise

from bot.local_telegram.world.entities import Entity, cut

_PLAIN = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_BLOCKS = ("pre", "blockquote", "expandable_blockquote")


def render(text: str, entities: list[Entity]) -> str:
    """HTML of a message. Entities that overlap are closed and opened again at the borders."""
    units = text.encode("utf-16-le")
    borders = {0, len(units) // 2}
    for entity in entities:
        borders |= {entity["offset"], entity["offset"] + entity["length"]}
    out: list[str] = []
    stack: list[Entity] = []
    places = sorted(borders)
    for start, stop in pairwise(places):
        wanted = [e for e in entities if e["offset"] <= start < e["offset"] + e["length"]]
        _switch(stack, wanted, text, out)
        out.append(escape(units[2 * start : 2 * stop].decode("utf-16-le", "replace")))
    _switch(stack, [], text, out)
    return _without_doubled_breaks("".join(out))


def _switch(stack: list[Entity], wanted: list[Entity], text: str, out: list[str]) -> None:
    common = 0
    while common < min(len(stack), len(wanted)) and stack[common] is wanted[common]:
        common += 1
    while len(stack) > common:
        out.append(_tags(stack.pop(), text)[1])
    for entity in wanted[common:]:
        stack.append(entity)
        out.append(_tags(entity, text)[0])


def _without_doubled_breaks(html: str) -> str:
    """A block begins and ends a line by itself: the line breaks around it would show twice."""
    for name in ("pre", "blockquote"):
        html = html.replace(f"</{name}>\n", f"</{name}>").replace(f"\n<{name}", f"<{name}")
    return html


def _tags(entity: Entity, text: str) -> tuple[str, str]:
    kind = entity["type"]
    if kind in _PLAIN:
        return f"<{_PLAIN[kind]}>", f"</{_PLAIN[kind]}>"
    if kind == "expandable_blockquote":
        return '<blockquote class="expandable">', "</blockquote>"
    if kind in ("text_link", "url", "email"):
        return _link(entity, cut(text, entity["offset"], entity["length"]))
    if kind == "spoiler":
        return '<span class="spoiler" role="button" tabindex="0">', "</span>"
    if kind == "date_time":
        return _time(entity)
    if kind in ("bot_command", "hashtag"):
        return f'<button type="button" class="{kind}">', "</button>"
    return f'<span class="{escape(kind)}">', "</span>"


def _link(entity: Entity, shown: str) -> tuple[str, str]:
    url = entity.get("url", shown)
    if entity["type"] == "email":
        url = f"mailto:{shown}"
    elif "://" not in url:
        url = f"http://{url}"
    if not url.startswith(("http://", "https://", "mailto:")):
        return '<span class="mention">', "</span>"
    href = escape(url)
    return f'<a href="{href}" title="{href}" target="_blank" rel="noopener noreferrer">', "</a>"


def _time(entity: Entity) -> tuple[str, str]:
    unix, form = entity["unix_time"], escape(entity["date_time_format"])
    iso = datetime.fromtimestamp(unix, UTC).isoformat()
    return f'<time datetime="{iso}" data-format="{form}">', "</time>"
