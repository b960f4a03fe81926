"""The examples that stand above each pattern of a data file, as the tests run them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from importlib.resources import files

KEYS = ("pattern", "attribution", "scope", "unlike", "from")
"""Keys whose value is one pattern; elsewhere patterns are lines of an array."""


@dataclass(frozen=True)
class Rule:
    """A pattern of a group of a file, with what it is to find and what it is not."""

    group: str
    pattern: str
    found: list[str] = field(default_factory=list)
    spared: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.group}: {self.pattern[:40]}"


def rules(name: str) -> list[Rule]:
    """The rules of `summarizers/data/NAME` in order, each with the examples above it.

    A rule is a literal string alone on a line of an array, or the value of one of `KEYS`; its group
    is "table/key".
    """
    made: list[Rule] = []
    table, key, found, spared = "", "", list[str](), list[str]()
    for raw in (files("summarizers") / "data" / name).read_text("utf-8").split("\n"):
        line = raw.strip()
        if line.startswith("# + "):
            found.append(raw.lstrip()[4:])
        elif line.startswith("# - "):
            spared.append(raw.lstrip()[4:])
        elif line.startswith("["):
            table, key = line.strip("[]"), ""
        elif line.endswith("= ["):
            key = line[:-4].strip()
        elif re.match(r"'[^']*' = ", line):
            continue  # a key that needs quotes
        elif line.startswith("'") or line.partition(" = ")[0] in KEYS:
            named, _, value = line.partition(" = ")
            own, value = (key, line) if line.startswith("'") else (named, value)
            values = tomllib.loads(f"x = [{value}]")["x"] if closed(value) else []
            if len(values) == 1:  # several on a line are words, not patterns
                made.append(Rule(f"{table}/{own}", values[0], found, spared))
            found, spared = [], []
    return made


def closed(value: str) -> bool:
    """Whether a literal string ends on its line; what goes on is a block of words."""
    return value.count("'''") in (0, 2)
