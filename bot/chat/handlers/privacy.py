"""What is kept, and its end: /privacy, /deletedata, /stop, /help."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.handlers.schedule import times_of, zone_name
from bot.chat.rendering import keyboards
from bot.chat.rendering.keyboards import Tap
from bot.chat.rendering.rich_text import Rich, join, plain
from bot.chat.rendering.texts import count, say, words
from bot.chat.reply import Room
from bot.chat.requests import Asked
from bot.core.model.messages import Message

_MINUTE, _ASKED_FOR = 60, 10  # seconds; minutes for which the question about erasing stands


class Data:
    """What we keep of a chat, told and erased."""

    def __init__(self, room: Room, commands: Sequence[str]) -> None:
        self._room, self._commands = room, commands

    async def help(self, asked: Asked) -> None:
        """What the bot can do: the commands, one a line."""
        language = asked.place.language
        listed = [plain(f"/{name} – {say(f'command.{name}', language)}") for name in self._commands]
        tail = "help.tail" if asked.private else "help.tail_group"
        parts = [words("help.head", language), join(listed, "\n"), words(tail, language)]
        piece = join(parts, "\n\n")
        await self._room.send(asked, Message(piece.html, piece.plain))

    async def privacy(self, asked: Asked) -> None:
        """What is kept, for how long, and what is kept of this very chat."""
        language = asked.place.language
        lines = [words("privacy", language), await self._kept(asked)]
        piece = join(lines, "\n\n")
        await self._room.send(asked, Message(piece.html, piece.plain))

    async def _kept(self, asked: Asked) -> Rich:
        language = asked.place.language
        if not await self._room.chats.is_known(asked.place.id):
            return words("privacy.nothing", language)
        chat = await self._room.chats.get(asked.place)
        titles = [topic.title for topic in self._room.topics.all if topic.name in chat.topics]
        return words(
            "privacy.kept",
            language,
            topics=", ".join(titles) or say("topics.all", language),
            feeds=_feeds(len(chat.feed_ids), language),
            times=times_of(chat.schedule) or say("privacy.no_times", language),
            zone=zone_name(self._room.chats.zone(chat)),
        )

    async def stop(self, asked: Asked) -> None:
        """All subscriptions end."""
        await self._room.chats.stop(asked.place)
        await self._room.say(asked, "stop.done")

    async def delete(self, asked: Asked) -> None:
        """Ask before anything is erased."""
        rows = keyboards.confirm_erase(self._minute(), asked.place.language)
        await self._room.say(asked, "erase.ask", rows)

    async def delete_tap(self, asked: Asked, tap: Tap) -> None:
        """Erase, or leave it, if the question is not older than ten minutes."""
        if tap.name == "no":
            await self._room.show(asked, self._room.note(asked, "erase.kept"))
        elif not 0 <= self._minute() - tap.id <= _ASKED_FOR:
            await self._room.show(asked, self._room.note(asked, "erase.stale"))
        else:
            await self._room.chats.erase(asked.place.id)
            await self._room.show(asked, self._room.note(asked, "erase.done"))

    def _minute(self) -> int:
        return int(self._room.clock().timestamp() // _MINUTE)


def _feeds(many: int, language: str) -> str:
    return count("feeds", many, language) if many else say("feeds.none", language)
