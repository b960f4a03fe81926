"""Headlines that come back day after day: weather, horoscopes, lottery numbers, market reports."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

HEADLINE = 300  # characters that are looked at


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    text = (files("bot.core") / "data" / "serials.toml").read_text("utf-8")
    return tuple(
        re.compile("|".join(line.strip("|") for line in one.split("\n") if line))
        for one in tomllib.loads(text).values()
    )


def serial(title: str) -> int:
    """Which sort of daily column a headline is of, from 1 on; 0 for none."""
    low = title[:HEADLINE].lower()
    return next((n for n, one in enumerate(_patterns(), 1) if one.search(low)), 0)
