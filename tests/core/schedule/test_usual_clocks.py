"""The clocks that are offered first: different ones, all that there are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.chat.rendering.texts import LANGUAGES
from bot.core.schedule.places import same_clock
from bot.core.schedule.timezones import known_zones
from bot.core.schedule.usual_clocks import likely_zone, usual_zones

NOW = datetime(2026, 11, 23, 4, 10, tzinfo=UTC)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_language_has_eight_clocks_of_which_no_two_are_one(language: str) -> None:
    zones = usual_zones(language)
    assert len(zones) == 8 and set(zones) <= known_zones()
    assert not any(same_clock((a, b), NOW) for a in zones for b in zones if a < b)
    assert likely_zone(language) in {*zones, None}
