"""What the answers about stories and rules depend on: the chat's clock, language and topics."""

from __future__ import annotations

from bot.chat.rendering.rich_text import clip, plain
from bot.chat.rendering.taste.rule_messages import Terms
from bot.chat.rendering.taste.why import Titled
from bot.chat.rendering.texts import say
from bot.chat.rendering.topic_titles import title_of
from bot.chat.requests import Request
from bot.core.editions.composition import OTHER
from bot.core.editions.topics import Topics
from bot.core.model.chats import Chat
from bot.core.model.editions import DigestStory
from bot.core.model.messages import Message
from bot.services.chats import ChatSettings
from bot.services.ports import Clock

_TITLE = 120  # UTF-16 units of a headline that is repeated


def terms(request: Request, chat: Chat, chats: ChatSettings, topics: Topics, clock: Clock) -> Terms:
    """For the words of an answer to this request."""
    return Terms(clock(), chats.zone(chat), request.language, topics)


def titled(topics: Topics, language: str) -> Titled:
    """How topics are called; a name that is no topic stays as it is."""

    def title(name: str) -> str:
        if name == OTHER:
            return say("section.other", language)
        topic = topics.get(name)
        return title_of(topic, language) if topic else name

    return title


def headline(story: DigestStory) -> Message:
    """A story by its headline alone, where its message is too old to be changed."""
    piece = plain(clip(story.title, _TITLE) or "…")
    return Message(piece.html, piece.plain)
