"""What pages and outlets put around their stories, and no story is: one list for all who ask.

>>> is_furniture("Photo: A. Walker"), is_furniture_line("Share"), is_filler("Here's what we know.")
(True, True, True)

The patterns, with an example each, are in `data/boilerplate.toml`: whole lines of a page, sentences
that extraction left in an article, and sentences that only lead on.
"""

from __future__ import annotations

import re
from functools import cache

from summarizers.remembering import remembered
from summarizers.resources import load_toml
from summarizers.text.fold import lowered
from summarizers.text.guarded import AnyOf

_MAX_LINE_START_CHARS = 160
"""A longer line that begins like a button is a paragraph. Chosen by hand."""


def is_furniture_line(text: str) -> bool:
    """Whether a line of a page is a button, a credit or a notice as a whole, or begins as one."""
    whole, start = _line()
    plain = lowered(text)
    begins = len(text) <= _MAX_LINE_START_CHARS and start.match(plain) is not None
    return begins or whole.fullmatch(plain) is not None


def is_furniture(text: str) -> bool:
    """Whether a sentence is page furniture: a credit, caption, share line, notice or address."""
    start, anywhere = _sentence()
    return start.finds(text) or anywhere.finds(text)


@remembered(512)
def is_filler(text: str) -> bool:
    """Whether a sentence only leads on to something else, in any of the languages we know.

    Such sentences are fine in their article, and nothing beside the bullets of other outlets.
    """
    start, anywhere = _story()
    return start.finds(text) or anywhere.finds(text)


@cache
def _line() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a line is as a whole and how it begins, both in lower case."""
    data = load_toml("boilerplate.toml")["line"]
    whole, start = ("|".join(f"(?:{one})" for one in data[key]) for key in ("whole", "start"))
    return re.compile(rf"\W*(?:{whole})\W*"), re.compile(rf"\W{{0,3}}(?:{start})")


@cache
def _sentence() -> tuple[AnyOf, AnyOf]:
    """How boilerplate starts, and what is some wherever it stands."""
    return _compiled("sentence", r"[\W_]{0,4}")


@cache
def _story() -> tuple[AnyOf, AnyOf]:
    return _compiled("story", r"[\s•*>_–—-]*")


def _compiled(group: str, before: str) -> tuple[AnyOf, AnyOf]:
    """The patterns of a group; `before` is what may stand in front of a start."""
    data = load_toml("boilerplate.toml")[group]
    starts = (f"{before}(?:{one})" for one in data["start"])
    start = AnyOf(starts, re.IGNORECASE, from_start=True)
    return start, AnyOf(data["anywhere"], re.IGNORECASE)
