"""The package's own data files, each read once, when first needed.

They are TOML: patterns are literal strings, so that no backslash is doubled. Above a pattern stands
what it is to find (`# + Photo: A. Walker`) and what it is not (`# - Photos of it hang here.`); the
tests run these lines.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_toml(name: str) -> Any:
    """What the TOML file `name` of `summarizers/data` holds. The caller must not change it."""
    return tomllib.loads((files("summarizers") / "data" / name).read_text(encoding="utf-8"))


def filled(pattern: str, parts: Mapping[str, str]) -> str:
    """The pattern with "{name}" replaced by the part of that name, wherever it stands."""
    for name, part in parts.items():
        pattern = pattern.replace(f"{{{name}}}", part)
    return pattern
