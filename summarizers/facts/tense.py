"""Whether a sentence tells that something happened on a day, or will: by the verbs around the day.

The verb before the day, in the same clause, decides; where none stands there, the one behind it;
else the nearest clause with a verb. What may or may not have come about ("was due to open on
Friday"), what comes again and again ("every Friday") and days on which somebody only said
something are told apart, and so is what has no verb that we know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache

from summarizers.resources import load_toml
from summarizers.text.tokens import base_language

_NEXT_TO_CHARS = 14  # characters before a day in which its preposition stands
_REACH_CHARS = 240  # characters around a day that are looked at


class Tense(Enum):
    """What a sentence says of a day that it names."""

    PAST = "past"
    AHEAD = "ahead"
    SAID = "said"  # it is only the day on which somebody spoke
    RECURRING = "recurring"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class _Rules:
    marks: re.Pattern[str]
    recurring: re.Pattern[str]
    recurring_day: re.Pattern[str]
    onto: re.Pattern[str]
    clauses: re.Pattern[str]


@cache
def _rules(language: str) -> _Rules | None:
    told = load_toml("tense.toml").get(language)
    if told is None:
        return None
    kinds = ("unclear", "saying", "ahead", "past")  # the first that holds is meant
    marks = "|".join(rf"(?P<{kind}>\b(?:{told[kind]})\b)" for kind in kinds)
    before = r"\b(?:{})(?: \w+)?\s*$"
    return _Rules(
        re.compile(marks, re.IGNORECASE),
        re.compile(before.format(told["recurring"]), re.IGNORECASE),
        re.compile(rf"\b(?:{told['recurring_day']})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{told['onto']})(?: (?:the|den|dem|le|el))?\s*$", re.IGNORECASE),
        re.compile(told["clauses"]),
    )


def tense(text: str, start: int, end: int, language: str) -> Tense:
    """What the sentence says of the day that `text[start:end]` names. UNCLEAR in a language whose
    verbs we do not know."""
    rules = _rules(base_language(language) or "en")
    if rules is None:
        return Tense.UNCLEAR
    before = text[max(0, start - _NEXT_TO_CHARS) : start]
    if rules.recurring.search(before) or rules.recurring_day.search(text, start, end + 1):
        return Tense.RECURRING
    if _LIMIT.search(before) or _is_unclear(text, start, end):
        return Tense.UNCLEAR
    found = _deciding(text, start, end, rules)
    set_for = found is Tense.PAST and rules.onto.search(before) and not _NIGHT.search(before)
    return Tense.AHEAD if set_for else found


# "Closed until Friday" and "by Friday" are limits: nothing need happen on the day itself.
_LIMIT = re.compile(
    r"\b(?:by|until|till|since|before|through|bis|seit|vor|jusqu['’]\w+|depuis|avant|hasta|desde|antes"
    r"|prima|até|desde|entro|до|к|с|со|после)(?: \w{2,4})?\s*$",
    re.IGNORECASE,
)
# "From Tuesday to Sunday" is a span, and "the year that ended on 30 September" a measure.
_SPAN = re.compile(
    r"\b(?:from|between|von|vom|zwischen|de|del|du|dal|entre|tra|со?|между)\b (?:\w{2,3} )?\S+ "
    r"(?:to|and|bis|bis zum|und|a|al|au|et|y|e|по|до|и)(?: the| dem| el| le| il| o)?\s*$"
    r"|\b(?:between|zwischen|entre|tra)(?: \w{2,3})?\s*$"
    r"|\b(?:years?|quarters?|half|periods?|months?|weeks?)(?: (?:that|which))? "
    r"(?:ended|ending|ends|to)(?: on)?\s*$"
    r"|\b(?:geschäftsjahr|quartal|halbjahr|ejercicio|trimestre|semestre|exercice)s?\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_SPAN_CHARS = 40  # in which such a span stands
# "The match on Saturday was called off": it is the match that had the day.
_CALLED_OFF = re.compile(
    r"\W+(?:was|were|has been|have been|is|wurden?|ist|sind|fue|fueron|ha sido|han sido|a été"
    r"|ont été|est|è stat[ao]|foi|foram) (?:\w+ )?(?:called off|cancell?ed|postponed|abgesagt"
    r"|verschoben|suspendid|cancelad|aplazad|annulé|reporté|annullat|rinviat|adiad)",
    re.IGNORECASE,
)
# What a condition tells need not have come about.
_CONDITION = re.compile(
    r"\W*(?:if|unless|should (?:the|he|she|it|they|a)|had (?:the|he|she|it|they|a)|falls|wenn"
    r"|sollten?|si|s['’]ils?|se|caso|если)\b",
    re.IGNORECASE,
)
# "Wednesday last week" is none of the seven days before.
_WEEK_BEFORE = re.compile(
    r",? (?:of )?(?:last|the previous|vergangener|letzter|voriger|de la|della) "
    r"(?:week|woche|semana pasada|semaine (?:dernière|passée)|settimana scorsa)\b",
    re.IGNORECASE,
)
_NIGHT = re.compile(r"\bnacht (?:zum|auf)(?: den)?\s*$", re.IGNORECASE)
_KINDS = {
    "unclear": Tense.UNCLEAR,
    "saying": Tense.SAID,
    "ahead": Tense.AHEAD,
    "past": Tense.PAST,
}


def _is_unclear(text: str, start: int, end: int) -> bool:
    """Whether a day is part of a span or a condition, or of what did not take place."""
    before = text[max(0, start - _SPAN_CHARS) : start]
    behind = _CALLED_OFF.match(text, end) or _WEEK_BEFORE.match(text, end)
    return bool(behind or _SPAN.search(before) or _CONDITION.match(text))


def _deciding(text: str, start: int, end: int, rules: _Rules) -> Tense:
    """The kind of the verb that goes with the day."""
    first, last = _clause(text, start, end, rules)
    places = (
        (first, start, -1),  # before the day, the nearest of its clause
        (end, last, 0),
        (last, min(len(text), end + _REACH_CHARS), 0),  # "On Monday, the council voted …"
        (max(0, start - _REACH_CHARS), first, -1),
    )
    for one, other, which in places:
        marks = list(rules.marks.finditer(text, one, other))
        if marks:
            return _KINDS[marks[which].lastgroup or "unclear"]
    return Tense.UNCLEAR


def _clause(text: str, start: int, end: int, rules: _Rules) -> tuple[int, int]:
    """The clause that holds the day."""
    opened = [
        match.end() for match in rules.clauses.finditer(text, max(0, start - _REACH_CHARS), start)
    ]
    closed = rules.clauses.search(text, end, end + _REACH_CHARS)
    first = opened[-1] if opened else max(0, start - _REACH_CHARS)
    return first, closed.start() if closed else min(len(text), end + _REACH_CHARS)
