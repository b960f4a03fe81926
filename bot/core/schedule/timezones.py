"""Where a reader is: a zone's name from an IANA name, a city, or the hour on their clock."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import available_timezones

from summarizers.text.fold import fold

_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})\s*([ap]m)?", re.IGNORECASE)

# Cities people name that are in no zone's name: the zone's own city keeps the same time.
_CITIES = {
    "Europe/Berlin": "munich muenchen hamburg frankfurt cologne koeln stuttgart leipzig germany",
    "Europe/London": "manchester birmingham glasgow edinburgh cardiff liverpool england uk",
    "Europe/Paris": "lyon marseille toulouse nice bordeaux lille france",
    "Europe/Madrid": "barcelona valencia sevilla seville bilbao spain",
    "Europe/Rome": "milan milano naples napoli turin florence italy",
    "Europe/Zurich": "geneva basel bern lausanne switzerland",
    "Europe/Vienna": "graz salzburg linz innsbruck austria wien",
    "Europe/Lisbon": "porto portugal lisboa",
    "Europe/Warsaw": "krakow gdansk wroclaw poznan poland warszawa",
    "Europe/Prague": "brno praha",
    "Europe/Kyiv": "kiev kharkiv odesa odessa lviv dnipro ukraine",
    "Europe/Moscow": "saint-petersburg petersburg",
    "Europe/Amsterdam": "rotterdam utrecht eindhoven netherlands",
    "Europe/Brussels": "antwerp ghent belgium bruxelles",
    "Europe/Dublin": "cork galway ireland",
    "America/New_York": "nyc boston washington miami atlanta philadelphia baltimore orlando",
    "America/Chicago": "houston dallas austin san-antonio minneapolis nashville milwaukee",
    "America/Denver": "salt-lake-city albuquerque colorado",
    "America/Los_Angeles": "la san-francisco seattle san-diego portland las-vegas sacramento",
    "America/Toronto": "montreal ottawa quebec",
    "America/Sao_Paulo": "rio rio-de-janeiro brasilia",
    "America/Mexico_City": "guadalajara puebla mexico",
    "America/Bogota": "medellin cali colombia",
    "Asia/Kolkata": "delhi new-delhi mumbai bombay bangalore bengaluru chennai hyderabad india",
    "Asia/Shanghai": "beijing shenzhen guangzhou chengdu china",
    "Asia/Tokyo": "osaka kyoto nagoya japan",
    "Asia/Ho_Chi_Minh": "saigon hanoi vietnam",
    "Asia/Karachi": "lahore islamabad pakistan",
    "Asia/Dubai": "abu-dhabi",
    "Asia/Jerusalem": "tel-aviv haifa israel",
    "Africa/Johannesburg": "cape-town durban pretoria",
    "Africa/Lagos": "abuja nigeria",
    "Australia/Sydney": "canberra newcastle",
}
# Offsets (minutes) that no Etc/GMT zone has, and a place that keeps them.
_ODD = {
    -210: "America/St_Johns", 210: "Asia/Tehran", 270: "Asia/Kabul", 330: "Asia/Kolkata",
    345: "Asia/Kathmandu", 390: "Asia/Yangon", 525: "Australia/Eucla", 570: "Australia/Darwin",
    630: "Australia/Lord_Howe", 765: "Pacific/Chatham",
}  # fmt: skip


def _key(name: str) -> str:
    return re.sub(r"[\s_]+", "-", fold(name))


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for zone in sorted(available_timezones()):
        if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "posix", "right/")):
            names.setdefault(_key(zone.rpartition("/")[2]), zone)
    for zone, cities in _CITIES.items():
        names[_key(zone.rpartition("/")[2])] = zone
        names |= dict.fromkeys(cities.split(), zone)
    return names | {_key(zone): zone for zone in available_timezones()}


def _from_clock(words: str, now: datetime) -> str | None:
    found = _CLOCK.search(words)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    hour = int(found[1])
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "pm" else 0)
    utc = now.astimezone(UTC)
    ahead = (hour * 60 + int(found[2]) - utc.hour * 60 - utc.minute) % 1440
    offsets = [*range(-660, 721, 60), *_ODD]  # clocks are a little off: the nearest real offset
    minutes = min(offsets, key=lambda offset: abs((offset - ahead + 720) % 1440 - 720))
    if minutes % 60:
        return _ODD[minutes]
    # The sign of Etc zones is turned round: Etc/GMT-2 is two hours east.
    return f"Etc/GMT{-minutes // 60:+d}" if minutes else "UTC"


def zone_from(words: str, now: datetime) -> str | None:
    """An IANA zone from what a reader wrote, or None.

    Takes an IANA name, a city ("new york", "Zürich"), or the time on the reader's own clock
    ("it is 07:12 here"), from which the offset is worked out against `now` (aware).
    """
    words = words.strip()[:100]
    return _names().get(_key(words)) or _from_clock(words, now)


def zone_name(zone: str) -> str:
    """A zone as a reader knows it: "Berlin", "UTC+2"."""
    if zone.startswith("Etc/GMT"):
        offset = -int(zone.removeprefix("Etc/GMT") or 0)
        return f"UTC{offset:+d}" if offset else "UTC"
    return zone.rpartition("/")[2].replace("_", " ")
