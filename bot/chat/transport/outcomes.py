"""What Telegram's answer to one attempt means: sent, surely not sent, or unknown.

The table reads Telegram's own texts, because rights errors come as 400 as well as 403 and
because python-telegram-bot makes BadRequest and TimedOut subclasses of NetworkError.
"""

from __future__ import annotations

from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.chat.transport.client import is_no_bot_api
from bot.core.model.messages import Outcome, SendResult

_GONE = (
    "bot was blocked",
    "user is deactivated",
    "group chat was deleted",
    "bot was kicked",
    "bot is not a member",
    "can't initiate conversation",
    "user_is_blocked",
    "user_deactivated",
    "input_user_deactivated",
)
_UNREACHABLE = (
    "chat not found",
    "peer_id_invalid",
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_admin_required",
    "channel_private",
)
_RICH = (  # faults of the markup or the buttons: the words alone may still go
    "can't parse entities",
    "can't parse",
    "entity",
    "button",
    "reply markup",
    "reply_markup",
    "too long",
    "wrong http url",
    "webpage",
)
_THREAD = ("thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")
# The request never left: these say so; any other failure of the transport leaves it in doubt.
_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
_TOKEN_PAUSE = 60.0  # seconds: a rejected token is the operator's to mend


def _says(error: TelegramError, needles: tuple[str, ...]) -> bool:
    text = error.message.lower()
    return any(needle in text for needle in needles)


def is_refusal(error: TelegramError) -> bool:
    """Whether Telegram itself answered that it will not do this, so that a repeat is in vain."""
    return isinstance(error, BadRequest | Forbidden)


def is_rich_fault(error: TelegramError) -> bool:
    """Whether the same words, sent plain and without buttons, may still be taken."""
    return isinstance(error, BadRequest) and _says(error, _RICH)


def lost_thread(outcome: Outcome) -> bool:
    """Whether only the forum topic is closed or gone, so that the chat itself may do."""
    return outcome.verdict is SendResult.REFUSED and any(
        needle in outcome.reason.lower() for needle in _THREAD
    )


def is_unchanged(error: TelegramError) -> bool:
    """Whether an edit was refused because the message reads so already: a success."""
    return isinstance(error, BadRequest) and _says(error, ("not modified",))


def seconds(error: RetryAfter) -> float:
    """The pause that Telegram asks for, whichever type this version of the library gives."""
    pause: int | float | timedelta = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)


def outcome_of(error: TelegramError) -> Outcome:
    """The verdict on an attempt that ended with `error`; `reason` never holds the token."""
    if isinstance(error, RetryAfter):
        return Outcome(SendResult.LATER, retry_after=seconds(error), reason="too many requests")
    if isinstance(error, ChatMigrated):
        return Outcome(SendResult.MOVED, new_chat_id=error.new_chat_id, reason="now a supergroup")
    if isinstance(error, InvalidToken) and is_no_bot_api(error):
        return Outcome(SendResult.LATER, retry_after=5.0, reason="what answers is no Bot API")
    if isinstance(error, InvalidToken):  # its text may hold the token
        return Outcome(
            SendResult.LATER, retry_after=_TOKEN_PAUSE, whole_bot=True, reason="token rejected"
        )
    if isinstance(error, Conflict):
        return Outcome(SendResult.LATER, retry_after=5.0, reason="conflict")
    if isinstance(error, Forbidden | BadRequest):
        return _refusal(error)
    if isinstance(error, NetworkError):
        return _transport(error)
    return Outcome(SendResult.UNKNOWN, reason=error.message[:200])


def _refusal(error: TelegramError) -> Outcome:
    rights = _says(error, ("not enough rights", *_THREAD))
    gone = isinstance(error, Forbidden) and not rights
    if gone or _says(error, _GONE):
        return Outcome(SendResult.GONE, reason=error.message[:200])
    unreachable = _says(error, _UNREACHABLE)
    return Outcome(SendResult.REFUSED, reason=error.message[:200], unreachable=unreachable)


def _transport(error: NetworkError) -> Outcome:
    if isinstance(error.__cause__, _NOT_SENT):
        name = type(error.__cause__).__name__
        return Outcome(SendResult.LATER, retry_after=1.0, reason=f"no connection ({name})")
    if _says(error, ("request entity too large",)):
        return Outcome(SendResult.REFUSED, reason="request entity too large")
    return Outcome(SendResult.UNKNOWN, reason=error.message[:200])
