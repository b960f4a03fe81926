"""Whether a bullet of another outlet tells what is told: by its words, figures or quotations."""

from __future__ import annotations

import re

from summarizers.facts.statements import statement
from summarizers.remembering import remembered
from summarizers.story.candidates import StoryCandidate
from summarizers.story.known import Known, values
from summarizers.story.wording import finds

_RUN = 4  # words
_WORD = re.compile(r"\w+")
_QUOTATION = re.compile(r"[\"“„«]([^\"“”„«»]{8,400})[\"”“»]")
# Weighed share of told words, and share of new ones, of a retelling.
_RETOLD, _NEW_SHARE = 0.62, 0.6
_HALF_RETOLD, _HALF_NEW = 0.5, 0.5
_MOSTLY_RETOLD, _LONG = 0.6, 9  # of a sentence of more content words: its few new ones are details
_NEW_REASON = 4  # new words of a sentence that says why
_SAME_NAMES, _SAME_WORDS = 2, 2  # told names and words of a retelling of what these persons did
_EVENT_WORDS = 3  # told words, names aside, that a retelling of the event has
_PHRASE_WORDS = 2  # words of content among those in a row that two outlets have
_LARGE, _YEARS = 100, range(1900, 2101)
_SAME_FIGURES = 2  # told numbers, however small, of a sentence that tells the same
_ROUNDED_FROM, _ROUNDED = 1_000, 0.02  # numbers of which a rounded one is the same, and how near
_DID = re.compile(r"\b[a-z]{3,}ed\b")
_SAYS = frozenset(
    "announced expected reported called added asked claimed accused urged used based related"
    " united needed".split()
)


def retells(one: StoryCandidate, told: Known) -> bool:
    """Whether it tells the event once more: with several of its words, and not as what "also"
    happened."""
    if is_retold(one, told):
        return True
    plain = one.states.words - one.states.names
    if len(plain & told.words) < _EVENT_WORDS:
        return False
    if _says_more(one, told) or _is_short_count(one, told):
        return False
    return told.share(plain) >= _HALF_RETOLD


def is_retold(one: StoryCandidate, told: Known) -> bool:
    """Whether most of what another outlet's bullet tells is told, by words or by a quotation."""
    words = one.states.words
    if tells_same_figures(one, told):
        return True
    if not words or shares_quotation(one.bullet.text, told.text):
        return True
    if _says_more(one, told):
        return False
    if _shares_phrase(one, told) or _meets_again(one, told):
        return True
    if _is_short_count(one, told):
        return False
    share, new = told.share(words), len(words - told.words) / len(words)
    if (
        share >= _MOSTLY_RETOLD
        and len(words) > _LONG
        and not finds("also", one.bullet.text, told.language)
    ):
        return True
    return (share >= _RETOLD and new < _NEW_SHARE) or (share >= _HALF_RETOLD and new < _HALF_NEW)


def tells_same_figures(one: StoryCandidate, told: Known) -> bool:
    """Whether it has a figure that is told, however rounded ("6.9 million", "nearly 7 million"),
    or two small ones ("5-4", "7% for 15 minutes")."""
    own = values(one.states)
    if exact(own) & told.numbers or len(own & told.numbers) >= _SAME_FIGURES:
        return True
    known = [value for value in told.numbers if value >= _ROUNDED_FROM and value not in _YEARS]
    large = [value for value in own if value >= _ROUNDED_FROM and value not in _YEARS]
    return bool(large) and all(
        any(abs(value - other) <= _ROUNDED * other for other in known) for value in large
    )


def _meets_again(one: StoryCandidate, told: Known) -> bool:
    """Whether the same persons did the same once more: by names, the English verb, and another
    word, all told, and without a new figure."""
    names, plain = one.states.names & told.words, one.states.words - one.states.names
    if len(names) < _SAME_NAMES or not has_no_figure(one, told):
        return False
    verbs = set(_DID.findall(one.bullet.text)) & set(_DID.findall(told.text)) - _SAYS
    return bool(verbs) and len(plain & told.words) >= _SAME_WORDS


def _says_more(one: StoryCandidate, told: Known) -> bool:
    """Whether it says what "also" happened, or why with several new words."""
    text, new = one.bullet.text, one.states.words - told.words
    if finds("also", text, told.language):
        return True
    return bool(finds("reason", text, told.language)) and len(new) >= _NEW_REASON


def _is_short_count(one: StoryCandidate, told: Known) -> bool:
    """Whether it is short and gives a new number: "Economists had expected 475,000"."""
    return bool(values(one.states) - told.numbers) and len(one.states.words) <= _LONG


def _shares_phrase(one: StoryCandidate, told: Known) -> bool:
    """Whether several words in a row are told that say what happened, not only to whom."""
    plain = one.states.words - one.states.names
    return any(
        len(statement(" ".join(run), told.language).words & plain) >= _PHRASE_WORDS
        for run in runs_of_words(one.bullet.text) & runs_of_words(told.text)
    )


def has_no_figure(one: StoryCandidate, told: Known) -> bool:
    """Whether all numbers of a bullet are told."""
    return values(one.states) <= told.numbers


def exact(values: frozenset[float]) -> frozenset[float]:
    """The numbers that two sentences hardly share unless they tell one thing; years are none."""
    return frozenset(
        value for value in values if (value >= _LARGE or value % 1) and value not in _YEARS
    )


def shares_quotation(text: str, told: str) -> bool:
    """Whether a sentence quotes words that are told, quoted or not."""
    known = runs_of_words(told)
    return any(runs_of_words(found[1]) & known for found in _QUOTATION.finditer(text))


def quotes_alike(text: str, other: str) -> bool:
    """Whether a sentence quotes what the other one has too, in however few words."""
    theirs = f" {' '.join(_WORD.findall(other.lower()))} "
    quoted = [_WORD.findall(found[1].lower()) for found in _QUOTATION.finditer(text)]
    return any(len(words) > 1 and f" {' '.join(words)} " in theirs for words in quoted)


@remembered(192)
def runs_of_words(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of four words of a text."""
    words = _WORD.findall(text.lower())
    return frozenset(zip(*(words[i:] for i in range(_RUN)), strict=False))
