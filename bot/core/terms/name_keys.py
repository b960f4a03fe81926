"""The key of a name: what two forms of it share, and two names do not."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from summarizers.text.fold import fold

_KEY = 5  # letters that tell a name from others, whatever ending it takes
_BEHIND = 4  # letters that do so behind a first part that many names have
_PLURAL_ACRONYM = re.compile(r"^[A-Z]{2,}s$")
_JOINED = re.compile(r"['’.]")
_DEMONYM = re.compile(r"(?<=[a-z]{4})(?:i?ans?|ese|is?|ish|ns?)$")


@cache
def told() -> dict[str, Any]:
    """The lists of `data/names.toml`."""
    return tomllib.loads((files("bot.core") / "data" / "names.toml").read_text("utf-8"))


@cache
def _same() -> dict[str, str]:
    return {alias: line.split()[0] for line in told()["same"] for alias in line.split()}


@cache
def _before_hyphens() -> frozenset[str]:
    return frozenset(told()["before_hyphens"].split())


@cache
def _first_parts() -> re.Pattern[str]:
    parts = sorted(told()["first_parts"].split(), key=lambda part: (-len(part), part))
    return re.compile("|".join(map(re.escape, parts)))


def _whole(word: str) -> str:
    """The word folded; of one with hyphens the first part, and the second where the first is no
    name by itself ("Saint-Denis")."""
    first, _, rest = fold(word).partition("-")
    second = rest.partition("-")[0]
    return first + second if first in _before_hyphens() else first or fold(word)


def key(word: str) -> str:
    """A name's key: "Chile", "Chileans" and "Chile's" have one, as have "U.S." and "American";
    "Monteluz" and "Montealba" have two."""
    if _PLURAL_ACRONYM.search(word):
        word = word[:-1]
    plain = _JOINED.sub("", _whole(word))
    known = _same().get(plain) or _same().get(plain.removesuffix("s"))
    if known:
        return known
    first = _first_parts().match(plain)
    letters = first.end() + _BEHIND if first and first.end() + 1 < len(plain) else _KEY
    return _DEMONYM.sub("", plain)[: max(letters, _KEY)]
