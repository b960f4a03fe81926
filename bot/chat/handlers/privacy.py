"""What is kept, and its end: /privacy, /deletedata, /help."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.rendering import keyboards
from bot.chat.rendering.callbacks import Tap
from bot.chat.rendering.rich_text import Rich, folded, join, raw
from bot.chat.rendering.texts import count, say, words
from bot.chat.rendering.times import hours_of
from bot.chat.rendering.topic_titles import titles_of
from bot.chat.rendering.zones import zone_title
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.core.editions.topics import Topics
from bot.core.model.messages import Message
from bot.services.chats import ChatSettings
from bot.services.ports import Clock

_MINUTE, _ASKED_FOR = 60, 10  # seconds; minutes for which the question about erasing stands


class Privacy:
    """What we keep of a chat, told and erased."""

    def __init__(
        self,
        reply: Reply,
        chats: ChatSettings,
        topics: Topics,
        clock: Clock,
        commands: Sequence[str],
    ) -> None:
        self._reply, self._chats, self._topics = reply, chats, topics
        self._clock, self._commands = clock, commands

    async def help(self, request: Request) -> None:
        """What the bot can do: the commands, one a line."""
        language = request.language
        listed = [raw(f"/{name} – {say(f'command.{name}', language)}") for name in self._commands]
        tail = "help.tail" if request.private else "help.tail_group"
        parts = [words("help.head", language), words(tail, language), folded(join(listed, "\n"))]
        piece, rows = join(parts, "\n\n"), keyboards.ways_on(language)
        await self._reply.send(request, Message(piece.html, piece.plain, rows))

    async def privacy(self, request: Request) -> None:
        """What is kept, for how long, and what is kept of this very chat."""
        language = request.language
        lines = [words("privacy", language), await self._kept(request)]
        piece = join(lines, "\n\n")
        await self._reply.send(request, Message(piece.html, piece.plain))

    async def _kept(self, request: Request) -> Rich:
        language = request.language
        chat = await self._chats.get(request.chat_ref)
        if not await self._chats.is_known(chat.id):
            return words("privacy.nothing", language)
        return words(
            "privacy.kept",
            language,
            topics=titles_of(self._topics.all, chat, language),
            feeds=_feeds(len(chat.feed_ids), language),
            times=hours_of(chat.schedule.times, language) or say("privacy.no_times", language),
            zone=zone_title(self._chats.zone(chat), request.language),
        )

    async def delete(self, request: Request) -> None:
        """Ask before anything is erased."""
        rows = keyboards.confirm_erase(self._minute(), request.language)
        await self._reply.say(request, "erase.ask", rows)

    async def delete_tap(self, request: Request, tap: Tap) -> None:
        """Erase, or leave it, if the question is not older than ten minutes."""
        if tap.name == "no":
            await self._reply.show(request, self._reply.note(request, "erase.kept"))
        elif not 0 <= self._minute() - tap.id <= _ASKED_FOR:
            await self._reply.show(request, self._reply.note(request, "erase.stale"))
        else:
            await self._chats.erase(request.chat_ref.id)
            await self._reply.show(request, self._reply.note(request, "erase.done"))

    def _minute(self) -> int:
        return int(self._clock().timestamp() // _MINUTE)


def _feeds(many: int, language: str) -> str:
    return count("feeds", many, language) if many else say("feeds.none", language)
