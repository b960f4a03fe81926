"""From a place on the globe to the time zone whose own city is nearest."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from importlib.resources import files

# ISO 6709, as zone.tab has it: degrees and minutes, seconds where they matter.
_POINT = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")


def _degrees(sign: str, degrees: str, minutes: str, seconds: str | None) -> float:
    value = int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600
    return -value if sign == "-" else value


@lru_cache(maxsize=1)
def _cities() -> tuple[tuple[float, float, str], ...]:
    table = (files("tzdata.zoneinfo") / "zone.tab").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    found = [(_POINT.fullmatch(row[1]), row[2]) for row in rows]
    return tuple(
        (_degrees(*point.groups()[:4]), _degrees(*point.groups()[4:]), zone)
        for point, zone in found
        if point
    )


def nearest_zone(latitude: float, longitude: float) -> str:
    """The IANA zone whose principal city lies nearest to a point (degrees north, degrees east).

    Near a border it can be the neighbour's, so the reader must be told and able to change it.
    The angle between two points is Sinnott's haversine (Sky & Telescope 68, 1984).
    """
    here = math.radians(latitude)

    def angle(city: tuple[float, float, str]) -> float:
        there = math.radians(city[0])
        across = math.sin(math.radians(city[1] - longitude) / 2) ** 2
        return math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * across

    return min(_cities(), key=angle)[2]
