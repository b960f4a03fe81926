"""What a chat follows: /topics, /subscribe, /unsubscribe, /sources and their buttons."""

from __future__ import annotations

from bot.chat.flood_control import Pass
from bot.chat.rendering import keyboards
from bot.chat.rendering.keyboards import Tap
from bot.chat.rendering.rich_text import Rich, clip, join, raw
from bot.chat.rendering.texts import say, words
from bot.chat.rendering.times import ago
from bot.chat.reply import Room
from bot.chat.requests import Asked
from bot.core.editions.topics import Topic
from bot.core.model.chats import Chat
from bot.core.model.feeds import Feed, FeedState
from bot.core.model.messages import Message
from bot.core.urls import outlet_host
from bot.services.refusals import Problem
from bot.services.subscriptions import address_in

_TITLE, _SHOWN_WORDS = 60, 80  # UTF-16 units


class Following:
    """Topics and feeds: follow, list, end."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def topics(self, asked: Asked) -> None:
        """All topics as buttons."""
        chat = await self._room.chats.get(asked.place)
        await self._room.send(asked, self.choice(asked, chat, 0))

    def choice(self, asked: Asked, chat: Chat, page: int, key: str = "topics.choose") -> Message:
        """The topics with ticks where the chat follows them."""
        every, language = self._room.topics.all, asked.place.language
        rows = keyboards.topics(every, chat.topics, "t", page, language)
        return self._room.note(asked, key, rows)

    async def toggle(self, asked: Asked, topic: Topic) -> tuple[Chat, str]:
        """Follow the topic or end that; the chat, and a word on what was done."""
        chat, follows = await self._room.chats.toggle(asked.place, topic)
        key = "topic.followed" if follows else "topic.unfollowed"
        return chat, say(key, asked.place.language, topic=topic.title)

    async def subscribe(self, asked: Asked) -> None:
        """Follow a topic, or add the feed found at an address."""
        if not asked.words:
            chat = await self._room.chats.get(asked.place)
            await self._room.send(asked, self.choice(asked, chat, 0, "subscribe.usage"))
        elif topic := self._room.topics.match(asked.words):
            await self._room.chats.follow(asked.place, topic)
            await self._room.say(asked, "topic.followed", topic=topic.title)
        elif url := address_in(asked.words):
            await self._begin(asked, url)
        else:
            await self._unknown(asked)

    async def _unknown(self, asked: Asked) -> None:
        near = self._room.topics.near(asked.words)
        shown = asked.words[:_SHOWN_WORDS]
        if near:
            rows = keyboards.follow(near)
            await self._room.say(asked, "subscribe.unknown_near", rows, words=shown)
        else:
            await self._room.say(asked, "subscribe.unknown", words=shown)

    async def follow_tap(self, asked: Asked, tap: Tap) -> None:
        """A near miss, tapped."""
        topic = self._room.topics.get(tap.name)
        if topic is None:
            await self._room.say(asked, "tap.stale")
            return
        await self._room.chats.follow(asked.place, topic)
        await self._room.show(asked, self._room.note(asked, "topic.followed", topic=topic.title))

    async def _begin(self, asked: Asked, url: str) -> None:
        passed = self._room.limits.take("feed", asked.place.id)
        if passed is Pass.WARN:
            await self._room.say(asked, "limit.feed")
        if passed is Pass.YES:
            outcome = await self._room.say(asked, "reading.feed", host=outlet_host(url))
            self._room.background.start(self._finish(asked, url, outcome.message_id))

    async def _finish(self, asked: Asked, url: str, message_id: int) -> None:
        note = self._room.note(asked, "error.sorry")
        try:
            added = await self._room.subscriptions.add(asked.place, url)
            if isinstance(added, Problem):
                note = self._room.note(asked, added.key, detail=added.detail)
            else:
                key = "feed.before" if added.before else "feed.added"
                note = self._room.note(asked, key, title=_name(added.feed))
        finally:
            # "Looking for a feed …" must never stand there for ever.
            await self._room.replace(asked, message_id, note)

    async def unsubscribe(self, asked: Asked) -> None:
        """End a topic or a feed by name or address, or offer all of them."""
        if not asked.words:
            await self._list(asked, "unsubscribe.usage")
            return
        topic = self._room.topics.match(asked.words)
        if topic and topic.name in (await self._room.chats.get(asked.place)).topics:
            await self._room.chats.unfollow(asked.place, topic)
            await self._room.say(asked, "unsubscribe.done", title=topic.title)
            return
        feeds = await self._room.subscriptions.named(asked.place, asked.words)
        shown = asked.words[:_SHOWN_WORDS]
        if len(feeds) == 1:
            await self._room.subscriptions.remove(asked.place, feeds[0].id)
            await self._room.say(asked, "unsubscribe.done", title=_name(feeds[0]))
        elif feeds:
            rows = keyboards.sources((), feeds, asked.place.language)
            await self._room.say(asked, "unsubscribe.many", rows, words=shown)
        else:
            await self._list(asked, "unsubscribe.none", words=shown)

    async def sources(self, asked: Asked) -> None:
        """What the chat follows, feeds with their state."""
        await self._list(asked, "sources.head")

    async def _list(self, asked: Asked, key: str, **values: object) -> None:
        await self._room.send(asked, await self.listing(asked, key, **values))

    async def listing(self, asked: Asked, key: str = "sources.head", **values: object) -> Message:
        """The list of what the chat follows, each with a button that ends it."""
        chat, language = await self._room.chats.get(asked.place), asked.place.language
        found = await self._room.subscriptions.of(chat)
        if not found.topics and not found.feeds:
            return self.choice(asked, chat, 0, "sources.none")
        lines = [words(key, language, **values)]
        if found.topics:
            titles = ", ".join(topic.title for topic in found.topics)
            lines.append(words("sources.topics", language, topics=titles))
        lines += [self._feed_line(feed, state, language) for feed, state in found.feeds]
        rows = keyboards.sources(found.topics, [feed for feed, _ in found.feeds], language)
        piece = join(lines, "\n")
        return Message(piece.html, piece.plain, rows)

    def _feed_line(self, feed: Feed, state: FeedState, language: str) -> Rich:
        if state.gone:
            said = say("feed.state.gone", language)
        elif state.error:
            said = say("feed.state.failing", language, error=clip(state.error, _TITLE))
        elif state.succeeded_at:
            age = ago(state.succeeded_at, self._room.clock(), language)
            said = say("feed.state.fine", language, age=age)
        else:
            said = say("feed.state.new", language)
        return raw("• ") + words("sources.feed", language, title=_name(feed), state=said)

    async def unfollow_tap(self, asked: Asked, tap: Tap) -> None:
        """A topic in the list, tapped: it ends."""
        if topic := self._room.topics.get(tap.name):
            await self._room.chats.unfollow(asked.place, topic)
        await self._room.show(asked, await self.listing(asked))

    async def remove_tap(self, asked: Asked, tap: Tap) -> None:
        """A feed in the list, tapped: it ends."""
        await self._room.subscriptions.remove(asked.place, tap.id)
        await self._room.show(asked, await self.listing(asked))


def _name(feed: Feed) -> str:
    return clip(feed.title or feed.url, _TITLE)
