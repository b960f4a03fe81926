"""Questions that are answered from what is stored: topic, search, my digest, one story."""

from __future__ import annotations

from bot.chat.rendering import keyboards
from bot.chat.rendering.keyboards import Tap
from bot.chat.reply import Room
from bot.chat.requests import Request

_SHOWN_WORDS = 80  # UTF-16 units of a reader's words that are repeated to them


class Queries:
    """/topic, /search, /digest, and the buttons that do the same."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def topic(self, request: Request) -> None:
        """A small edition on a topic or any words, or the nearest topics."""
        if not request.words:
            rows = keyboards.near(self._room.topics.all)
            await self._room.say(request, "topic.usage", rows)
            return
        await self._topic(request, request.words)

    async def topic_tap(self, request: Request, tap: Tap) -> None:
        """The same for a topic whose button was tapped."""
        topic = self._room.topics.get(tap.name)
        if topic is None:
            await self._room.say(request, "tap.stale")
            return
        await self._topic(request, topic.title)

    async def _topic(self, request: Request, words: str) -> None:
        chat = await self._room.chats.get(request.chat_ref)
        answer = await self._room.answers.topic(words, chat)
        if answer.digest is not None:
            await self._room.send_digest(request, answer.digest, chat)
        elif answer.topic is not None:
            await self._room.say(request, "topic.quiet", topic=answer.topic.title)
        elif answer.near:
            rows = keyboards.near(answer.near)
            await self._room.say(request, "topic.none_near", rows, words=words[:_SHOWN_WORDS])
        else:
            rows = keyboards.near(self._room.topics.all)
            await self._room.say(request, "topic.none", rows, words=words[:_SHOWN_WORDS])

    async def search(self, request: Request) -> None:
        """Stories that hold all the words."""
        if not request.words:
            await self._room.say(request, "search.usage")
            return
        chat = await self._room.chats.get(request.chat_ref)
        digest = await self._room.answers.search(request.words, chat)
        if digest is None:
            await self._room.say(request, "search.none", words=request.words[:_SHOWN_WORDS])
        else:
            await self._room.send_digest(request, digest, chat)

    async def digest(self, request: Request) -> None:
        """The chat's own digest, now: what is new."""
        await self.edition(request)

    async def digest_tap(self, request: Request, tap: Tap) -> None:
        """The same; "again" shows the latest stories although they were shown before."""
        await self.edition(request, again=tap.name == "again")

    async def edition(self, request: Request, *, again: bool = False) -> None:
        """Send the chat's digest, and remember what it showed."""
        room, chat = self._room, await self._room.chats.get(request.chat_ref)
        digest = await room.answers.mine(chat, again=again)
        if not digest.stories and not (await room.answers.mine(chat, again=True)).stories:
            await room.say(
                request, "digest.none_yet", keyboards.my_topics(request.chat_ref.language)
            )
            return
        if await room.send_digest(request, digest, chat) and await room.chats.is_known(chat.id):
            await room.answers.mark_shown(chat, digest)

    async def story_tap(self, request: Request, tap: Tap) -> None:
        """One story, opened."""
        story = await self._room.answers.story(tap.id)
        if story is None:
            await self._room.say(request, "story.gone")
            return
        chat = await self._room.chats.get(request.chat_ref)
        card = self._room.renderer.story(story, chat, self._room.clock())
        await self._room.send(request, card)
