"""What a page's own markup keeps from a reader's eyes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_STYLED_AWAY = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_UNSEEN = re.compile(
    r"(?:^|\s)(?:(?:sr|screen-?reader|at)-?(?:only|text)|screen-reader-(?:text|only)"
    r"|(?:visually|visibility|element|assistive)-?hidden|visuallyhidden|show-for-sr|print-?only"
    r"|only-?print|show-for-print|visible-print(?:-\w+)?|hidden-(?:screen|visually))(?:\s|$)",
    re.I,
)
_AWAY = re.compile(r"(?:^|\s)(?:hidden|d-none|hide|is-hidden)(?:\s|$)")
_HINTS = ("hid", "none", "only", "text", "show-for-", "print")
"""Pieces of which every class that hides holds one, in lower case."""
_SHOWN_ON_SOME = re.compile(r"(?:^|\s)(?:\w+:(?!hidden)[\w-]+|d-\w+-\w+|show-for-\w+)(?:\s|$)")


def hides(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element's own attributes hide it from every reader (style sheets are not
    looked at): `hidden`, an inline style, `aria-hidden`, the usual names for screen readers."""
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return tag not in {"html", "body"}
    style = attributes.get("style")
    if style and _STYLED_AWAY.search(style):
        return tag not in {"html", "body"}
    names = attributes.get("class")
    return bool(names) and _is_away(names)


@lru_cache(maxsize=8192)
def _is_away(names: str) -> bool:
    if not _may_hide(names):
        return False
    away = _AWAY.search(names) and not _SHOWN_ON_SOME.search(names)
    return bool(away) or is_for_screen_readers(names)


@lru_cache(maxsize=8192)
def is_for_screen_readers(names: str) -> bool:
    """Whether an element's class says that only screen readers, or only printers, get it."""
    return _may_hide(names) and _UNSEEN.search(names) is not None


def _may_hide(names: str) -> bool:
    lower = names.lower()
    return any(hint in lower for hint in _HINTS)
