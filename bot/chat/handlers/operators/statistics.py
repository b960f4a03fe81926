"""/stats: how the bot fares, in numbers and a picture, for those who run it."""

from __future__ import annotations

import asyncio

from bot.chat.background_tasks import BackgroundTasks
from bot.chat.handlers.operator import Operator
from bot.chat.rendering.pictures.statistics_picture import ORDER, statistics_picture
from bot.chat.rendering.rich_text import join
from bot.chat.rendering.texts import say, words
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.core.model.messages import Message, OutgoingFile
from bot.services.operators.statistics import StatisticsReport, StatisticsReports


class StatisticsCommand:
    """Answers the bot's own administrators, and is unknown to everybody else."""

    def __init__(
        self,
        reply: Reply,
        reports: StatisticsReports,
        operator: Operator,
        background: BackgroundTasks,
    ) -> None:
        self._reply, self._reports = reply, reports
        self._operator, self._background = operator, background

    async def stats(self, request: Request) -> None:
        """Count and draw beside the answers to others, then send the picture."""
        if not self._operator.knows(request):
            await self._reply.say(request, "unknown.command")
            return
        self._background.start(self._send(request))

    async def _send(self, request: Request) -> None:
        report = await self._reports.report()
        picture = await asyncio.to_thread(statistics_picture, report.stored, report.feeds)
        file = OutgoingFile("stats.png", picture, picture=True)
        await self._reply.send_file(request, file, statistics_caption(report, request.language))


def statistics_caption(report: StatisticsReport, language: str) -> Message:
    """The numbers in words, by the panels of the picture."""
    stored, kinds = report.stored, report.stored.chats
    week = stored.subscribers[-8:]
    grown = week[-1][1] - week[0][1]
    groups = kinds.get("group", 0) + kinds.get("supergroup", 0)
    feeds = ", ".join(
        say(f"health.{kind}", language, n=report.feeds.get(kind, 0)) for kind, _ in ORDER
    )
    last = stored.delays[-1] if stored.delays else None
    numbers = {
        "all": sum(kinds.values()),
        "private": kinds.get("private", 0),
        "groups": groups,
        "channels": kinds.get("channel", 0),
        "grown": f"{grown:+d}",
    }
    lines = [
        words("stats.head", language),
        words("stats.subscribers", language, **numbers),
        words("stats.editions", language, n=sum(count for _, count in stored.editions)),
        words("stats.feeds", language, feeds=feeds, articles=stored.articles),
        words(
            "stats.delays" if last else "stats.no_delays",
            language,
            median=f"{last.median:.1f}" if last else "",
            slow=f"{last.slow:.1f}" if last else "",
            waiting=stored.waiting,
        ),
    ]
    piece = join(lines, "\n")
    return Message(piece.html, piece.plain)
