"""Questions that are answered from what is stored: topic, search, my digest, one story."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.flood_control import RateLimits
from bot.chat.rendering import keyboards
from bot.chat.rendering.callbacks import Tap
from bot.chat.rendering.reasons import time_left
from bot.chat.rendering.settings.buttons import to_reads
from bot.chat.rendering.texts import counted_languages
from bot.chat.rendering.topic_titles import title_of
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.core.editions.length import minutes_from
from bot.core.editions.topics import Topics
from bot.core.model.chats import Chat
from bot.core.model.editions import Digest
from bot.services.answers import Answers
from bot.services.chats import ChatSettings

_SHOWN_WORDS = 80  # UTF-16 units of a reader's words that are repeated to them


class Queries:
    """/topic, /search, /digest, and the buttons that do the same."""

    def __init__(
        self,
        reply: Reply,
        answers: Answers,
        chats: ChatSettings,
        topics: Topics,
        limits: RateLimits,
    ) -> None:
        self._reply, self._answers, self._chats = reply, answers, chats
        self._topics, self._limits = topics, limits

    async def topic(self, request: Request) -> None:
        """A small edition on a topic or any words, or the nearest topics."""
        if not request.words:
            rows = keyboards.near(self._topics.all, request.language)
            await self._reply.say(request, "topic.usage", rows)
        elif await self.may(request):
            await self._topic(request, request.words)

    async def words(self, request: Request) -> None:
        """The same for plain words without a command."""
        await self._topic(request, request.text)

    async def found(self, request: Request) -> bool:
        """Answer plain words if a story or topic holds them; whether one did."""
        chat = await self._chats.get(request.chat_ref)
        answer = await self._answers.topic(request.text, chat)
        if answer.digest is not None:
            await self._send(request, answer.digest, chat)
        return answer.digest is not None

    async def topic_tap(self, request: Request, tap: Tap) -> None:
        """The same for a topic whose button was tapped."""
        topic = self._topics.get(tap.name)
        if topic is None:
            await self._reply.say(request, "tap.stale")
            return
        await self._topic(request, topic.title)

    async def _topic(self, request: Request, words: str) -> None:
        chat = await self._chats.get(request.chat_ref)
        answer = await self._answers.topic(words, chat)
        if answer.digest is not None:
            await self._send(request, answer.digest, chat)
        elif answer.muted:
            await self._reply.say(request, "topic.muted", words=words[:_SHOWN_WORDS])
        elif answer.elsewhere:
            rows, more = to_reads(request.language), counted_languages(answer.elsewhere)
            shown = words[:_SHOWN_WORDS]
            await self._reply.say(request, "topic.elsewhere", rows, words=shown, more=more)
        elif answer.topic is not None:
            await self._reply.say(
                request, "topic.quiet", topic=title_of(answer.topic, request.language)
            )
        elif misspelt := self._topics.misspelt(words):
            await self._topic(request, misspelt.title)
        elif answer.near:
            rows = keyboards.near(answer.near, request.language)
            await self._reply.say(request, "topic.none_near", rows, words=words[:_SHOWN_WORDS])
        else:
            rows = keyboards.follow_words(words, request.language)
            rows = (*keyboards.near(self._topics.all, request.language), *rows)
            await self._reply.say(request, "topic.none", rows, words=words[:_SHOWN_WORDS])

    async def search(self, request: Request) -> None:
        """Stories that hold all the words."""
        if not request.words:
            await self._reply.say(request, "search.usage")
            return
        if not await self.may(request):
            return
        chat = await self._chats.get(request.chat_ref)
        digest = await self._answers.search(request.words, chat)
        if digest is None:
            rows = keyboards.follow_words(request.words, request.language)
            await self._reply.say(request, "search.none", rows, words=request.words[:_SHOWN_WORDS])
        else:
            await self._send(request, digest, chat)

    async def may(self, request: Request) -> bool:
        """Whether words may be looked for; if not, it is said when they may."""
        wait = self._limits.spend("search", request.chat_ref.id, request.user_id)
        if wait is not None:
            await self._reply.say(request, "limit.search", time=time_left(wait, request.language))
        return wait is None

    async def more_tap(self, request: Request, tap: Tap) -> None:
        """The smaller stories of an edition."""
        chat = await self._chats.get(request.chat_ref)
        digest = await self._answers.more(tap.id, chat)
        if digest is None or not digest.stories:
            rows = keyboards.again(request.language)
            await self._reply.say(request, "digest.past", rows)
        else:
            await self._send(request, digest, chat)

    async def digest(self, request: Request) -> None:
        """The chat's own digest, now: what is new; `/digest 3m` fills three minutes."""
        await self.edition(request, minutes=minutes_from(request.words))

    async def digest_tap(self, request: Request, tap: Tap) -> None:
        """The same; "again" shows the latest stories although they were shown before."""
        await self.edition(request, again=tap.name == "again")

    async def edition(
        self, request: Request, *, again: bool = False, minutes: int | None = None
    ) -> None:
        """Send the chat's digest, and remember what it showed."""
        chat = await self._chats.get(request.chat_ref)
        digest = await self._answers.mine(chat, again=again, minutes=minutes)
        if not digest.stories and not (await self._answers.mine(chat, again=True)).stories:
            rows = keyboards.my_topics(request.language)
            await self._reply.say(request, "digest.none_yet", rows)
            return
        await self._send(request, digest, chat)
        await self._chats.returned(chat)

    async def _send(self, request: Request, digest: Digest, chat: Chat) -> None:
        """Send an edition, and remember what it showed; of a chat that is not known nothing is."""
        digest = replace(digest, unkept=not await self._chats.is_known(chat.id))
        if await self._reply.send_digest(request, digest, chat):
            await self._answers.remember(chat, digest)
