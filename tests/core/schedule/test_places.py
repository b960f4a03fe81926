"""Where readers are, by what they write and share; where two clocks are near, both are offered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.schedule.places import find_places, places_near, same_clock
from bot.core.schedule.timezones import known_zones

NOW = datetime(2026, 11, 23, 4, 10, tzinfo=UTC)


def zones(words: str) -> list[str]:
    return [place.zone for place in find_places(words, NOW)]


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("america/new york", "America/New_York"),
        ("new york", "America/New_York"),
        ("Zürich", "Europe/Zurich"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Munich", "Europe/Berlin"),
        ("München", "Europe/Berlin"),
        ("Москва", "Europe/Moscow"),
        ("東京", "Asia/Tokyo"),
        ("القاهرة", "Africa/Cairo"),
        ("Paris", "Europe/Paris"),
        ("Paris, Texas", "America/Chicago"),
        ("Paris TX", "America/Chicago"),
        ("London, Canada", "America/Toronto"),
        ("Germany", "Europe/Berlin"),
        ("Deutschland", "Europe/Berlin"),
        ("Япония", "Asia/Tokyo"),
        ("londn", "Europe/London"),
        ("Barcellona", "Europe/Madrid"),
        ("UTC+2", "Etc/GMT-2"),
        ("+05:45", "Asia/Kathmandu"),
        ("I live in Berlin", "Europe/Berlin"),
        ("ich wohne in Hamburg", "Europe/Berlin"),
        ("Estoy en Madrid", "Europe/Madrid"),
        ("je suis à Lyon", "Europe/Paris"),
        ("я в Москве", "Europe/Moscow"),
        ("Berlin time", "Europe/Berlin"),
        ("NYC", "America/New_York"),
        ("LA", "America/Los_Angeles"),
        ("Großbritannien", "Europe/London"),
        ("Bayern", "Europe/Berlin"),
        ("MSK", "Europe/Moscow"),
        ("CET", "Europe/Berlin"),
        ("Eastern Time", "America/New_York"),
    ],
)
def test_one_place_is_certain(words: str, zone: str) -> None:
    assert zones(words) == [zone]


@pytest.mark.parametrize(
    ("words", "among"),
    [
        ("USA", {"America/New_York", "America/Chicago", "America/Los_Angeles"}),
        ("Россия", {"Europe/Moscow", "Asia/Novosibirsk"}),
        ("Springfield", {"America/Chicago", "America/New_York"}),
        ("London, Ontario", {"Europe/London", "America/Toronto"}),
        ("Victoria", {"America/Vancouver", "Asia/Hong_Kong"}),
        ("IST", {"Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"}),
    ],
)
def test_several_that_keep_different_clocks_are_offered(words: str, among: set[str]) -> None:
    found = zones(words)
    assert among <= set(found) and len(found) <= 6
    assert not any(same_clock((one, two), NOW) for one in found for two in found if one != two)


@pytest.mark.parametrize(
    "words",
    [
        "Atlantis",
        "here",
        "ok",
        "hi",
        "",
        "25:70",
        "version 3.10 is out",
        "hello",
        "thanks",
        "x" * 200,
        "-03:30",
    ],
)
def test_what_is_no_place_gives_none(words: str) -> None:
    assert zones(words) == []


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Münhcen", "Europe/Berlin"),
        ("Москав", "Europe/Moscow"),
        ("Neustadt", "Europe/Berlin"),
        ("Bad Homburg", "Europe/Berlin"),
    ],
)
def test_a_name_that_is_written_otherwise_is_a_guess(words: str, zone: str) -> None:
    (place,) = find_places(words, NOW)
    assert (place.zone, place.sure) == (zone, False)
    assert all(place.sure for place in find_places("München", NOW))


def test_a_clock_names_the_one_of_most_people_first_and_none_of_a_few() -> None:
    assert zones("05:10")[0] == "Europe/Berlin"
    assert zones("20:10") == ["America/Los_Angeles"]  # and not Pitcairn's, of 50 people


def test_an_hour_without_its_half_of_the_day_may_be_in_the_afternoon() -> None:
    assert {"Europe/Berlin", "Pacific/Auckland"} <= set(zones("5:10"))
    assert "Pacific/Auckland" not in zones("05:10")


@pytest.mark.parametrize("clock", ["09:42", "06:12", "11:05 pm"])
def test_a_typed_clock_gives_places_where_it_shows_that_time(clock: str) -> None:
    found = zones(clock)
    assert found and not any(zone.startswith("Etc/") for zone in found)
    shown = datetime.strptime(clock, "%I:%M %p" if "m" in clock else "%H:%M")
    for zone in found:
        local = NOW.astimezone(ZoneInfo(zone))
        wanted = local.replace(hour=shown.hour, minute=shown.minute)
        assert abs(local - wanted) < timedelta(minutes=8)


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "zone"),
    [
        ("Mumbai", 19.07, 72.88, "Asia/Kolkata"),
        ("Munich", 48.14, 11.58, "Europe/Berlin"),
        ("Nantes", 47.22, -1.55, "Europe/Paris"),
        ("Perth", -31.95, 115.86, "Australia/Perth"),
        ("Lisbon", 38.72, -9.14, "Europe/Lisbon"),
        ("Delhi", 28.61, 77.21, "Asia/Kolkata"),
        ("east of Fiji's date line", -16.8, -179.98, "Pacific/Fiji"),
    ],
)
def test_a_location_far_from_borders_has_its_own_clock(
    place: str, latitude: float, longitude: float, zone: str
) -> None:
    found = places_near(latitude, longitude, NOW)
    assert len(found) == 1 and same_clock((found[0].zone, zone), NOW), place


@pytest.mark.parametrize(
    ("latitude", "longitude", "among"),
    [
        (38.89, -7.05, {"Europe/Lisbon", "Europe/Madrid"}),  # between Elvas and Badajoz
        (65.85, 24.15, {"Europe/Helsinki", "Europe/Stockholm"}),  # Tornio and Haparanda
        (48.0, 22.7, {"Europe/Budapest", "Europe/Kyiv"}),  # Záhony and Chop
    ],
)
def test_near_a_border_the_reader_is_asked(
    latitude: float, longitude: float, among: set[str]
) -> None:
    found = [place.zone for place in places_near(latitude, longitude, NOW)]
    assert len(found) > 1
    for zone in among:
        assert any(same_clock((zone, one), NOW) for one in found)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=70))
def test_any_text_gives_zones_that_there_are(words: str) -> None:
    assert all(place.zone in known_zones() for place in find_places(words, NOW))


@settings(max_examples=25, deadline=None)
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_spot_on_earth_has_a_clock(latitude: float, longitude: float) -> None:
    found = places_near(latitude, longitude, NOW)
    assert 1 <= len(found) <= 3 and all(place.zone in known_zones() for place in found)
