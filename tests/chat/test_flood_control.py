from __future__ import annotations

from datetime import timedelta

from bot.chat.flood_control import Decision, RateLimits
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
    now += timedelta(seconds=3)
    assert limits.take("user", 1) is Decision.YES
