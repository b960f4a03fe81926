"""How a story went and what is to come: its dated sentences in order, each once.

Only sentences that stand on their own are taken, and of a sentence only the day on which what it
tells of happened, or will, by its verbs (`tense`); what they leave unclear is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from summarizers.bullets import rules
from summarizers.bullets.compression import opening
from summarizers.facts import calendar
from summarizers.facts.calendar import Day
from summarizers.facts.statements import Statement, statement
from summarizers.facts.tense import Tense, tense
from summarizers.story.bullets import StoryArticle
from summarizers.story.novelty import overlap, repeats
from summarizers.text.boilerplate import is_filler
from summarizers.text.datelines import without_dateline
from summarizers.text.sentences import split

SENTENCES = 40
"""How many sentences of an article are looked at."""
_QUOTES = "\"“„«‘'”»"
_CAPTION = re.compile(
    r"\b(?:is|are) (?:seen|pictured|shown)\b|\bpicture of\b|\bfile (?:photo|picture|image)\b"
    r"|, (?:on )?[A-Z][a-z]+ \d{1,2}, \d{4}\W*$|\b(?:I|we)\b|[@™]\w|\(@"
)
# "The lowest since March 2020" and "closed until Thursday" tell of now, "the Jan. 6 riot" of any
# day: its name has the date.
_SPAN = re.compile(r"(?i:\b(?:since|until|till|seit|bis|depuis|jusqu|desde|hasta|fino|até|до)\b)")
# "The entries, dated 9 October and 2 November, describe …": the day of a paper, not of the event.
_PAPER = re.compile(
    r"\b(?:dated|datiert(?: auf| vom)?|datée?s? d[ue]|fechad[oa]s?|datad[oa]s?|datat[oaie])\b"
    r"[^.;]{0,24}$",
    re.I,
)
_BEFORE_NAME = re.compile(
    r"(?:\b(?:the|an?|its|his|her|their|this|that)|['’]s)\s(?:[\w-]+[\s-])?$", re.I
)
_NAMES_ON = re.compile(
    r"\s(?!(?:and|or|but|to|in|on|at|for|when|where|while|after|before|that|which|who|as|with|by|from"
    r"|of|until|through|if|because|is|was|were|are|has|had|over|amid|about|against|during)\b)[a-zA-Z]"
)
# All chosen by hand.
_EDGE_CHARS = 16  # characters within which a year opens or closes its sentence
_MAX_SENTENCES_A_DAY = 2  # sentences for one and the same day
_ALIKE_SHARE = 0.35  # share of one of them in the other from which they tell the same
_CLOSE_CHARS = 6  # between a weekday and its date
_UNTOLD = (Tense.SAID, Tense.RECURRING)
_PRECISION = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence and the day it tells of.

    `date` is the first day of what is named, `precision` "day", "month" or "year"; `text` is
    the sentence at `start:end` of the article's text, its dateline left out; `ahead` whether it
    was still to come when the article came out.
    """

    date: date
    precision: str
    text: str
    article_id: int
    start: int
    end: int
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    dated: Dated
    states: Statement
    outlet: str
    place: int


def timeline(articles: Sequence[StoryArticle], limit: int = 8) -> list[Dated]:
    """At most `limit` dated sentences of a story, by date, none said twice: what happened, and
    what is `ahead`.

    Days that several outlets name, and sentences that stand early, come before others. Articles
    without `published` give only whole dates.
    """
    found = [entry for article in articles for entry in _entries(article)]
    voices: dict[date, set[str]] = {}
    for entry in found:
        voices.setdefault(entry.dated.date, set()).add(entry.outlet)

    several = len({article.outlet for article in articles}) > 1
    found = [e for e in found if not several or _is_near(e) or len(voices[e.dated.date]) > 1]

    def rank(entry: _Entry) -> tuple[int, int, int]:
        day = entry.dated
        return _PRECISION.index(day.precision), -len(voices[day.date]), entry.place

    kept = list[_Entry]()
    for entry in sorted(found, key=rank):
        if len(kept) < limit and _has_room(entry, kept):
            kept.append(entry)
    return [entry.dated for entry in sorted(kept, key=_by_date)]


def _stands(text: str, place: int, language: str) -> bool:
    """Whether a sentence says by itself what happened: no caption, no pronoun, no "I"."""
    return not (
        rules.is_refused(text, place, language)
        or rules.needs_context(text, language)
        or _CAPTION.search(text)
    )


def _by_date(entry: _Entry) -> tuple[date, int, int]:
    return entry.dated.date, -_PRECISION.index(entry.dated.precision), entry.place


def _is_near(entry: _Entry) -> bool:
    """Whether it tells of a day or a month: of a mere year, background is told."""
    return entry.dated.precision != "year"


def _has_room(entry: _Entry, kept: Sequence[_Entry]) -> bool:
    """Whether it says something that no sentence taken says, of a day not told at length."""
    if any(repeats(entry.states, other.states) for other in kept):
        return False
    same = [other.states for other in kept if other.dated.date == entry.dated.date]
    mine = entry.states
    alike = (max(overlap(mine, other), overlap(other, mine)) >= _ALIKE_SHARE for other in same)
    return len(same) < _MAX_SENTENCES_A_DAY and not any(alike)


def _tells(text: str, day: Day, language: str) -> bool:
    """Whether the sentence tells what happened on that day, and does not only name it."""
    before, after = text[: day.start], text[day.end :]
    if _SPAN.search(before[-14:] + text[day.start : day.end]):
        return False
    if _PAPER.search(before[-40:]):
        return False
    if day.precision == "year":
        return min(day.start, len(after)) < _EDGE_CHARS
    return language != "en" or not (_BEFORE_NAME.search(before[-24:]) and _NAMES_ON.match(after))


def _is_dated_too(day: Day, behind: Sequence[Day]) -> bool:
    """Whether a weekday has its date behind it: "Wednesday, 2 December"."""
    return day.weekday and any(other.start - day.end <= _CLOSE_CHARS for other in behind[:1])


def _when(text: str, day: Day, today: date | None, language: str) -> tuple[date, str, bool] | None:
    """(day, precision, whether it is to come) of what a sentence tells, or None where that is
    unclear or contradicts the calendar."""
    said = tense(text, day.start, day.end, language)
    if today is None:  # a whole date, which may be told in any tense
        return None if said in _UNTOLD else (day.date, day.precision, False)
    if said is Tense.UNCLEAR and day.date < today and not day.open:
        said = Tense.PAST  # "A storm in March 2021 …"
    if said not in (Tense.PAST, Tense.AHEAD):
        return None
    ahead = said is Tense.AHEAD
    found = calendar.nearest(day, today, ahead)
    right = found >= today if ahead else found <= today
    return (found, day.precision, ahead) if right else None


def _entries(article: StoryArticle) -> Iterator[_Entry]:
    """The dated sentences of one article that stand on their own."""
    today = article.published.date() if article.published else None
    for place, sentence in enumerate(split(article.text, article.language)[:SENTENCES]):
        text = sentence.text[opening(sentence.text, place, article.language) :]
        text = without_dateline(text)
        if sentence.heading or len(text) > rules.MAX_BULLET_CHARS or is_filler(text):
            continue
        # In a quotation, "yesterday" is not the day before the article.
        quoted = text[0] in _QUOTES
        days = calendar.find(text, None if quoted else today, article.language)
        days = [day for at, day in enumerate(days) if not _is_dated_too(day, days[at + 1 :])]
        days = [day for day in days if not day.spoken and _tells(text, day, article.language)]
        told = [one for day in days if (one := _when(text, day, today, article.language))]
        if not told or not _stands(text, place, article.language):
            continue
        date, precision, ahead = min(told, key=lambda one: _PRECISION.index(one[1]))
        dated = Dated(date, precision, text, article.id, sentence.start, sentence.end, ahead)
        yield _Entry(dated, statement(text, article.language), article.outlet, place)
