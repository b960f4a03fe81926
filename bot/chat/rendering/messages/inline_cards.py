"""A story as a card of inline mode: what is offered in the list, and what is sent when chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.chat.rendering.rich_text import clean, clip
from bot.core.model.editions import DigestStory
from bot.core.model.messages import Message

_TITLE, _LINE = 120, 160  # UTF-16 units


@dataclass(frozen=True, slots=True)
class InlineCard:
    """`id` is unlike that of any other card of an answer; `title` and `line` stand in the list."""

    id: str
    title: str
    line: str
    message: Message


def inline_card(story: DigestStory, message: Message) -> InlineCard:
    """The card of a story that is drawn as this message.

    Of its buttons only those that open an address stay: the others act on a chat with the bot.
    """
    rows = (tuple(button for button in row if button.url) for row in message.buttons)
    kept = replace(message, buttons=tuple(row for row in rows if row))
    outlet = story.bullets[0].outlet if story.bullets else ""
    first = clean(story.bullets[0].text) if story.bullets else ""
    line = clip(f"{clean(outlet)}: {first}" if outlet else first, _LINE)
    return InlineCard(str(story.id), clip(clean(story.title), _TITLE) or "–", line, kept)
