"""Time zones by their IANA names, and what a reader sees of them."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones


@cache
def known_zones() -> frozenset[str]:
    """Every zone that a chat may be set to."""
    return frozenset(available_timezones())


def zone_name(zone: str) -> str:
    """A zone as a reader knows it: "Berlin", "UTC+2"."""
    if zone.startswith("Etc/GMT"):
        offset = -int(zone.removeprefix("Etc/GMT") or 0)
        return f"UTC{offset:+d}" if offset else "UTC"
    return zone.rpartition("/")[2].replace("_", " ")
