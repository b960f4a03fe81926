"""The one door out: every call that shows something to a reader goes through here.

An attempt ends in an Outcome; nothing that Telegram or the network may do is raised.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import structlog
from telegram import (
    Bot,
    InlineQueryResultArticle,
    InputFile,
    InputTextMessageContent,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram import Message as TelegramMessage
from telegram.constants import ParseMode
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.chat.rendering.messages.inline_cards import InlineCard
from bot.chat.rendering.rich_text import clip
from bot.chat.transport import outcomes
from bot.chat.transport.forms import markup, moved, plain, preview, without_times
from bot.chat.transport.pacer import Lane, Pacer
from bot.core.model.messages import Button, Message, Outcome, OutgoingFile, SendResult

_DIGEST_PATIENCE = 5.0  # seconds: a digest gives its worker free rather than wait longer
_ANSWER_PATIENCE = 45.0  # a reader's answer waits, but not for ever
_ANSWER_TRIES = 3
_INLINE_KEPT = 60  # seconds
_ALERT = 200  # characters of a callback's answer, Telegram's limit

log = structlog.get_logger(__name__)

Keys = ReplyKeyboardMarkup | ReplyKeyboardRemove
Call = Callable[[Message], Awaitable[TelegramMessage | bool]]


class TelegramSender:
    """Fulfils `services.ports.Sender`, and what the handlers need besides."""

    def __init__(
        self,
        bot: Bot,
        pacer: Pacer,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._bot, self._pacer, self._sleep = bot, pacer, sleep
        self._knows_times = True  # until the server refuses the tag

    async def send(self, chat_id: int, message: Message, thread_id: int | None = None) -> Outcome:
        """A digest's message: one attempt, or LATER at once where its turn is far off."""
        call = self._sending(chat_id, thread_id)
        outcome = await self._attempt(chat_id, message, call, Lane.DIGEST, _DIGEST_PATIENCE)
        if thread_id is not None and outcomes.lost_thread(outcome):
            call, message = self._sending(chat_id, None), moved(message)
            return await self._attempt(chat_id, message, call, Lane.DIGEST, _DIGEST_PATIENCE)
        return outcome

    async def answer(
        self,
        chat_id: int,
        message: Message,
        thread_id: int | None = None,
        reply_to: int | None = None,
        keys: Keys | None = None,
    ) -> Outcome:
        """An answer to a reader, before all digests; surely unsent ones are tried again.

        To a group that has moved it goes where that is now: then `new_chat_id` is set.

        `keys` are shown (or taken away) below the text box, where the message has no buttons.
        """
        call = self._sending(chat_id, thread_id, reply_to, keys)
        outcome = await self._insist(chat_id, message, call)
        if outcome.verdict is SendResult.MOVED:
            new = outcome.new_chat_id
            outcome = await self._insist(new, message, self._sending(new, None))
            return replace(outcome, new_chat_id=new)
        if thread_id is not None and outcomes.lost_thread(outcome):
            return await self._insist(chat_id, moved(message), self._sending(chat_id, None))
        return outcome

    async def file(
        self,
        chat_id: int,
        file: OutgoingFile,
        caption: Message,
        thread_id: int | None = None,
        reply_to: int | None = None,
    ) -> Outcome:
        """A document or a picture with its caption, as an answer to a reader."""
        reply = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
        send = self._bot.send_photo if file.picture else self._bot.send_document

        async def call(what: Message) -> TelegramMessage | bool:
            return await send(
                chat_id,
                InputFile(file.data, filename=file.name),
                caption=what.html or what.plain,
                parse_mode=ParseMode.HTML if what.html else None,
                reply_markup=markup(what),
                message_thread_id=thread_id,
                reply_parameters=reply,
            )

        return await self._insist(chat_id, caption, call)

    async def edit(self, chat_id: int, message_id: int, message: Message) -> Outcome:
        """Put other words and buttons into a message of ours; no change counts as SENT."""

        async def call(what: Message) -> TelegramMessage | bool:
            return await self._bot.edit_message_text(
                what.html or what.plain,
                chat_id=chat_id,
                message_id=message_id,
                parse_mode=ParseMode.HTML if what.html else None,
                reply_markup=markup(what),
                link_preview_options=preview(what),
            )

        return await self._insist(chat_id, message, call)

    async def edit_buttons(
        self, chat_id: int, message_id: int, rows: tuple[tuple[Button, ...], ...]
    ) -> Outcome:
        """Put other buttons under a message of ours; no change counts as SENT."""

        async def call(what: Message) -> TelegramMessage | bool:
            return await self._bot.edit_message_reply_markup(
                chat_id, message_id, reply_markup=markup(what)
            )

        return await self._insist(chat_id, Message("", "", rows), call)

    async def delete(self, chat_id: int, message_id: int) -> Outcome:
        """Take a message of ours away; one that is gone already counts as REFUSED."""

        async def call(_: Message) -> TelegramMessage | bool:
            return await self._bot.delete_message(chat_id, message_id)

        return await self._insist(chat_id, Message("", ""), call)

    async def answer_callback(self, query_id: str, text: str = "", alert: bool = False) -> Outcome:
        """End the spinner of a tapped button, with a few words where that helps."""
        if rest := self._pacer.held(0):
            return Outcome(SendResult.LATER, retry_after=rest, reason="too many taps")
        try:
            await self._bot.answer_callback_query(
                query_id, text=clip(text, _ALERT) or None, show_alert=alert
            )
        except RetryAfter as error:
            self._pacer.flooded(0, outcomes.seconds(error))  # it names no chat, and holds none
            return outcomes.outcome_of(error)
        except TelegramError as error:  # most often: the tap is too old to be answered
            return outcomes.outcome_of(error)
        return Outcome(SendResult.SENT)

    async def answer_inline(self, query_id: str, cards: Sequence[InlineCard]) -> Outcome:
        """Offer these cards; Telegram keeps them a minute, for who asked alone."""
        offered = [
            InlineQueryResultArticle(
                card.id,
                card.title,
                InputTextMessageContent(
                    card.message.html, ParseMode.HTML, link_preview_options=preview(card.message)
                ),
                reply_markup=markup(card.message),
                description=card.line or None,
            )
            for card in cards
        ]
        if rest := self._pacer.held(0):
            return Outcome(SendResult.LATER, retry_after=rest, reason="too many questions")
        try:
            await self._bot.answer_inline_query(
                query_id, offered, cache_time=_INLINE_KEPT, is_personal=True
            )
        except TelegramError as error:  # most often: who asked has typed on
            return outcomes.outcome_of(error)
        return Outcome(SendResult.SENT)

    def _sending(
        self,
        chat_id: int,
        thread_id: int | None,
        reply_to: int | None = None,
        keys: Keys | None = None,
    ) -> Call:
        reply = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None

        async def call(what: Message) -> TelegramMessage | bool:
            return await self._bot.send_message(
                chat_id,
                what.html or what.plain,
                parse_mode=ParseMode.HTML if what.html else None,
                reply_markup=markup(what) or keys,
                link_preview_options=preview(what),
                disable_notification=what.silent or None,
                message_thread_id=thread_id,
                reply_parameters=reply,
            )

        return call

    async def _insist(self, chat_id: int, message: Message, call: Call) -> Outcome:
        outcome = Outcome(SendResult.LATER)
        for _ in range(_ANSWER_TRIES):
            outcome = await self._attempt(chat_id, message, call, Lane.ANSWER, _ANSWER_PATIENCE)
            if outcome.verdict is not SendResult.LATER or outcome.retry_after > _ANSWER_PATIENCE:
                return outcome
            await self._sleep(outcome.retry_after)
        return outcome

    async def _attempt(
        self, chat_id: int, message: Message, call: Call, lane: Lane, patience: float
    ) -> Outcome:
        async with self._pacer.turn(chat_id, lane, patience) as rest:
            if rest > 0:
                return Outcome(SendResult.LATER, retry_after=rest, reason="not this chat's turn")
            try:
                return self._sent(await self._marked_up(message, call))
            except TelegramError as error:
                if outcomes.is_unchanged(error) or not outcomes.is_rich_fault(error):
                    return self._judge(chat_id, error)
                log.warning("markup refused, sent plain", chat=chat_id, reason=error.message)
            # Marked up it was refused, so it surely was not sent: the words alone, once.
            try:
                return self._sent(await call(plain(message)))
            except TelegramError as error:
                return self._judge(chat_id, error)

    async def _marked_up(self, message: Message, call: Call) -> TelegramMessage | bool:
        """The message; without its picture where that is refused."""
        try:
            return await self._timed(message, call)
        except BadRequest as error:
            if not message.preview_url or outcomes.is_unchanged(error):
                raise
            log.info("picture refused", reason=error.message)
        return await self._timed(replace(message, preview_url=""), call)

    async def _timed(self, message: Message, call: Call) -> TelegramMessage | bool:
        if not self._knows_times:
            return await call(without_times(message))
        try:
            return await call(message)
        except BadRequest as error:
            if "tg-time" not in error.message:
                raise
        self._knows_times = False
        return await call(without_times(message))

    def _sent(self, answer: TelegramMessage | bool) -> Outcome:
        self._pacer.answered()
        number = answer.message_id if isinstance(answer, TelegramMessage) else 0
        return Outcome(SendResult.SENT, message_id=number)

    def _judge(self, chat_id: int, error: TelegramError) -> Outcome:
        if outcomes.is_unchanged(error):
            return Outcome(SendResult.SENT)
        outcome = outcomes.outcome_of(error)
        if isinstance(error, RetryAfter):
            whole = self._pacer.flooded(chat_id, outcome.retry_after)
            return replace(outcome, whole_bot=whole)
        if outcome.whole_bot:
            self._pacer.hold(outcome.retry_after)
            return outcome
        if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
            rest = self._pacer.failed()
            return replace(outcome, retry_after=max(rest, outcome.retry_after))
        self._pacer.answered()
        return outcome
