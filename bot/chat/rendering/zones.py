"""Time zones and places as a reader of the language calls them."""

from __future__ import annotations

from bot.chat.rendering.texts import locale
from bot.core.schedule.places import Place
from bot.core.schedule.timezones import zone_name

# Zones that Unicode CLDR knows by an older name.
_OLDER = {
    "Asia/Kolkata": "Asia/Calcutta",
    "Asia/Ho_Chi_Minh": "Asia/Saigon",
    "Asia/Kathmandu": "Asia/Katmandu",
    "Asia/Yangon": "Asia/Rangoon",
    "Europe/Kyiv": "Europe/Kiev",
    "America/Argentina/Buenos_Aires": "America/Buenos_Aires",
    "America/Argentina/Cordoba": "America/Cordoba",
}
_LETTERS_OF_A_COUNTRY = 2


def zone_title(zone: str, language: str) -> str:
    """A zone by its city: "Berlin", "Москва", "UTC+2"."""
    from babel.core import Locale  # its data is read on first use, not at start

    cities = Locale.parse(locale(language)).time_zones
    known = cities.get(_OLDER.get(zone, zone)) or cities.get(zone) or {}
    return known.get("city") or zone_name(zone)


def title_of_place(place: Place, language: str) -> str:
    """A place with its country by name: "Munich, Germany"; a bare clock by its zone's city."""
    from babel.core import Locale

    city, _, country = place.label.rpartition(", ")
    if not city:
        return place.label or zone_title(place.zone, language)
    if len(country) != _LETTERS_OF_A_COUNTRY:
        return place.label
    return f"{city}, {Locale.parse(locale(language)).territories.get(country, country)}"
