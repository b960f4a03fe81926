"""/broadcast: a message of those who run the bot to all chats, shown and asked about first."""

from __future__ import annotations

from bot.chat.handlers.operator import Operator
from bot.chat.rendering import keyboards
from bot.chat.rendering.callbacks import Tap
from bot.chat.rendering.messages.broadcasts import broadcast_message, broadcast_report, fits
from bot.chat.rendering.texts import LANGUAGES, count
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.core.text.by_language import by_language
from bot.services.operators.broadcasts import Broadcasts


class Broadcasting:
    """Answers the bot's own administrators, and is unknown to everybody else."""

    def __init__(self, reply: Reply, broadcasts: Broadcasts, operator: Operator) -> None:
        self._reply, self._broadcasts, self._operator = reply, broadcasts, operator

    async def broadcast(self, request: Request) -> None:
        """Show each text as its readers would see it, and ask."""
        if not self._operator.knows(request):
            await self._reply.say(request, "unknown.command")
            return
        texts = by_language(request.words, LANGUAGES)
        if not texts:
            await self._reply.say(request, "broadcast.usage")
            return
        if not all(map(fits, texts.values())):
            await self._reply.say(request, "broadcast.too_long")
            return
        number, audience = await self._broadcasts.ask(texts)
        for text in dict.fromkeys(texts.values()):
            await self._reply.send(request, broadcast_message(text))
        named = ", ".join(sorted(filter(None, texts))) or "–"
        chats = count("broadcast.chats", audience, request.language)
        rows = keyboards.confirm_broadcast(number, chats, request.language)
        await self._reply.say(request, "broadcast.ask", rows, chats=chats, languages=named)

    async def tapped(self, request: Request, tap: Tap) -> None:
        """Send it, leave it, or tell how far it is; each tap may come again."""
        if not self._operator.knows(request):
            await self._reply.say(request, "tap.stale")
            return
        act = {"yes": self._broadcasts.confirm, "no": self._broadcasts.cancel}
        report = await act.get(tap.name, self._broadcasts.report)(tap.id)
        if report is None:
            message = self._reply.note(request, "broadcast.stale")
        else:
            message = broadcast_report(tap.id, report, request.language)
        await self._reply.show(request, message)
