"""Why something could not be read, and how a feed is doing, in a reader's words."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from http import HTTPStatus

from bot.chat.rendering.texts import count, say
from bot.core.feeds.health import Condition, condition, silent_for
from bot.core.model.feeds import FeedState
from bot.core.model.reasons import Reason, Unreadable
from bot.core.model.refusals import Refusal


def sentence(why: Unreadable, language: str) -> str:
    """The reason as a clause without a full stop: "the site answered 404 (not found)"."""
    detail = _status(why.detail) if why.reason is Reason.STATUS else why.detail
    return say(f"reason.{why.reason}", language, detail=detail)


def detail_of(refusal: Refusal, language: str) -> str:
    """What a reader is told of the case beside the words of the refusal's key."""
    return sentence(refusal.why, language) if refusal.why else refusal.detail


def health(state: FeedState, now: datetime, language: str) -> str:
    """One line on how a feed is doing, for its readers and for the operator."""
    kind, error = condition(state, now), sentence(state.error, language) if state.error else ""
    if kind is Condition.GONE:
        return error or say("feed.health.gone", language)
    if kind is Condition.FAILING and state.succeeded_at:
        return say(
            "feed.health.failing",
            language,
            time=length(now - state.succeeded_at, language),
            error=error,
        )
    if kind is Condition.SILENT:
        silence, gap = silent_for(state, now) or timedelta(0), state.usual_gap or timedelta(0)
        usual = length(gap, language)
        return say("feed.health.silent", language, time=length(silence, language), usual=usual)
    if kind is Condition.ODD and not error and state.warning:
        error = sentence(Unreadable(state.warning), language)
    return say(
        f"feed.health.{'never' if kind is Condition.FAILING else kind}", language, error=error
    )


def time_left(wait: timedelta, language: str) -> str:
    """How long to wait, never told too short: "12 minutes"."""
    minutes = -(-int(wait.total_seconds()) // 60) + 1
    hours = -(-minutes // 60)
    return length(timedelta(hours=hours) if hours > 1 else timedelta(minutes=minutes), language)


def seconds(wait: timedelta, language: str) -> str:
    """A short wait, never told too short: "15 seconds"."""
    return count("length.seconds", max(1, math.ceil(wait.total_seconds())), language)


def length(span: timedelta, language: str) -> str:
    """A length of time in its largest whole unit: "3 days", "1 hour", "5 minutes"."""
    minutes = max(int(span.total_seconds()) // 60, 1)
    sizes = (("days", 24 * 60), ("hours", 60), ("minutes", 1))
    unit, size = next((unit, size) for unit, size in sizes if minutes >= size)
    return count(f"length.{unit}", minutes // size, language)


def _status(code: str) -> str:
    try:
        return f"{code} ({HTTPStatus(int(code)).phrase.lower()})"
    except ValueError:
        return code
