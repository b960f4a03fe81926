"""From what a reader writes or shares to the time zones it can mean: one is certain, several ask.

>>> [place.zone for place in find_places("Paris, Texas", now)]
['America/Chicago']

Cities above 15,000 inhabitants, countries in the interface's languages, offsets, clock times and
IANA names are known (`core/data/places.md`). The table is read on first use, in about 0.1 s: call
these in a thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import get_close_matches
from functools import cache
from importlib.resources import as_file, files
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from bot.core.schedule.clocks import clock_time, offset_zone
from bot.core.schedule.timezones import known_zones
from summarizers.text.fold import fold

MAX_CHOICES, MAX_NEAR = 6, 3
_SURE = 5  # times as many people as in the next place of that name: then it is meant
_MISSPELT_FROM, _ALIKE = 50_000, 0.82  # inhabitants; share of equal letters
_EARTH_KM = 6371.0
# A border may lie between two places that are about equally far: then the reader is asked.
_SURELY_NEARER, _MARGIN_KM = 1.5, 15.0
_MAX_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A place whose clock can be meant: its IANA zone, and its name for the reader."""

    zone: str
    label: str


@dataclass(frozen=True, slots=True)
class _Table:
    """Cities from the largest to the smallest: zones, regions, names.

    `spots` are towns above 1,000 inhabitants in radians north and east, shape (n, 2), `spot_zone`
    their zones as positions in `every_zone`.
    """

    names: bytes
    regions: bytes
    labels: tuple[str, ...]
    states: dict[str, str]
    spots: NDArray[np.float64]
    spot_zone: NDArray[np.uint16]
    every_zone: tuple[str, ...]
    zones: tuple[str, ...]
    country: tuple[str, ...]
    people: NDArray[np.uint32]


def _columns(blob: NDArray[np.uint8]) -> tuple[list[str], list[str]]:
    """The two columns of a blob of lines."""
    lines = [line.split("\t") for line in blob.tobytes().decode().strip("\n").split("\n")]
    return [line[0] for line in lines], [line[1] for line in lines]


@cache
def _table() -> _Table:
    with as_file(files("bot.core") / "data" / "places.npz") as path, np.load(path) as data:
        every = data["zones"]
        return _Table(
            names=data["names"].tobytes(),
            regions=data["regions"].tobytes(),
            labels=tuple(data["labels"].tobytes().decode().strip("\n").split("\n")),
            states=dict(zip(*_columns(data["states"]), strict=True)),
            spots=data["spots"].astype(np.float64) * (np.pi / 32_767),
            spot_zone=data["spot_zone"],
            every_zone=tuple(map(str, every)),
            zones=tuple(map(str, every[data["zone"]])),
            country=tuple(map(str, data["country"])),
            people=data["people"],
        )


def _found(blob: bytes, name: str) -> list[str]:
    """The values of all lines of a blob that hold this very name."""
    line, values, at = f"\n{name}\t".encode(), list[str](), 0
    while (at := blob.find(line, at)) >= 0:
        start = at + len(line)
        end = blob.find(b"\n", start)
        values.append(blob[start:end].decode())
        at = end
    return values


def _key(words: str) -> str:
    return " ".join(re.sub(r"[\s_-]+", " ", fold(words)).split()).strip(" .!?")


def same_clock(zones: Iterable[str], now: datetime) -> bool:
    """Whether the zones keep one time now and half a year from now."""
    moments = now, now + timedelta(days=182)
    return len({tuple(m.astimezone(ZoneInfo(z)).utcoffset() for m in moments) for z in zones}) <= 1


def _label(city: int) -> str:
    table = _table()
    name, country = table.labels[city], table.country[city]
    state = table.states.get(country.removeprefix("US."), "") if country.startswith("US.") else ""
    return f"{name}, {state or country}"


def _choices(cities: Sequence[int], now: datetime) -> tuple[Place, ...]:
    """The cities as places, one for each clock; a single one when they all keep one time."""
    table, kept = _table(), list[int]()
    for city in cities:
        if not any(same_clock((table.zones[city], table.zones[one]), now) for one in kept):
            kept.append(city)
        if len(kept) == MAX_CHOICES:
            break
    return tuple(Place(table.zones[city], _label(city)) for city in kept)


def _cities(name: str) -> list[int]:
    return sorted(map(int, _found(_table().names, name)))


def _named(key: str, now: datetime) -> tuple[Place, ...]:
    """A city by its name; the largest is meant where it is far larger than its namesakes."""
    table, cities = _table(), _cities(key)
    if not cities:
        return ()
    largest = table.people[cities[0]]
    return _choices([city for city in cities if table.people[city] * _SURE >= largest], now)


def _within(region: str, now: datetime) -> tuple[Place, ...]:
    """The clocks of a country or a state by its name, the most people first."""
    codes = _found(_table().regions, region)
    return _choices(_of_region(codes), now) if codes else ()


def _of_region(codes: Sequence[str]) -> list[int]:
    wanted = set(codes)
    return [
        city
        for city, code in enumerate(_table().country)
        if code in wanted or ("US" in wanted and code.startswith("US."))
    ]


def _in_region(key: str, now: datetime) -> tuple[Place, ...]:
    """A city with its country or state behind it: "paris, texas", "paris texas"."""
    pairs = [key.split(",", 1)] if "," in key else []
    words = key.split()
    pairs += [[" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words))]
    for city, region in pairs:
        codes = _found(_table().regions, region.strip())
        inside = set(_of_region(codes)) if codes else set()
        if cities := [one for one in _cities(city.strip()) if one in inside]:
            return _choices(cities, now)
    return ()


@cache
def _large() -> tuple[str, ...]:
    table = _table()
    return tuple(
        _key(label)
        for label, people in zip(table.labels, table.people, strict=True)
        if people >= _MISSPELT_FROM
    )


def _misspelt(key: str, now: datetime) -> tuple[Place, ...]:
    """Places above 50,000 inhabitants whose names look like this, the likeliest first."""
    if not 4 <= len(key) <= 30 or any(letter.isdigit() for letter in key):
        return ()
    near = [name for name in _large() if name[0] == key[0] and abs(len(name) - len(key)) <= 2]
    alike = get_close_matches(key, near, n=3, cutoff=_ALIKE)
    cities = list(dict.fromkeys(city for name in alike for city in _cities(name)[:1]))
    return tuple(Place(_table().zones[city], _label(city)) for city in cities)


def _with_clock(at: tuple[int, int], now: datetime) -> tuple[Place, ...]:
    """Cities where the clock shows this time now, within eight minutes, the largest first."""
    table, wanted = _table(), at[0] * 60 + at[1]
    fitting = set()
    for zone in set(table.zones):
        local = now.astimezone(ZoneInfo(zone))
        off = (local.hour * 60 + local.minute - wanted + 720) % 1440 - 720
        if abs(off) < 8:
            fitting.add(zone)
    return _choices([city for city, zone in enumerate(table.zones) if zone in fitting], now)


def find_places(words: str, now: datetime) -> tuple[Place, ...]:
    """What `words` can mean: nothing, one place for certain, or several to choose from.

    A time on the reader's own clock gives cities of that clock, never an offset, which would be
    wrong after the next change of the clocks.
    """
    words = words.strip()
    if not words or len(words) > _MAX_LETTERS:
        return ()
    if zone := offset_zone(words) or _iana(words):
        return (Place(zone, ""),)
    if (at := clock_time(words)) is not None:
        return _with_clock(at, now)
    key = _key(words)
    for search in (_named, _within, _in_region, _misspelt):
        if found := search(key, now):
            return found
    return ()


@cache
def _zones_by_name() -> dict[str, str]:
    return {zone.lower(): zone for zone in known_zones() if "/" in zone or zone == "UTC"}


def _iana(words: str) -> str | None:
    return _zones_by_name().get(words.strip().replace(" ", "_").lower())


def places_near(latitude: float, longitude: float, now: datetime) -> tuple[Place, ...]:
    """The place where somebody is (degrees north and east), or several near a border.

    The town that is nearest decides where no town of another clock is about as near. The angle
    between two points is Sinnott's haversine (Sky & Telescope 68, 1984).
    """
    table = _table()
    here = np.radians([latitude, longitude])
    across = np.sin((table.spots - here) / 2) ** 2
    angle = across[:, 0] + np.cos(here[0]) * np.cos(table.spots[:, 0]) * across[:, 1]
    away = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(angle, 0, 1)))
    near = np.flatnonzero(away <= float(away.min()) * _SURELY_NEARER + _MARGIN_KM)
    kept = list[str]()
    for index in dict.fromkeys(table.spot_zone[near[np.argsort(away[near])]].tolist()):
        zone = table.every_zone[index]
        if not any(same_clock((zone, one), now) for one in kept):
            kept.append(zone)
    return tuple(Place(zone, "") for zone in kept[:MAX_NEAR])
