"""What one attempt's outcome makes of an outbox row: decided here, written by `outbox`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bot.core.model.messages import OutboxState, Outcome, SendResult
from bot.store.chats.deactivation import FORGOTTEN

MAX_ATTEMPTS = 5
"""A row that came back so often is not tried again, whatever the reason."""
MAX_DOUBTS = 2
"""The second time it is unknown whether a message arrived is the last: never a third copy."""


def settled(attempts: int, doubts: int, outcome: Outcome, now: datetime) -> dict[str, Any]:
    """The columns to change of a row that was tried `attempts` times, `doubts` of them in doubt.

    The text of a message is forgotten as soon as nobody needs it; those that were refused or are
    in doubt keep it for the operator.
    """
    changes = _CHANGES[outcome.verdict](attempts, doubts, outcome, now)
    return {"lease_until": None, "reason": outcome.reason or None} | changes


def _ended(state: OutboxState, now: datetime) -> dict[str, Any]:
    return {"state": state, "settled_at": now}


def _sent(_attempts: int, _doubts: int, outcome: Outcome, now: datetime) -> dict[str, Any]:
    arrived = {"message_id": outcome.message_id or None, "message": FORGOTTEN}
    return _ended(OutboxState.SENT, now) | arrived


def _refused(_attempts: int, _doubts: int, _outcome: Outcome, now: datetime) -> dict[str, Any]:
    return _ended(OutboxState.REFUSED, now)


def _gone(_attempts: int, _doubts: int, _outcome: Outcome, now: datetime) -> dict[str, Any]:
    return _ended(OutboxState.GONE, now) | {"message": FORGOTTEN}


def _moved(attempts: int, _doubts: int, _outcome: Outcome, now: datetime) -> dict[str, Any]:
    if attempts >= MAX_ATTEMPTS:
        return _ended(OutboxState.DEAD, now)
    return {"state": OutboxState.PENDING, "not_before": now}


def _later(attempts: int, _doubts: int, outcome: Outcome, now: datetime) -> dict[str, Any]:
    pause = timedelta(seconds=outcome.retry_after)
    return {"state": OutboxState.PENDING, "attempts": attempts - 1, "not_before": now + pause}


def _unknown(attempts: int, doubts: int, outcome: Outcome, now: datetime) -> dict[str, Any]:
    doubt = {"doubts": doubts + 1}
    if doubts + 1 >= MAX_DOUBTS or attempts >= MAX_ATTEMPTS:
        return _ended(OutboxState.UNKNOWN, now) | doubt
    pause = timedelta(seconds=outcome.retry_after)
    return {"state": OutboxState.PENDING, "not_before": now + pause} | doubt


_CHANGES = {
    SendResult.SENT: _sent,
    SendResult.REFUSED: _refused,
    SendResult.GONE: _gone,
    SendResult.MOVED: _moved,
    SendResult.LATER: _later,
    SendResult.UNKNOWN: _unknown,
}
