"""What readers write around and instead of the name of a place.

>>> bare_name("i live in berlin"), meant_name("nyc"), zones_called("ist")[0]
('berlin', 'new york', 'Asia/Kolkata')

The words are those of all languages of the interface (`core/data/place_words.toml`); all functions
take and give folded words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from summarizers.text.fold import fold


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files("bot.core") / "data" / "place_words.toml").read_text("utf-8"))


def _plain(words: str) -> str:
    return fold(words).replace("-", " ")


@cache
def _around() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands before a place and what behind it, the longest first."""
    before, behind = (
        tuple(sorted(map(_plain, _data()[side]), key=len, reverse=True))
        for side in ("before", "behind")
    )
    return before, behind


def bare_name(words: str) -> str:
    """The name of a place without what is said around it."""
    before, behind = _around()
    for said in before:
        if words.startswith(f"{said} "):
            words = words[len(said) + 1 :]
            break
    for said in behind:
        if words.endswith(f" {said}"):
            return words[: -len(said) - 1]
    return words


@cache
def _names() -> Mapping[str, str]:
    return {_plain(short): name for name, all_ in _data()["names"].items() for short in all_}


def meant_name(name: str) -> str:
    """The name that a short or an everyday one stands for; any other as it is."""
    return _names().get(name, name)


@cache
def _zones() -> Mapping[str, tuple[str, ...]]:
    found = dict[str, tuple[str, ...]]()
    for zone, names in _data()["zones"].items():
        for name in map(_plain, names):
            found[name] = (*found.get(name, ()), zone)
    return found


def zones_called(name: str) -> tuple[str, ...]:
    """The IANA zones that go by this name ("CET", "Eastern Time"), the likeliest first."""
    return _zones().get(name, ())


@cache
def _no_places() -> frozenset[str]:
    return frozenset(map(_plain, _data()["no_places"]))


def is_no_place(name: str) -> bool:
    """Whether it only looks like the name of a place: "here", "Atlantis"."""
    return name in _no_places()
