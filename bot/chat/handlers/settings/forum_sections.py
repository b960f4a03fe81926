"""Sections of a group's editions, sent to the forum topic in which an administrator asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.rendering.callbacks import Tap, Verb
from bot.chat.rendering.settings.buttons import sections as keyboard
from bot.chat.reply import Reply
from bot.chat.requests import Answerer, Request
from bot.core.editions.topics import Topics
from bot.core.model.messages import Message
from bot.services.chat_port import SectionStore
from bot.services.chats import ChatSettings


class ForumSections:
    """The screen of sections, and the way from a section back to its group's edition."""

    def __init__(
        self, reply: Reply, chats: ChatSettings, sections: SectionStore, topics: Topics
    ) -> None:
        self._reply, self._chats = reply, chats
        self._sections, self._topics = sections, topics

    @property
    def taps(self) -> Mapping[Verb, Answerer]:
        """What answers its buttons."""
        return {Verb.SECTION: self.tapped}

    async def screen(self, request: Request) -> Message:
        """Every topic of the news, ticked where its section comes to this forum topic."""
        threads, here = await self._of(request), request.chat_ref.thread_id
        chosen = [name for name, thread in threads.items() if thread == here]
        rows = keyboard(self._topics.all, chosen, request.language)
        return self._reply.note(request, "sections.ask", rows)

    async def tapped(self, request: Request, tap: Tap) -> None:
        """A section, wished here or not; asked again it changes nothing."""
        topic, thread = self._topics.get(tap.name[1:]), request.chat_ref.thread_id
        if topic is None or thread is None:
            await self._reply.say(request, "tap.stale")
            return
        wanted = tap.name.startswith("+")
        change = self._sections.send_section if wanted else self._sections.keep_section
        await change(request.chat_ref.id, topic.name, thread)
        await self._reply.show(request, await self.screen(request))

    async def of_edition(self, request: Request) -> Request:
        """A tap on a story in a forum topic that has sections and no settings of its own is about
        the edition of the group; it is answered where it was tapped."""
        here = request.chat_ref
        if here.thread_id is None or here.thread_id not in (await self._of(request)).values():
            return request
        if await self._chats.at((await self._chats.get(here)).id) is not None:
            return request
        return replace(request, chat_ref=replace(here, thread_id=None), there=here)

    async def _of(self, request: Request) -> dict[str, int]:
        group = request.chat_ref.id
        return (await self._sections.sections([group])).get(group, {})
