from __future__ import annotations

from datetime import timedelta

from bot.chat.flood_control import ALLOWANCES, IN_ALL, UNNAMED, Decision, RateLimits
from tests.chat.stories import NOW


def test_quiet_readers_are_forgotten() -> None:
    now = NOW
    limits = RateLimits(lambda: now)
    for number in range(20_001):
        limits.take("user", number)
    now += timedelta(days=1)
    limits.take("user", 0)
    limits.take("user", -1)
    assert len(limits._buckets) == 2


def test_who_asks_too_much_is_told_once_and_may_ask_again_later() -> None:
    now = NOW
    limits = RateLimits(lambda: now)
    passed = [limits.take("user", 1) for _ in range(23)]
    assert passed[:20] == [Decision.YES] * 20
    assert passed[20:] == [Decision.WARN, Decision.SILENT, Decision.SILENT]
    assert limits.take("user", 2) is Decision.YES
    assert limits.closed_for("user", 1) == timedelta(seconds=15)
    now += timedelta(seconds=14)
    assert limits.take("user", 1) is Decision.SILENT
    now += timedelta(seconds=1)
    again = [limits.take("user", 1) for _ in range(7)]
    assert again == [Decision.YES] * 5 + [Decision.WARN, Decision.SILENT]


# --- what costs more counts against the chat, the person and the whole


def test_one_person_multiplies_nothing_by_groups() -> None:
    limits = RateLimits(lambda: NOW)
    passed = [limits.spend("feed", -100 - group, 7) is None for group in range(40)]
    assert passed == [True] * 20 + [False] * 20
    assert limits.spend("feed", -100, 8) is None, "another person may, even there"


def test_many_persons_multiply_nothing_by_one_group() -> None:
    limits = RateLimits(lambda: NOW)
    passed = [limits.spend("page", -100, person) is None for person in range(1, 21)]
    assert passed == [True] * 10 + [False] * 10


def test_channels_and_anonymous_administrators_share_one_allowance() -> None:
    limits = RateLimits(lambda: NOW)
    passed = [limits.spend("page", -1000 - channel, 0) is None for channel in range(200)]
    assert passed.count(True) == UNNAMED["page"].burst
    assert limits.spend("page", 7, 7) is None, "a person is not held up by them"


def test_all_together_have_an_allowance() -> None:
    limits = RateLimits(lambda: NOW)
    passed = [limits.spend("page", person, person) is None for person in range(1, 500)]
    assert passed.count(True) == IN_ALL["page"].burst


def test_what_is_refused_uses_nothing_and_says_when_it_ends() -> None:
    now = NOW
    limits = RateLimits(lambda: now)
    for _ in range(10):
        assert limits.spend("page", 7, 7) is None
    waits = {limits.spend("page", 7, 7) for _ in range(500)}
    assert waits == {timedelta(seconds=720)}
    assert limits.spend("page", 8, 8) is None, "others are not held up by it"
    now += timedelta(seconds=719)
    assert limits.spend("page", 7, 7) is not None
    now += timedelta(seconds=2)
    assert limits.spend("page", 7, 7) is None


def test_what_came_to_nothing_is_given_back_to_its_asker_alone() -> None:
    limits = RateLimits(lambda: NOW)
    burst = ALLOWANCES["page"].burst
    for _ in range(burst):
        assert limits.spend("page", 5, 6) is None
    assert limits.spend("page", 5, 6) is not None
    limits.give_back("page", 5, 6)
    assert limits.spend("page", 5, 6) is None
    for _ in range(3):
        limits.give_back("page", 7, 8)
    for _ in range(burst):
        assert limits.spend("page", 7, 8) is None
    assert limits.spend("page", 7, 8) is not None
