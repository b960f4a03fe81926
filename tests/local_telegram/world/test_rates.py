"""Telegram's rates, on a clock of our own."""

from __future__ import annotations

import pytest

from bot.local_telegram.world.errors import ApiError
from bot.local_telegram.world.rates import Rates, SendingRates


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def pause(limits: SendingRates, chat_id: int, *, group: bool = False, edit: bool = False) -> int:
    """0 when the message passes, else the seconds of its 429."""
    try:
        limits.check(chat_id, group=group, edit=edit)
    except ApiError as error:
        assert error.code == 429
        assert (
            error.description == f"Too Many Requests: retry after {error.parameters['retry_after']}"
        )
        return error.parameters["retry_after"]
    return 0


def test_a_short_burst_to_one_chat_passes_and_then_one_a_second() -> None:
    clock = Clock()
    limits = SendingRates(clock)
    assert [pause(limits, 1) for _ in range(6)] == [0, 0, 0, 0, 0, 1]
    clock.now += 1
    assert [pause(limits, 1), pause(limits, 1)] == [0, 1]


def test_a_group_gets_twenty_a_minute() -> None:
    clock = Clock()
    limits = SendingRates(clock)
    for _ in range(20):
        assert pause(limits, -5, group=True) == 0
        clock.now += 1
    assert pause(limits, -5, group=True) == 40
    clock.now += 40
    assert pause(limits, -5, group=True) == 0


def test_thirty_a_second_over_all_chats() -> None:
    clock = Clock()
    limits = SendingRates(clock)
    assert [pause(limits, chat) for chat in range(30)] == [0] * 30
    assert pause(limits, 99) == 1
    assert pause(limits, 100, edit=True) == 1
    clock.now += 1
    assert pause(limits, 99) == 0


def test_edits_count_over_all_but_not_per_chat() -> None:
    limits = SendingRates(Clock())
    assert [pause(limits, 1, edit=True) for _ in range(30)] == [0] * 30


def test_what_comes_before_its_time_is_counted_as_premature() -> None:
    clock = Clock()
    limits = SendingRates(clock, Rates(burst=1))
    assert [pause(limits, 1), pause(limits, 1), pause(limits, 1)] == [0, 1, 1]
    assert (limits.refused, limits.premature) == (2, 1)
    clock.now += 1
    assert pause(limits, 1) == 0
    assert limits.premature == 1


def test_a_hold_stops_one_chat_or_all() -> None:
    clock = Clock()
    limits = SendingRates(clock, active=False)
    limits.hold(5, 1)
    assert [pause(limits, 1), pause(limits, 2)] == [5, 0]
    limits.hold(7)
    assert [pause(limits, 1), pause(limits, 2)] == [7, 7]
    clock.now += 7
    assert [pause(limits, 1), pause(limits, 2)] == [0, 0]


def test_switched_off_everything_passes() -> None:
    limits = SendingRates(Clock(), active=False)
    assert [pause(limits, 1) for _ in range(200)] == [0] * 200


@pytest.mark.parametrize(("seconds", "said"), [(0.001, 1), (1.0, 1), (1.1, 2)])
def test_retry_after_is_in_whole_seconds(seconds: float, said: int) -> None:
    limits = SendingRates(Clock())
    limits.hold(seconds)
    assert pause(limits, 1) == said
