"""Zones and places by the names that the reader's language has for them."""

from __future__ import annotations

import pytest

from bot.chat.rendering.zones import title_of_place, zone_title
from bot.core.schedule.places import Place


@pytest.mark.parametrize(
    ("zone", "language", "title"),
    [
        ("Europe/Berlin", "en", "Berlin"),
        ("Europe/Moscow", "ru", "Москва"),
        ("Europe/Kyiv", "ru", "Киев"),
        ("America/New_York", "es", "Nueva York"),
        ("America/Argentina/Buenos_Aires", "en", "Buenos Aires"),
        ("America/Argentina/Ushuaia", "en", "Ushuaia"),
        ("Etc/GMT-2", "de", "UTC+2"),
        ("UTC", "fr", "UTC"),
    ],
)
def test_a_zone_goes_by_its_city(zone: str, language: str, title: str) -> None:
    assert zone_title(zone, language) == title


def test_a_place_has_its_country_by_name() -> None:
    assert title_of_place(Place("Europe/Berlin", "Munich, DE"), "de") == "Munich, Deutschland"
    assert title_of_place(Place("America/Chicago", "Paris, Texas"), "en") == "Paris, Texas"
    assert title_of_place(Place("Europe/Berlin", ""), "ru") == "Берлин"
