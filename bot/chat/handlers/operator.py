"""For those who run the bot, in a private chat with it: /sourcehealth."""

from __future__ import annotations

from bot.chat.rendering.rich_text import clip, join, plain
from bot.chat.rendering.texts import words
from bot.chat.reply import Room
from bot.chat.requests import Request
from bot.core.feeds.health import Condition
from bot.core.model.messages import Message

_LISTED = 25


class Operator:
    """Answers the bot's own administrators, and is unknown to everybody else."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def knows(self, request: Request) -> bool:
        """Whether this is one of ADMIN_USER_IDS, writing in private."""
        return request.private and request.user_id in self._room.admins

    async def source_health(self, request: Request) -> None:
        """How many feeds are well, and what is the matter with the others."""
        if self._room.health is None or not self.knows(request):
            await self._room.say(request, "unknown.command")
            return
        report, language = await self._room.health.report(), request.chat_ref.language
        counts = ", ".join(f"{report.counts.get(one, 0)} {one.value}" for one in Condition)
        rows = [
            plain(f"{clip(title or url, 60)}: {clip(said, 120)}")
            for title, url, said in report.troubled[:_LISTED]
        ]
        more = len(report.troubled) - _LISTED
        tail = [words("health.more", language, n=more)] if more > 0 else []
        piece = join([words("health.head", language, counts=counts), *rows, *tail], "\n")
        await self._room.send(request, Message(piece.html, piece.plain))
