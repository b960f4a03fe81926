"""The clocks that most readers of a language live by, from west to east.

Whoever finds none of them right writes a city or the time.
"""

from __future__ import annotations

from collections.abc import Mapping

_ANYWHERE = (
    "America/Los_Angeles", "America/Chicago", "America/New_York", "Europe/London",
    "Europe/Berlin", "Asia/Kolkata", "Asia/Tokyo", "Australia/Sydney",
)  # fmt: skip
_BY_LANGUAGE: Mapping[str, tuple[str, ...]] = {
    "de": (
        "America/Los_Angeles", "America/New_York", "Europe/London", "Europe/Berlin",
        "Europe/Athens", "Europe/Istanbul", "Asia/Bangkok", "Asia/Tokyo",
    ),
    "es": (
        "America/Los_Angeles", "America/Mexico_City", "America/Bogota", "America/New_York",
        "America/Caracas", "America/Buenos_Aires", "Atlantic/Canary", "Europe/Madrid",
    ),
    "fr": (
        "America/Toronto", "America/Martinique", "Africa/Abidjan", "Africa/Algiers",
        "Europe/Paris", "Africa/Lubumbashi", "Indian/Reunion", "Pacific/Noumea",
    ),
    "pt": (
        "America/Manaus", "America/New_York", "America/Sao_Paulo", "Atlantic/Azores",
        "Europe/Lisbon", "Africa/Luanda", "Africa/Maputo", "Asia/Tokyo",
    ),
    "ru": (
        "Europe/Berlin", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg",
        "Asia/Omsk", "Asia/Novosibirsk", "Asia/Irkutsk", "Asia/Vladivostok",
    ),
}  # fmt: skip
# The one clock of nearly all who read the language; others are spread over many.
_HOME = {"de": "Europe/Berlin", "fr": "Europe/Paris", "ru": "Europe/Moscow"}


def usual_zones(language: str) -> tuple[str, ...]:
    """Eight IANA zones to offer to who reads this language (ISO 639-1)."""
    return _BY_LANGUAGE.get(language, _ANYWHERE)


def likely_zone(language: str) -> str | None:
    """The zone to ask about first; None where no guess is good."""
    return _HOME.get(language)
