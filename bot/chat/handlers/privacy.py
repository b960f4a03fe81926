"""What is kept, and its end: /privacy, /deletedata, /stop, /help."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.handlers.schedule import times_of, zone_name
from bot.chat.rendering import keyboards
from bot.chat.rendering.keyboards import Tap
from bot.chat.rendering.rich_text import Rich, join, plain
from bot.chat.rendering.texts import count, say, words
from bot.chat.reply import Room
from bot.chat.requests import Request
from bot.core.model.messages import Message

_MINUTE, _ASKED_FOR = 60, 10  # seconds; minutes for which the question about erasing stands


class Privacy:
    """What we keep of a chat, told and erased."""

    def __init__(self, room: Room, commands: Sequence[str]) -> None:
        self._room, self._commands = room, commands

    async def help(self, request: Request) -> None:
        """What the bot can do: the commands, one a line."""
        language = request.chat_ref.language
        listed = [plain(f"/{name} – {say(f'command.{name}', language)}") for name in self._commands]
        tail = "help.tail" if request.private else "help.tail_group"
        parts = [words("help.head", language), join(listed, "\n"), words(tail, language)]
        piece = join(parts, "\n\n")
        await self._room.send(request, Message(piece.html, piece.plain))

    async def privacy(self, request: Request) -> None:
        """What is kept, for how long, and what is kept of this very chat."""
        language = request.chat_ref.language
        lines = [words("privacy", language), await self._kept(request)]
        piece = join(lines, "\n\n")
        await self._room.send(request, Message(piece.html, piece.plain))

    async def _kept(self, request: Request) -> Rich:
        language = request.chat_ref.language
        if not await self._room.chats.is_known(request.chat_ref.id):
            return words("privacy.nothing", language)
        chat = await self._room.chats.get(request.chat_ref)
        titles = [topic.title for topic in self._room.topics.all if topic.name in chat.topics]
        return words(
            "privacy.kept",
            language,
            topics=", ".join(titles) or say("topics.all", language),
            feeds=_feeds(len(chat.feed_ids), language),
            times=times_of(chat.schedule) or say("privacy.no_times", language),
            zone=zone_name(self._room.chats.zone(chat)),
        )

    async def stop(self, request: Request) -> None:
        """All subscriptions end."""
        await self._room.chats.stop(request.chat_ref)
        await self._room.say(request, "stop.done")

    async def delete(self, request: Request) -> None:
        """Ask before anything is erased."""
        rows = keyboards.confirm_erase(self._minute(), request.chat_ref.language)
        await self._room.say(request, "erase.ask", rows)

    async def delete_tap(self, request: Request, tap: Tap) -> None:
        """Erase, or leave it, if the question is not older than ten minutes."""
        if tap.name == "no":
            await self._room.show(request, self._room.note(request, "erase.kept"))
        elif not 0 <= self._minute() - tap.id <= _ASKED_FOR:
            await self._room.show(request, self._room.note(request, "erase.stale"))
        else:
            await self._room.chats.erase(request.chat_ref.id)
            await self._room.show(request, self._room.note(request, "erase.done"))

    def _minute(self) -> int:
        return int(self._room.clock().timestamp() // _MINUTE)


def _feeds(many: int, language: str) -> str:
    return count("feeds", many, language) if many else say("feeds.none", language)
