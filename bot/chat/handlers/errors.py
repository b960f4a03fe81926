"""What a handler raised: one line to the reader, the traceback to the log, the token to nobody."""

from __future__ import annotations

import traceback
from collections import OrderedDict

import structlog
from telegram import Update

from bot.chat.rendering import texts
from bot.chat.reply import Reply
from bot.chat.requests import from_message, from_tap
from bot.errors import StoreUnavailable
from bot.redaction import redacted

log = structlog.get_logger(__name__)

_KEPT = 1000


class ErrorReplies:
    """Apologises, and keeps the tracebacks until the inbox has taken them."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply
        self._kept: OrderedDict[int, str] = OrderedDict()

    def take(self, update_id: int) -> str | None:
        """The traceback of what this update's handler raised, once; None when all was well."""
        return self._kept.pop(update_id, None)

    async def failed(self, update: object, error: BaseException | None) -> None:
        """Note what was raised, and say that something went wrong."""
        trace = redacted("".join(traceback.format_exception(error)) if error else "no exception")
        if isinstance(error, StoreUnavailable):  # the database itself has told that it is away
            log.debug("handler without database")
        else:
            log.error("handler failed", trace=trace)
        if not isinstance(update, Update):
            return
        self._kept[update.update_id] = trace
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        await self._apologise(update)

    async def _apologise(self, update: Update) -> None:
        query = update.callback_query
        request = from_tap(query) if query else from_message(update)
        if query:
            language = texts.known(query.from_user.language_code)
            await self._reply.end_tap(query.id, texts.say("error.sorry", language))
        elif request:
            await self._reply.say(request, "error.sorry")
