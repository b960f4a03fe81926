"""What a chat follows: /topics, /subscribe, /unsubscribe, /sources and their buttons."""

from __future__ import annotations

from bot.chat.flood_control import Decision
from bot.chat.rendering import keyboards
from bot.chat.rendering.keyboards import Tap
from bot.chat.rendering.rich_text import Rich, clip, join, raw
from bot.chat.rendering.texts import say, words
from bot.chat.rendering.times import ago
from bot.chat.reply import Room
from bot.chat.requests import Request
from bot.core.editions.topics import Topic
from bot.core.model.chats import Chat
from bot.core.model.feeds import Feed, FeedState
from bot.core.model.messages import Message
from bot.core.urls import outlet_host
from bot.services.refusals import Refusal
from bot.services.subscriptions import address_in

_TITLE, _SHOWN_WORDS = 60, 80  # UTF-16 units


class Following:
    """Topics and feeds: follow, list, end."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def topics(self, request: Request) -> None:
        """All topics as buttons."""
        chat = await self._room.chats.get(request.chat_ref)
        await self._room.send(request, self.choice(request, chat, 0))

    def choice(
        self, request: Request, chat: Chat, page: int, key: str = "topics.choose"
    ) -> Message:
        """The topics with ticks where the chat follows them."""
        every, language = self._room.topics.all, request.chat_ref.language
        rows = keyboards.topics(every, chat.topics, "t", page, language)
        return self._room.note(request, key, rows)

    async def toggle(self, request: Request, topic: Topic) -> tuple[Chat, str]:
        """Follow the topic or end that; the chat, and a word on what was done."""
        chat, follows = await self._room.chats.toggle(request.chat_ref, topic)
        key = "topic.followed" if follows else "topic.unfollowed"
        return chat, say(key, request.chat_ref.language, topic=topic.title)

    async def subscribe(self, request: Request) -> None:
        """Follow a topic, or add the feed found at an address."""
        if not request.words:
            chat = await self._room.chats.get(request.chat_ref)
            await self._room.send(request, self.choice(request, chat, 0, "subscribe.usage"))
        elif topic := self._room.topics.match(request.words):
            await self._room.chats.follow(request.chat_ref, topic)
            await self._room.say(request, "topic.followed", topic=topic.title)
        elif url := address_in(request.words):
            await self._begin(request, url)
        else:
            await self._unknown(request)

    async def _unknown(self, request: Request) -> None:
        near = self._room.topics.near(request.words)
        shown = request.words[:_SHOWN_WORDS]
        if near:
            rows = keyboards.follow(near)
            await self._room.say(request, "subscribe.unknown_near", rows, words=shown)
        else:
            await self._room.say(request, "subscribe.unknown", words=shown)

    async def follow_tap(self, request: Request, tap: Tap) -> None:
        """A near miss, tapped."""
        topic = self._room.topics.get(tap.name)
        if topic is None:
            await self._room.say(request, "tap.stale")
            return
        await self._room.chats.follow(request.chat_ref, topic)
        await self._room.show(
            request, self._room.note(request, "topic.followed", topic=topic.title)
        )

    async def _begin(self, request: Request, url: str) -> None:
        passed = self._room.limits.take("feed", request.chat_ref.id)
        if passed is Decision.WARN:
            await self._room.say(request, "limit.feed")
        if passed is Decision.YES:
            outcome = await self._room.say(request, "reading.feed", host=outlet_host(url))
            self._room.background.start(self._finish(request, url, outcome.message_id))

    async def _finish(self, request: Request, url: str, message_id: int) -> None:
        note = self._room.note(request, "error.sorry")
        try:
            added = await self._room.subscriptions.add(request.chat_ref, url)
            if isinstance(added, Refusal):
                note = self._room.note(request, added.key, detail=added.detail)
            else:
                key = "feed.before" if added.before else "feed.added"
                note = self._room.note(request, key, title=_name(added.feed))
        finally:
            # "Looking for a feed …" must never stand there for ever.
            await self._room.replace(request, message_id, note)

    async def unsubscribe(self, request: Request) -> None:
        """End a topic or a feed by name or address, or offer all of them."""
        if not request.words:
            await self._list(request, "unsubscribe.usage")
            return
        topic = self._room.topics.match(request.words)
        if topic and topic.name in (await self._room.chats.get(request.chat_ref)).topics:
            await self._room.chats.unfollow(request.chat_ref, topic)
            await self._room.say(request, "unsubscribe.done", title=topic.title)
            return
        feeds = await self._room.subscriptions.named(request.chat_ref, request.words)
        shown = request.words[:_SHOWN_WORDS]
        if len(feeds) == 1:
            await self._room.subscriptions.remove(request.chat_ref, feeds[0].id)
            await self._room.say(request, "unsubscribe.done", title=_name(feeds[0]))
        elif feeds:
            rows = keyboards.sources((), feeds, request.chat_ref.language)
            await self._room.say(request, "unsubscribe.many", rows, words=shown)
        else:
            await self._list(request, "unsubscribe.none", words=shown)

    async def sources(self, request: Request) -> None:
        """What the chat follows, feeds with their state."""
        await self._list(request, "sources.head")

    async def _list(self, request: Request, key: str, **values: object) -> None:
        await self._room.send(request, await self.listing(request, key, **values))

    async def listing(
        self, request: Request, key: str = "sources.head", **values: object
    ) -> Message:
        """The list of what the chat follows, each with a button that ends it."""
        chat, language = await self._room.chats.get(request.chat_ref), request.chat_ref.language
        found = await self._room.subscriptions.of(chat)
        if not found.topics and not found.feeds:
            return self.choice(request, chat, 0, "sources.none")
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

    async def unfollow_tap(self, request: Request, tap: Tap) -> None:
        """A topic in the list, tapped: it ends."""
        if topic := self._room.topics.get(tap.name):
            await self._room.chats.unfollow(request.chat_ref, topic)
        await self._room.show(request, await self.listing(request))

    async def remove_tap(self, request: Request, tap: Tap) -> None:
        """A feed in the list, tapped: it ends."""
        await self._room.subscriptions.remove(request.chat_ref, tap.id)
        await self._room.show(request, await self.listing(request))


def _name(feed: Feed) -> str:
    return clip(feed.title or feed.url, _TITLE)
