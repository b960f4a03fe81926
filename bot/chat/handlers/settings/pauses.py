"""When nothing comes: /pause, /resume, /quiet, /stop, their buttons, and the way back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.chat.handlers.queries import Queries
from bot.chat.rendering.callbacks import Tap, Verb
from bot.chat.rendering.keyboards import to_settings
from bot.chat.rendering.rich_text import join
from bot.chat.rendering.settings import buttons as keyboards
from bot.chat.rendering.texts import words
from bot.chat.rendering.times import quiet_of, until, when
from bot.chat.rendering.topic_titles import titles_of
from bot.chat.rendering.zones import zone_title
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.core.editions.topics import Topics
from bot.core.model.chats import Chat
from bot.core.model.messages import Message
from bot.core.schedule.absence import InvalidAbsence
from bot.core.schedule.moments import has_returned, is_paused
from bot.core.schedule.wishes import InvalidSchedule
from bot.services.chats import ChatSettings
from bot.services.ports import Clock

_A_WEEK = "1w"


class Pauses:
    """Silence, asked for: for a while, at night, or for good."""

    def __init__(
        self, reply: Reply, chats: ChatSettings, topics: Topics, queries: Queries, clock: Clock
    ) -> None:
        self._reply, self._chats, self._topics = reply, chats, topics
        self._queries, self._clock = queries, clock

    @property
    def taps(self) -> Mapping[Verb, Callable[[Request, Tap], Awaitable[None]]]:
        """What answers its buttons."""
        return {
            Verb.PAUSE: self.pause_tap,
            Verb.QUIET: self.quiet_tap,
            Verb.STOP: self.stop_tap,
            Verb.UNDO: self.undo_tap,
        }

    async def pause(self, request: Request) -> None:
        """Nothing until then, by `3d`, `until Sunday`; without words, ask how long."""
        if not request.words:
            await self._reply.send(request, await self.asked(request))
        else:
            await self._reply.send(request, await self._paused(request, request.words))

    async def away(self, request: Request) -> None:
        """The same by plain words: "I am away until Sunday", or "I am away"."""
        await self._reply.send(request, await self._paused(request, request.text, asks=True))

    async def asked(self, request: Request) -> Message:
        """How long? With what holds now."""
        chat, language = await self._chats.get(request.chat_ref), request.language
        if is_paused(chat, self._clock()):
            return self._holds(request, chat)
        return self._reply.note(request, "pause.ask", keyboards.pauses(language))

    async def _paused(self, request: Request, said: str, *, asks: bool = False) -> Message:
        chat = await self._chats.pause(request.chat_ref, said)
        if isinstance(chat, Chat):
            return self._holds(request, chat)
        rows = keyboards.pauses(request.language)
        if asks:
            return self._reply.note(request, "pause.ask", rows)
        return self._reply.note(request, f"pause.{chat.reason.value}", rows, words=chat.words)

    def _holds(self, request: Request, chat: Chat) -> Message:
        """A pause holds: until when, and when what was missed comes."""
        language, zone, now = request.language, self._chats.zone(chat), self._clock()
        ends = until(chat.paused_until or now, now, zone, language)
        lines = [words("pause.done", language, until=ends)]
        for due in self._chats.editions(chat)[:1]:
            lines.append(words("pause.then", language, when=when(due, now, zone, language)))
        piece = join(lines, "\n")
        return Message(piece.html, piece.plain, keyboards.paused(language))

    async def pause_tap(self, request: Request, tap: Tap) -> None:
        """A length of a pause, tapped; or its end."""
        if tap.name == "ask":
            await self._reply.show(request, await self.asked(request))
        elif tap.name == "end":
            note = self._reply.note(request, "resume.ended", to_settings(request.language))
            await self._reply.show(request, note)
            await self._missed(request)
        else:
            chat = await self._chats.pause(request.chat_ref, tap.name, again=True)
            if not isinstance(chat, InvalidAbsence):
                await self._reply.show(request, self._holds(request, chat))

    async def resume(self, request: Request) -> None:
        """A pause ends, and what was missed comes at once."""
        known = await self._waits(request)
        await self._reply.say(request, "resume.done" if known else "resume.none")
        await self._missed(request)

    async def _waits(self, request: Request) -> bool:
        """Whether something of a pause is still to come."""
        chat, now = await self._chats.get(request.chat_ref), self._clock()
        return is_paused(chat, now) or has_returned(chat, now)

    async def _missed(self, request: Request) -> None:
        """What was missed in a pause, which ends: once."""
        if await self._waits(request):
            await self._chats.resume(request.chat_ref)
            await self._queries.edition(request)

    async def quiet(self, request: Request) -> None:
        """In which hours nothing comes; without words, what holds now."""
        if not request.words:
            await self._reply.send(request, await self.quiet_screen(request))
            return
        chat = await self._chats.set_quiet(request.chat_ref, request.words)
        if isinstance(chat, InvalidSchedule):
            rows = keyboards.quiet(request.language)
            await self._reply.say(request, "quiet.bad", rows, words=chat.words)
        else:
            await self._reply.send(request, self._quiet(request, chat))

    async def quiet_screen(self, request: Request) -> Message:
        """The quiet hours that hold, and others to tap."""
        return self._quiet(request, await self._chats.get(request.chat_ref))

    def _quiet(self, request: Request, chat: Chat) -> Message:
        rows = keyboards.quiet(request.language, chosen=chat.quiet)
        if chat.quiet is None:
            return self._reply.note(request, "quiet.none", rows)
        zone = self._chats.zone(chat)
        said = quiet_of(chat.quiet, request.language)
        return self._reply.note(
            request, "quiet.now", rows, hours=said, zone=zone_title(zone, request.language)
        )

    async def quiet_tap(self, request: Request, tap: Tap) -> None:
        """Quiet hours, tapped."""
        chat = await self._chats.set_quiet(request.chat_ref, tap.name)
        if isinstance(chat, Chat):
            await self._reply.show(request, self._quiet(request, chat))

    async def stop(self, request: Request) -> None:
        """All subscriptions end; for a while that can be taken back."""
        chat = await self._chats.stop(request.chat_ref)
        change = chat and await self._chats.to_undo(chat)
        rows = keyboards.stopped(change.id, request.language) if change else ()
        await self._reply.show(request, self._reply.note(request, "stop.done", rows))

    async def stop_tap(self, request: Request, tap: Tap) -> None:
        """The same by a button."""
        await self.stop(request)

    async def undo_tap(self, request: Request, tap: Tap) -> None:
        """The end of everything, taken back: at once, or with a pause of a week."""
        chat = await self._chats.undo(request.chat_ref, tap.id)
        if chat is None:
            await self._reply.show(request, self._reply.note(request, "undo.stale"))
            return
        if tap.name == "week":
            paused = await self._chats.pause(request.chat_ref, _A_WEEK, again=True)
            if isinstance(paused, Chat):
                await self._reply.show(request, self._holds(request, paused))
            return
        titles = titles_of(self._topics.all, chat, request.language)
        rows = to_settings(request.language)
        await self._reply.show(request, self._reply.note(request, "undo.done", rows, topics=titles))
