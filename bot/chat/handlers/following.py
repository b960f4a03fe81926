"""What a chat follows: /topics, /subscribe, /unsubscribe, /sources and their buttons."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.chat.background_tasks import BackgroundTasks
from bot.chat.flood_control import RateLimits
from bot.chat.rendering import keyboards
from bot.chat.rendering.callbacks import Step, Tap, Verb
from bot.chat.rendering.reasons import detail_of, sentence, time_left
from bot.chat.rendering.rich_text import Rich, clip, join, plain, raw
from bot.chat.rendering.texts import say, words
from bot.chat.rendering.times import ago
from bot.chat.rendering.topic_titles import title_of, titles_of
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.core.editions.topics import Topic, Topics
from bot.core.feeds.naming import feed_name
from bot.core.model.chats import Chat
from bot.core.model.feeds import Feed, FeedState, Folder
from bot.core.model.messages import Message
from bot.core.model.refusals import Refusal
from bot.core.urls import outlet_host
from bot.services.chats import ChatSettings
from bot.services.portability.feed_imports import FolderStore
from bot.services.ports import Clock
from bot.services.subscriptions import Added, Subscriptions, address_in

_TITLE, _SHOWN_WORDS, _FOLDER = 60, 80, 40  # UTF-16 units
_A_PAGE = 10  # feeds of a list that are shown at once


class Following:
    """Topics and feeds: follow, list, end."""

    def __init__(
        self,
        reply: Reply,
        chats: ChatSettings,
        subscriptions: Subscriptions,
        topics: Topics,
        limits: RateLimits,
        background: BackgroundTasks,
        clock: Clock,
        folders: FolderStore,
    ) -> None:
        self._reply, self._chats, self._subscriptions = reply, chats, subscriptions
        self._folders = folders
        self._topics, self._limits = topics, limits
        self._background, self._clock = background, clock

    async def topics(self, request: Request) -> None:
        """All topics as buttons."""
        chat = await self._chats.get(request.chat_ref)
        await self._reply.send(request, self.choice(request, chat, 0))

    def choice(
        self, request: Request, chat: Chat, page: int, key: str = "topics.choose"
    ) -> Message:
        """The topics with ticks where the chat follows them."""
        rows = keyboards.topics(
            self._topics.all, chat.topics, Step.SETTINGS, page, request.language
        )
        return self._reply.note(request, key, rows)

    async def tick(self, request: Request, topic: Topic, tap: Tap) -> tuple[Chat, str]:
        """Follow the topic or end that, as the tapped button says; the chat, and a word on it."""
        if tap.verb is Verb.TICK_TOPIC:
            chat, follows = await self._chats.toggle(request.chat_ref, topic)
        else:
            follows = tap.verb is Verb.TICK
            change = self._chats.follow if follows else self._chats.unfollow
            chat = await change(request.chat_ref, topic)
        key = "topic.followed" if follows else "topic.unfollowed"
        return chat, say(key, request.language, topic=title_of(topic, request.language))

    async def subscribe(self, request: Request) -> None:
        """Follow a topic, or add the feed found at an address."""
        if not request.words:
            chat = await self._chats.get(request.chat_ref)
            await self._reply.send(request, self.choice(request, chat, 0, "subscribe.usage"))
        elif topic := self._topics.match(request.words) or self._topics.misspelt(request.words):
            await self._chats.follow(request.chat_ref, topic)
            await self._reply.say(
                request, "topic.followed", topic=title_of(topic, request.language)
            )
        elif url := address_in(request.words):
            await self._begin(request, url)
        else:
            await self._unknown(request)

    async def _unknown(self, request: Request) -> None:
        near = self._topics.near(request.words)
        shown = request.words[:_SHOWN_WORDS]
        if near:
            rows = keyboards.follow(near, request.language)
            await self._reply.say(request, "subscribe.unknown_near", rows, words=shown)
        else:
            await self._reply.say(request, "subscribe.unknown", words=shown)

    async def follow_tap(self, request: Request, tap: Tap) -> None:
        """A near miss, tapped."""
        topic = self._topics.get(tap.name)
        if topic is None:
            await self._reply.say(request, "tap.stale")
            return
        await self._chats.follow(request.chat_ref, topic)
        await self._reply.show(
            request,
            self._reply.note(request, "topic.followed", topic=title_of(topic, request.language)),
        )

    async def _begin(self, request: Request, url: str) -> None:
        wait = self._limits.spend("feed", request.chat_ref.id, request.user_id)
        if wait is not None:
            await self._reply.say(request, "limit.feed", time=time_left(wait, request.language))
        else:
            outcome = await self._reply.say(request, "reading.feed", host=outlet_host(url))
            self._background.start(self._finish(request, url, outcome.message_id))

    async def _finish(self, request: Request, url: str, message_id: int) -> None:
        note = self._reply.note(request, "error.sorry")
        try:
            added = await self._subscriptions.add(request.chat_ref, url)
            if isinstance(added, Refusal):
                detail = detail_of(added, request.language)
                note = self._reply.note(request, added.key, detail=detail)
            else:
                note = await self._added(request, added)
        finally:
            # "Looking for a feed …" must never stand there for ever.
            await self._reply.replace(request, message_id, note)

    async def _added(self, request: Request, added: Added) -> Message:
        """What to say of a feed that is followed; without topics it could mean two things."""
        title, chat = _name(added.feed), await self._chats.get(request.chat_ref)
        if added.before:
            return self._reply.note(request, "feed.before", title=title)
        if not chat.wants_everything:
            return self._reply.note(request, "feed.added", title=title)
        rows = keyboards.beside_feeds(False, request.language)
        return self._reply.note(request, "feed.beside", rows, title=title)

    async def unsubscribe(self, request: Request) -> None:
        """End a topic or a feed by name or address, or offer all of them."""
        if not request.words:
            await self._list(request, "unsubscribe.usage")
            return
        topic = self._topics.match(request.words)
        if topic and topic.name in (await self._chats.get(request.chat_ref)).topics:
            await self._chats.unfollow(request.chat_ref, topic)
            await self._reply.say(
                request, "unsubscribe.done", title=title_of(topic, request.language)
            )
            return
        feeds = await self._subscriptions.named(request.chat_ref, request.words)
        shown = request.words[:_SHOWN_WORDS]
        if len(feeds) == 1:
            await self._subscriptions.remove(request.chat_ref, feeds[0].id)
            await self._reply.say(request, "unsubscribe.done", title=_name(feeds[0]))
        elif feeds:
            rows = keyboards.sources((), feeds[:_A_PAGE], 0, 1, request.language)
            await self._reply.say(request, "unsubscribe.many", rows, words=shown)
        else:
            await self._list(request, "unsubscribe.none", words=shown)

    async def sources(self, request: Request) -> None:
        """What the chat follows, feeds with their state."""
        await self._list(request, "sources.head")

    async def _list(self, request: Request, key: str, **values: object) -> None:
        await self._reply.send(request, await self.listing(request, 0, key, **values))

    async def listing(
        self, request: Request, page: int = 0, key: str = "sources.head", **values: object
    ) -> Message:
        """A page of what the chat follows, each with a button that ends it; topics come first."""
        chat, language = await self._chats.get(request.chat_ref), request.language
        found = await self._subscriptions.of(chat)
        if not found.topics and not found.feeds:
            return self.choice(request, chat, 0, "sources.none")
        pages = max(1, math.ceil(len(found.feeds) / _A_PAGE))
        page = min(page, pages - 1)
        topics = found.topics if page == 0 else ()
        feeds = found.feeds[page * _A_PAGE : (page + 1) * _A_PAGE]
        lines = [words(key, language, **values)]
        if page == 0:
            titles = titles_of(self._topics.all, chat, language)
            lines.append(words("sources.topics", language, topics=titles))
        lain = await self._folders.of(chat.id) if feeds else {}
        lines += [
            self._feed_line(feed, state, language, lain.get(feed.id, ())) for feed, state in feeds
        ]
        rows = keyboards.sources(topics, [feed for feed, _ in feeds], page, pages, language)
        piece = join(lines, "\n")
        return Message(piece.html, piece.plain, rows)

    async def only_tap(self, request: Request, tap: Tap) -> None:
        """Whether nothing but own feeds is wanted."""
        only = tap.name == "yes"
        await self._chats.set_only_feeds(request.chat_ref, only)
        rows = keyboards.beside_feeds(only, request.language)
        key = "feeds.only" if only else "feeds.beside"
        await self._reply.show(request, self._reply.note(request, key, rows))

    async def list_tap(self, request: Request, tap: Tap) -> None:
        """Another page of the list."""
        await self._reply.show(request, await self.listing(request, tap.page))

    def _feed_line(
        self, feed: Feed, state: FeedState, language: str, folders: Sequence[Folder]
    ) -> Rich:
        if state.gone:
            said = say("feed.state.gone", language)
        elif state.error:
            said = say(
                "feed.state.failing", language, error=clip(sentence(state.error, language), _TITLE)
            )
        elif state.succeeded_at:
            age = ago(state.succeeded_at, self._clock(), language)
            said = say("feed.state.fine", language, age=age)
        else:
            said = say("feed.state.new", language)
        named = ", ".join(clip(" / ".join(folder), _FOLDER) for folder in folders)
        first = plain(named) + raw(": ") if named else raw("")
        return raw("• ") + first + words("sources.feed", language, title=_name(feed), state=said)

    async def unfollow_tap(self, request: Request, tap: Tap) -> None:
        """A topic in the list, tapped: it ends."""
        if topic := self._topics.get(tap.name):
            await self._chats.unfollow(request.chat_ref, topic)
        await self._reply.show(request, await self.listing(request, tap.page))

    async def remove_tap(self, request: Request, tap: Tap) -> None:
        """A feed in the list, tapped: it ends."""
        await self._subscriptions.remove(request.chat_ref, tap.id)
        await self._reply.show(request, await self.listing(request, tap.page))


def _name(feed: Feed) -> str:
    return clip(feed_name(feed), _TITLE)
