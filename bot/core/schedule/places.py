"""From what a reader writes or shares to the time zones it can mean: one is certain, several ask.

>>> [place.zone for place in find_places("Paris, Texas", now)]
['America/Chicago']

Cities above 15,000 inhabitants, countries in the interface's languages, offsets, clock times and
IANA names are known (`core/data/places.md`), and what is said around them (`place_words`). The
table is read on first use, in about 0.1 s: call these in a thread.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from difflib import get_close_matches
from functools import cache, lru_cache
from io import BytesIO
from zoneinfo import ZoneInfo

import numpy as np

from bot.core.schedule.clocks import clock_times, offset_zone
from bot.core.schedule.place_table import SPOT_UNIT, place_table, values_of
from bot.core.schedule.place_words import bare_name, is_no_place, meant_name, zones_called
from bot.core.schedule.timezones import known_zones
from summarizers.remembering import seldom
from summarizers.text.fold import fold

MAX_CHOICES, MAX_NEAR = 6, 3
_SURE = 5  # times as many people as in the next place of that name: then it is meant
_LARGE = 100_000  # inhabitants
_COUNTRIES = {"uk": "uk", "us": "usa"}
_MIN_PREFIX, _MAX_LONGER = 4, 40
_MISSPELT_FROM, _ALIKE = 50_000, 0.82  # inhabitants; share of equal letters
_EARTH_KM = 6371.0
# A border may lie between two places that are about equally far: then the reader is asked.
_SURELY_NEARER, _MARGIN_KM = 1.5, 15.0
_MAX_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A place whose clock can be meant: its IANA zone, and its name for the reader.

    One that is not `sure` was guessed from a name that is written otherwise.
    """

    zone: str
    label: str
    sure: bool = True


def _key(words: str) -> str:
    return " ".join(re.sub(r"[\s_-]+", " ", fold(words)).split()).strip(" .!?")


def _guessed(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(replace(place, sure=False) for place in places)


Clock = tuple[timedelta | None, ...]
"""How far a zone is from UTC now, and half a year from now."""


@lru_cache(maxsize=1024)
def _clock_of(zone: str, now: datetime) -> Clock:
    moments = now, now + timedelta(days=182)
    return tuple(moment.astimezone(ZoneInfo(zone)).utcoffset() for moment in moments)


def same_clock(zones: Iterable[str], now: datetime) -> bool:
    """Whether the zones keep one time now and half a year from now."""
    return len({_clock_of(zone, now) for zone in zones}) <= 1


def _label(city: int) -> str:
    table = place_table()
    name, country = table.labels[city], table.country[city]
    state = table.states.get(country.removeprefix("US."), "") if country.startswith("US.") else ""
    return f"{name}, {state or country}"


def _choices(cities: Sequence[int], now: datetime) -> tuple[Place, ...]:
    """The cities as places, one for each clock; a single one when they all keep one time."""
    table, kept = place_table(), list[int]()
    for city in cities:
        if not any(same_clock((table.zones[city], table.zones[one]), now) for one in kept):
            kept.append(city)
        if len(kept) == MAX_CHOICES:
            break
    return tuple(Place(table.zones[city], _label(city)) for city in kept)


def _cities(name: str) -> list[int]:
    return sorted(map(int, values_of(place_table().names, name)))


def _named(key: str, now: datetime) -> tuple[Place, ...]:
    """A city by its name; the largest is meant where it is far larger than its namesakes, unless
    only another of some size has it as its first name: Victoria is an old name of Hong Kong."""
    table, cities = place_table(), _cities(key)
    if not cities:
        return ()
    largest = table.people[cities[0]]
    first = [city for city in cities if _key(table.labels[city]) == key]
    first = [] if cities[0] in first else [city for city in first if table.people[city] >= _LARGE]
    kept = [city for city in cities if table.people[city] * _SURE >= largest]
    return _choices(sorted({*first, *kept}, key=lambda city: city not in first), now)


def _within(region: str, now: datetime) -> tuple[Place, ...]:
    """The clocks of a country or a state by its name, the most people first."""
    # Two letters by themselves are a word ("ok", "hi", "in") and no state; those of countries that
    # everybody uses are no state's.
    codes = values_of(place_table().regions, region) if len(region) > 2 else []
    codes = codes or values_of(place_table().regions, _COUNTRIES.get(region, "-"))
    return _choices(_of_region(codes), now) if codes else ()


def _of_region(codes: Sequence[str]) -> list[int]:
    wanted = set(codes)
    return [
        city
        for city, code in enumerate(place_table().country)
        if code in wanted or ("US" in wanted and code.startswith("US."))
    ]


def _in_region(key: str, now: datetime) -> tuple[Place, ...]:
    """A city with its country or state behind it: "paris, texas", "paris texas"."""
    pairs = [key.split(",", 1)] if "," in key else []
    words = key.replace(",", " ").split()
    pairs += [[" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words))]
    for city, region in pairs:
        codes = values_of(place_table().regions, meant_name(region.strip()))
        inside = set(_of_region(codes)) if codes else set()
        if cities := [one for one in _cities(city.strip()) if one in inside]:
            return _choices(cities, now)
    # A region that we do not know: every city of that name can be meant.
    return _guessed(_choices(_cities(key.split(",")[0].strip()), now)) if "," in key else ()


def _longer(key: str, now: datetime) -> tuple[Place, ...]:
    """Places whose name goes on behind this one: "Neustadt", "Bad Homburg"."""
    if len(key) < _MIN_PREFIX:
        return ()
    names, begin = place_table().names, f"\n{key} ".encode()
    found, at = list[int](), names.find(begin)
    while at >= 0 and len(found) < _MAX_LONGER:
        end = names.find(b"\n", at + 1)
        found.append(int(names[at:end].rpartition(b"\t")[2]))
        at = names.find(begin, end)
    return _guessed(_choices(sorted(set(found)), now))


@seldom
def _large() -> dict[str, bytes]:
    """All names of cities above 50,000 inhabitants by their first letter, each with the city, as
    lines: a tenth of what they take as values."""
    table, found = place_table(), defaultdict[str, bytearray](bytearray)
    last = int((table.people >= _MISSPELT_FROM).sum())
    for line in BytesIO(table.names.lstrip(b"\n")):
        if int(line.rpartition(b"\t")[2]) < last:
            found[line.decode()[0]] += line
    return {letter: bytes(lines) for letter, lines in found.items()}


def _misspelt(key: str, now: datetime) -> tuple[Place, ...]:
    """Places above 50,000 inhabitants with a name that looks like this, the likeliest first."""
    if not 4 <= len(key) <= 30 or any(letter.isdigit() for letter in key):
        return ()
    near = dict[str, int]()
    for line in _large().get(key[0], b"").decode().split("\n")[:-1]:
        name, _, city = line.rpartition("\t")
        if abs(len(name) - len(key)) <= 2:
            near[name] = min(int(city), near.get(name, int(city)))
    alike = get_close_matches(key, near, n=3, cutoff=_ALIKE)
    return _guessed(_choices(list(dict.fromkeys(near[name] for name in alike)), now))


def _with_clock(times: Sequence[tuple[int, int]], now: datetime) -> tuple[Place, ...]:
    """Cities where the clock shows one of these times now, within eight minutes: the largest of
    each clock, the clock of the most people first, none of very few."""
    table, fitting = place_table(), set[str]()
    for zone in set(table.zones):
        local = now.astimezone(ZoneInfo(zone))
        for hour, minute in times:
            off = (local.hour * 60 + local.minute - hour * 60 - minute + 720) % 1440 - 720
            fitting |= {zone} if abs(off) < 8 else set()
    cities = [city for city, zone in enumerate(table.zones) if zone in fitting]
    people = Counter[Clock]()
    for city in cities:
        people[_clock_of(table.zones[city], now)] += int(table.people[city])
    most = max(people.values(), default=0)
    kept = [city for city in cities if people[_clock_of(table.zones[city], now)] * 200 >= most]
    kept.sort(key=lambda city: -people[_clock_of(table.zones[city], now)])
    return _choices(kept, now)


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
    if times := clock_times(words):
        return _with_clock(times, now)
    key = _key(words)
    if zones := zones_called(key):
        return tuple(Place(zone, "") for zone in zones)
    if is_no_place(bare_name(key)):
        return ()
    keys = dict.fromkeys((meant_name(key), meant_name(bare_name(key))))
    for search in (_named, _within, _in_region, _longer, _misspelt):
        for one in keys:
            if found := search(one, now):
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
    table = place_table()
    here = np.radians([latitude, longitude])
    spots = table.spots * SPOT_UNIT
    across = np.sin((spots - here) / 2) ** 2
    angle = across[:, 0] + np.cos(here[0]) * np.cos(spots[:, 0]) * across[:, 1]
    away = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(angle, 0, 1)))
    near = np.flatnonzero(away <= float(away.min()) * _SURELY_NEARER + _MARGIN_KM)
    kept = list[str]()
    for index in dict.fromkeys(table.spot_zone[near[np.argsort(away[near])]].tolist()):
        zone = table.every_zone[index]
        if not any(same_clock((zone, one), now) for one in kept):
            kept.append(zone)
    return tuple(Place(zone, "") for zone in kept[:MAX_NEAR])
