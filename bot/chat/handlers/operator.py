"""For those who run the bot, in a private chat with it: /sourcehealth."""

from __future__ import annotations

from collections.abc import Collection

from bot.chat.rendering.reasons import health
from bot.chat.rendering.rich_text import clip, join, plain
from bot.chat.rendering.texts import say, words
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.core.feeds.health import Condition
from bot.core.feeds.naming import feed_logged, feed_name
from bot.core.model.messages import Message
from bot.services.source_health import SourceHealth

_LISTED = 25


class Operator:
    """Answers the bot's own administrators, and is unknown to everybody else."""

    def __init__(self, reply: Reply, health: SourceHealth, operators: Collection[int]) -> None:
        self._reply, self._health, self._operators = reply, health, operators

    def knows(self, request: Request) -> bool:
        """Whether this is one of ADMIN_USER_IDS, writing in private."""
        return request.private and request.user_id in self._operators

    async def source_health(self, request: Request) -> None:
        """How many feeds are well, and what is the matter with the others."""
        if not self.knows(request):
            await self._reply.say(request, "unknown.command")
            return
        report, language = await self._health.report(), request.language
        counts = ", ".join(
            say(f"health.{one.value}", language, n=report.counts.get(one, 0)) for one in Condition
        )
        troubled = (
            (
                (feed_name(feed), health(state, report.at, language))
                if feed.bundled
                # Its name, its address and its errors are its readers' own.
                else (feed_logged(feed), say(f"health.{one.value}", language, n=1))
            )
            for one, feed, state in report.troubled[:_LISTED]
        )
        rows = [plain(f"{clip(name, 60)}: {clip(said, 120)}") for name, said in troubled]
        more = len(report.troubled) - _LISTED
        tail = [words("health.more", language, n=more)] if more > 0 else []
        piece = join([words("health.head", language, counts=counts), *rows, *tail], "\n")
        await self._reply.send(request, Message(piece.html, piece.plain))
