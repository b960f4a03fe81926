"""Does a sentence end at this mark? The rules that `summarizers.sentences` asks at each candidate.

Rules are general and per language; the words they know stand in `data/abbreviations.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_KINDS = ("title", "number", "inside", "last", "openers")
# Languages in which a full stop after a number makes it an ordinal ("am 3. Oktober").
_ORDINALS = frozenset("bs cs da de et fi hr hu is lv nb nn no pl sk sl sr tr".split())
# Languages that write every noun with a capital: a capital says little there.
_CAPITAL_NOUNS = frozenset(("de",))

_OPENERS = "\"'“”‘’„‚«»‹›([{¿¡「『（《〈【"
_NEXT = re.compile(rf"\s*((?:[{re.escape(_OPENERS)}–—−•*_-]\s?)*)(\S{{0,40}})")
_LETTERS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_LIST_MARK = re.compile(r"[\W_]*(?:\d{1,3}|[^\W\d_]|[ivxlIVXL]{1,5})")
_SAID = frozenset(
    """said says asked asks added adds told wrote writes replied replies shouted answered cried
    tweeted posted wondered explained continued insisted exclaimed""".split()
)
# Names that carry an exclamation or question mark of their own.
_SHOUTING_NAMES = frozenset("yahoo jeopardy panic wham yum oklahoma which go guess joomla".split())


@dataclass(frozen=True, slots=True)
class Rules:
    """What is known of one language; words in lower case, without their final full stop."""

    language: str
    title: frozenset[str]
    number: frozenset[str]
    inside: frozenset[str]
    last: frozenset[str]
    openers: frozenset[str]

    @property
    def ordinals(self) -> bool:
        """Whether "3." may be read "third"."""
        return self.language in _ORDINALS


@dataclass(frozen=True, slots=True)
class Mark:
    """A candidate: `line[stop:close]` are its full stops, `line[close:end]` closing quotes.

    `start` is where the sentence that it may end began.
    """

    line: str
    start: int
    stop: int
    close: int
    end: int


@cache
def rules_for(language: str) -> Rules:
    """The rules of a language (ISO 639-1), with what is common; of English for an unknown one."""
    tables = _tables()
    own = tables.get({"nb": "no", "nn": "no"}.get(language, language), tables["en"])
    common = tables["common"]
    words = {kind: common[kind] | own[kind] for kind in _KINDS}
    return Rules(language, **words)


def ends_sentence(mark: Mark, rules: Rules) -> bool:
    """Whether the sentence ends at this mark, and another begins behind it on the same line."""
    following = _NEXT.match(mark.line, mark.end)
    opening, word = (following[1], following[2]) if following else ("", "")
    if not opening and not word:
        return True
    if _continues(opening, word):
        return _leading_dots(mark, opening, word)
    stops = mark.line[mark.stop : mark.close]
    if "?" in stops or "!" in stops:
        return _loud_end(mark, opening, word)
    if len(stops) > 1:
        return _dots_end(mark, stops)
    if stops != ".":
        return True
    return _full_stop_ends(mark, opening, word, rules)


def _continues(opening: str, word: str) -> bool:
    """Whether what follows cannot begin a sentence: a small letter, or a comma and its like."""
    first = word[:1]
    if first.islower():
        return not (len(word) > 1 and word[1].isupper())  # an iPhone may begin a sentence
    return first in ",;:.…)]}/%&=+" if first else not opening


def _leading_dots(mark: Mark, opening: str, word: str) -> bool:
    """ "It was over. ...and then it began": dots that open the next sentence."""
    return (
        (word[:2] in ("..", "…") or (word[:1] == "…" and len(word) > 1))
        and word.strip(".…") != ""
        and mark.line[mark.stop : mark.close] == "."
    )


def _loud_end(mark: Mark, opening: str, word: str) -> bool:
    """After ! and ?: not inside a name that has one, nor before "Smith asked"."""
    if mark.close == mark.end:
        return _word_before(mark).lower() not in _SHOUTING_NAMES
    if opening.strip():
        return True
    tail = mark.line[mark.end : mark.end + 60].split()[1:4]
    return not any(part.strip(",.").lower() in _SAID for part in tail)


def _dots_end(mark: Mark, stops: str) -> bool:
    """After an ellipsis, before a capital: an end, save where it stands alone in brackets."""
    return mark.line[mark.stop - 1 : mark.stop] not in ("[", "(")


def _full_stop_ends(mark: Mark, opening: str, word: str, rules: Rules) -> bool:
    before = _word_before(mark)
    quoted = mark.end > mark.close and mark.line[mark.close] not in ")]}"
    if quoted or not before:
        return True
    if _LIST_MARK.fullmatch(mark.line[mark.start : mark.stop].strip()[:8]) and (
        len(mark.line[mark.start : mark.stop].strip()) < 8
    ):
        return False
    return _word_ends(mark, before, word, rules)


def _word_ends(mark: Mark, before: str, word: str, rules: Rules) -> bool:
    lowered = before.lower()
    bare = _LETTERS.match(word)
    opener = bare is not None and word[:1].isupper() and bare[0].lower() in rules.openers
    if lowered in rules.inside:
        return False
    if lowered in rules.title and not (lowered in rules.last and opener):
        return not word[:1].isalpha() and not word[:1].isdigit()
    if lowered in rules.number and (word[:1].isdigit() or (not opener and len(lowered) < 5)):
        return False
    if before.isdigit():
        return not rules.ordinals or len(before) > 2 or opener
    if len(before) == 1 and before.isalpha():
        return _initial_ends(mark, before, opener, rules)
    if lowered in ("a.m", "p.m") and rules.language in ("en", ""):
        return _clock_ends(mark, word)
    if _DOTTED.fullmatch(before) or lowered in rules.last:
        return opener
    return True


def _initial_ends(mark: Mark, letter: str, opener: bool, rules: Rules) -> bool:
    """A single letter: an initial ("E. Smith"), or a word of its own ("you and I. Did …")."""
    if letter.islower():
        return opener
    earlier = mark.line[max(mark.start, mark.stop - 24) : mark.stop - 1].split()
    plain = bool(earlier) and earlier[-1][:1].islower()
    if letter == "I" and rules.language == "en":
        return plain
    return opener and plain


def _clock_ends(mark: Mark, word: str) -> bool:
    """ "At 5 a.m. Mr. Smith went" goes on: the sentence so far is but a time."""
    so_far = mark.line[mark.start : mark.stop].split()
    if len(so_far) <= 3 and so_far[0].lower() in ("at", "by", "around", "about", "before", "after"):
        return False
    return word.strip(".,()").upper() not in _TIME_WORDS and word[:1].isupper()


_TIME_WORDS = frozenset(
    """EST EDT ET CST CDT CT MST MDT MT PST PDT PT GMT UTC BST CET CEST IST JST AEST EASTERN PACIFIC
    CENTRAL MOUNTAIN LOCAL MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY JAN FEB MARCH
    APRIL MAY JUNE JULY AUG AUGUST SEPT SEPTEMBER OCT OCTOBER NOV NOVEMBER DEC DECEMBER JANUARY
    FEBRUARY""".split()
)


def _word_before(mark: Mark) -> str:
    """The word that the full stop follows, stripped of opening marks."""
    head = mark.line[max(mark.start, mark.stop - 40) : mark.stop]
    if not head or head[-1].isspace():
        return ""
    return head.split()[-1].lstrip(_OPENERS + "–—-/")


@cache
def _tables() -> dict[str, dict[str, frozenset[str]]]:
    text = (files("summarizers") / "data" / "abbreviations.toml").read_text(encoding="utf-8")
    return {
        language: {kind: frozenset(table.get(kind, "").split()) for kind in _KINDS}
        for language, table in tomllib.loads(text).items()
    }
