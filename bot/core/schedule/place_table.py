"""The packed table of cities, countries and their zones (`core/data/places.md`), as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import as_file, files
from sys import intern

import numpy as np
from numpy.typing import NDArray

from summarizers.remembering import seldom

SPOT_UNIT = np.pi / 32_767


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """Cities from the largest to the smallest: zones, regions, names.

    `spots` are towns above 1,000 inhabitants in units of `SPOT_UNIT` radians north and east, shape
    (n, 2), `spot_zone` their zones as positions in `every_zone`.
    """

    names: bytes
    regions: bytes
    labels: tuple[str, ...]
    states: dict[str, str]
    spots: NDArray[np.int16]
    spot_zone: NDArray[np.uint16]
    every_zone: tuple[str, ...]
    zones: tuple[str, ...]
    country: tuple[str, ...]
    people: NDArray[np.uint32]


def _columns(blob: NDArray[np.uint8]) -> tuple[list[str], list[str]]:
    """The two columns of a blob of lines."""
    lines = [line.split("\t") for line in blob.tobytes().decode().strip("\n").split("\n")]
    return [line[0] for line in lines], [line[1] for line in lines]


@seldom
def place_table() -> PlaceTable:
    """The table, unpacked when it is used, in about 0.1 s: it takes five megabytes."""
    with as_file(files("bot.core") / "data" / "places.npz") as path, np.load(path) as data:
        every = tuple(map(str, data["zones"]))
        return PlaceTable(
            names=data["names"].tobytes(),
            regions=data["regions"].tobytes(),
            labels=tuple(data["labels"].tobytes().decode().strip("\n").split("\n")),
            states=dict(zip(*_columns(data["states"]), strict=True)),
            spots=data["spots"],
            spot_zone=data["spot_zone"],
            every_zone=every,
            zones=tuple(every[zone] for zone in data["zone"].tolist()),
            country=tuple(intern(str(code)) for code in data["country"]),
            people=data["people"],
        )


def values_of(blob: bytes, name: str) -> list[str]:
    """The values of all lines of a blob that hold this very name."""
    line, values, at = f"\n{name}\t".encode(), list[str](), 0
    while (at := blob.find(line, at)) >= 0:
        start = at + len(line)
        end = blob.find(b"\n", start)
        values.append(blob[start:end].decode())
        at = end
    return values
