"""Time zones by their IANA names, and what a reader sees of them."""

from __future__ import annotations

import pytest

from bot.core.schedule.timezones import known_zones, zone_name


def test_a_chat_may_be_set_to_every_zone_of_the_system_and_to_no_other() -> None:
    assert {"Europe/Berlin", "America/New_York", "Etc/GMT-2", "UTC"} <= known_zones()
    assert "Mars/Olympus" not in known_zones()


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("America/New_York", "New York"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("Etc/GMT-2", "UTC+2"),
        ("Etc/GMT+5", "UTC-5"),
        ("Etc/GMT", "UTC"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_shown_as_readers_say_it(zone: str, name: str) -> None:
    assert zone_name(zone) == name
