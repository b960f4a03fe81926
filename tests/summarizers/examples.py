"""The examples that stand above each pattern of a data file, as the tests run them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from importlib.resources import files


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
    """The rules of `summarizers/data/NAME`, in order: literal strings of arrays, one a line."""
    made: list[Rule] = []
    group, found, spared, pattern = "", list[str](), list[str](), ""
    for raw in (files("summarizers") / "data" / name).read_text("utf-8").split("\n"):
        line = raw.strip()
        if pattern or line.startswith("'"):
            pattern += raw + "\n"
            if pattern.count("'''") != 1:
                values = tomllib.loads(f"x = [{pattern}]")["x"]
                if len(values) == 1:  # several on a line are words, not patterns
                    made.append(Rule(group, values[0], found, spared))
                found, spared, pattern = [], [], ""
        elif line.startswith("# + "):
            found.append(line[4:])
        elif line.startswith("# - "):
            spared.append(line[4:])
        elif line.startswith("["):
            group = line.strip("[]")
        elif line.endswith("= ["):
            group = f"{group.partition('/')[0]}/{line[:-4].strip()}"
    return made
