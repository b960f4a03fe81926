"""Topics by the names that readers see, in their language."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.rendering.texts import has, say
from bot.core.editions.topics import Topic
from bot.core.model.chats import Chat


def title_of(topic: Topic, language: str) -> str:
    """A shipped topic's title in this language; an operator's own topic keeps the one it has."""
    return shown_title(topic.name, topic.title, language)


def shown_title(name: str, own: str, language: str) -> str:
    """The same by the topic's name and its own title."""
    key = f"topic.title.{name}"
    return say(key, language) if has(key) else own


def titles_of(every: Sequence[Topic], chat: Chat, language: str) -> str:
    """What the chat gets: "World, Science"; "all topics" or "only your own feeds" without any."""
    titles = [title_of(topic, language) for topic in every if topic.name in chat.topics]
    if titles:
        return ", ".join(titles)
    return say("topics.all" if chat.wants_everything else "topics.only_feeds", language)
