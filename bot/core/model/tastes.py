"""What a chat never wants to see, keeps an eye on, and would like more or less of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Wish(StrEnum):
    """What a rule asks for. LEAN is a little more or less of something, after 👍 and 👎."""

    MUTE = "mute"
    FOLLOW = "follow"
    LEAN = "lean"


class Aim(StrEnum):
    """What a rule is about: words as they are searched for, one story, a topic, an outlet."""

    WORDS = "words"
    STORY = "story"
    TOPIC = "topic"
    OUTLET = "outlet"


MAX_LEANING = 5
"""How far a leaning goes, in reactions, for or against."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One wish about one thing. `value` is what is compared (the words, a story's id, a topic's or
    an outlet's name), `title` what a reader is shown. It holds until `until`, or for ever.

    `strength` is for LEAN alone, from -5 to 5. A rule that is not `saved` waits for its reader's
    yes, or has been undone. `made_at` is when it was asked for, None before it is stored.
    """

    wish: Wish
    aim: Aim
    value: str
    title: str = ""
    until: datetime | None = None
    strength: int = 0
    saved: bool = True
    id: int = 0
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Taste:
    """All saved rules of a chat that hold now."""

    rules: tuple[Rule, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rules)

    def of(self, wish: Wish) -> tuple[Rule, ...]:
        """The rules of one kind."""
        return tuple(rule for rule in self.rules if rule.wish is wish)


NO_TASTE = Taste()
"""Of a chat that has said nothing of what it likes."""


_FOR = frozenset("👍❤🔥🎉🤩👏💯😍🏆⚡🥰")
_AGAINST = frozenset("👎💩🤮😴🥱🤬")


def vote_of(signs: str) -> int:
    """What the signs of a reaction, between spaces, say of a story: 1, -1, or 0 for neither."""
    shown = {sign.removesuffix("\ufe0f") for sign in signs.split()}
    return bool(shown & _FOR) - bool(shown & _AGAINST)


def leant(rule: Rule, by: int) -> Rule:
    """The leaning after one more reaction, within its bounds."""
    return replace(rule, strength=max(-MAX_LEANING, min(MAX_LEANING, rule.strength + by)))
