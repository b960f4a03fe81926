"""Stored values as JSON that anybody can read."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta

from bot.core.model.messages import Message, OutboxState
from bot.services.portability.chat_exports import written


def test_stored_values_become_plain_json() -> None:
    row = {
        "at": datetime(2026, 11, 23, 7, 30, tzinfo=UTC),
        "times": (time(7, 30),),
        "gap": timedelta(minutes=2),
        "message": Message("<b>é</b>", "é"),
        "state": OutboxState.SENT,
        "ids": frozenset({2, 1}),
        "none": None,
    }
    read = json.loads(written({"outbox": [row]}))["outbox"][0]
    assert read["at"] == "2026-11-23T07:30:00+00:00"
    assert (read["times"], read["gap"], read["ids"]) == (["07:30:00"], 120.0, [1, 2])
    assert (read["message"]["plain"], read["state"], read["none"]) == ("é", "sent", None)
