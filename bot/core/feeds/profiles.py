"""Profiles, channels and shows whose feed can be told from the address of their page.

    >>> feed_of("https://www.reddit.com/r/space").url
    'https://www.reddit.com/r/space/.rss'

The addresses stand in `bot/core/data/profiles.toml`. What is not there names its feed on its page.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.core.urls import normal

MAX_LOOKUP_BYTES = 200_000
"""Of an answer in which the address of a feed is looked up: a real one has 2,000 bytes."""

_HANDLE = re.compile(r"@(?P<name>\w[\w.-]{0,63})@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_ALREADY = re.compile(r"(?:\.rss|\.atom|\.xml)/?(?:\?|\Z)|/feeds?/videos\.xml", re.I)


@dataclass(frozen=True, slots=True)
class ProfileFeed:
    """Where the feed of a page is: at `url`, or, where `field` is set, at the address that this
    member of the JSON at `url` holds."""

    url: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    page: re.Pattern[str]
    template: str
    field: str


@cache
def _rules() -> tuple[_Rule, ...]:
    text = (files("bot.core") / "data" / "profiles.toml").read_text("utf-8")
    return tuple(
        _Rule(re.compile(row["page"], re.I), row.get("feed") or row["lookup"], row.get("field", ""))
        for row in tomllib.loads(text)["rule"]
    )


def feed_of(url: str) -> ProfileFeed | None:
    """The feed of the profile, channel or show whose page this is; None where only the page
    itself can tell. `url` is a normal address."""
    if _ALREADY.search(url):
        return None
    scheme, _, rest = url.partition("://")
    page = re.sub(r"/(?=\?|\Z)", "", rest)
    for rule in _rules():
        if found := rule.page.fullmatch(page):
            groups = {name: value or "" for name, value in found.groupdict().items()}
            address = normal(rule.template.format(scheme=scheme, **groups))
            same = not address or address == url
            return None if same else ProfileFeed(address, rule.field)
    return None


def page_of_handle(words: str) -> str:
    """The page of a person of the fediverse who is named as "@name@host"; "" for other words."""
    found = _HANDLE.fullmatch(words.strip())
    return normal(f"https://{found['host']}/@{found['name']}") if found else ""


def looked_up(body: bytes, field: str) -> str:
    """The first address that a member of this name has, anywhere in a JSON answer; "" for none."""
    if len(body) > MAX_LOOKUP_BYTES:
        return ""
    try:
        waiting = [json.loads(body)]
    except (ValueError, RecursionError):
        return ""
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if address := normal(str(one.get(field, ""))):
                return address
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return ""
