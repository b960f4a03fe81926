"""Which phrases of a sentence may be left out without changing a word of what stays.

English has rules of its own (relative clauses, asides, attributions, times); for any language a
dateline may go, and a bracket. A phrase inside a quotation always stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from summarizers.resources import filled, load_toml
from summarizers.text import datelines

_ITEM = re.compile(r"[•●▪■◦‣*►▶·‐–—-]+\s+(?=[\"“„«'‘(]?[^\W\d_])")
_BRACKET = re.compile(r"(?P<out> ?\([^()]{1,140}\))(?!\w)")
_SPACES = re.compile(r"[ \t\u00a0]{2,}")
_BEFORE_MARK = re.compile(r",? +(?=[,.;:!?])|,(?=[,.;:!?])")
_DASH = re.compile(r" (?:--?|–|—) ")
_OPENS = re.compile(r"(?<![\w'’])['‘](?=\w)")
_CLOSES = re.compile(r"(?<=[\w.,!?])['’](?!\w)")
_INTRO = re.compile(
    r"(?:In|On|At|After|Before|When|While|As|If|Since|During|For|With|From|By|Last|Although|Though"
    r"|Despite|Following|Under|Among|Once|Until|Because|Like|Unlike|To|\w+ing|\w+ed)\b"
)


_KINDS = ("leading", "inner", "tail")
_DATELINE_SENTENCES = 3
_MIN_REST_CHARS = 8
"""Characters that must stay behind what a sentence opens with."""
_MAX_SENTENCE_CHARS = 1500
"""Characters of the longest sentence that is looked at: every check reads all before a phrase."""
_NEAR_CHARS, _HOLDER_CHARS = 40, 20
"""Characters before a phrase: where a participle stands that needs it, a word that holds it."""
_APPOSED = re.compile(
    r"(?:^(?:But )?[A-Z][\w.'’-]+|\b(?:from|by|of|with|to|for|and))(?: [A-Z][\w.'’-]+){1,3}, "
    r"(?:the|an?|his|her|its|their|one of) [^,;:()\"“”]{3,60}$"
)
_SCORE = re.compile(r"\d$")
_CLAUSE = re.compile(r", (?:who|which|whose|where|as|with|(?!according)\w+ing)\b")
_MIN_KEPT_CHARS = 60
"""Characters that a sentence keeps when the clause that ends it goes; with fewer it says little."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch `text[start:end]` that may go; `tail` when the sentence ends with it.

    `idle` when it speaks of the picture beside the text ("(left)"), so that it should always go.
    """

    start: int
    end: int
    tail: bool = False
    idle: bool = False


def opening(text: str, index: int, language: str) -> int:
    """How many characters at a sentence's start may always go: list mark, dateline, connective.

    A connective that adds ("Meanwhile, ") only where the next word starts with a capital, so that
    what stays starts as a sentence does. `index` is the sentence's place in the article; datelines
    stand in the first three.
    """
    item = _ITEM.match(text)
    size = item.end() if item else 0
    if index < _DATELINE_SENTENCES:
        size += datelines.length(text, size)
    if language == "en":
        for pattern in _openings():
            match = pattern.match(text, size)
            size = match.end() if match else size
    return size if len(text) - size >= _MIN_REST_CHARS else 0


def removable(text: str, language: str) -> list[Phrase]:
    """The phrases that may be left out, in the order of the rules; they may overlap.

    None of a sentence so long that it is no bullet without them either.
    """
    if len(text) > _MAX_SENTENCE_CHARS:
        return []
    if language != "en":
        brackets = _BRACKET.finditer(text) if "(" in text else ()
        found = [Phrase(*match.span("out")) for match in brackets]
    else:
        there = {gate for gate in _gates() if gate in text}
        # A tail goes up to the full stop that ends the sentence.
        kinds = _KINDS if text.endswith(".") else _KINDS[:2]
        found = [
            Phrase(match.start("out"), _end(text, match), kind == "tail", _is_idle(match["out"]))
            for kind in kinds
            for gates, pattern in _rules(kind)
            if not there.isdisjoint(gates)
            for match in pattern.finditer(text)
        ]
    return [phrase for phrase in found if _may_go(text, phrase)] if found else []


def _end(text: str, match: re.Match[str]) -> int:
    """Where the phrase ends: before its last comma when that closes an apposition too.

    "Ida Moss, the mayor, who is 60, came" keeps the comma in front of "came".
    """
    start, end = match.span("out")
    if match["out"].endswith(",") and _APPOSED.search(text[:start]):
        introduced = text.count(",", 0, start) == 1 and _INTRO.match(text)
        return end if introduced else end - 1
    return end


def leave_out(text: str, phrases: Iterable[Phrase]) -> str:
    """The text without these phrases, its spaces and commas mended."""
    parts = []
    at = 0
    for phrase in sorted(phrases, key=lambda phrase: phrase.start):
        parts.append(text[at : phrase.start])
        at = max(at, phrase.end)
    left = _SPACES.sub(" ", "".join([*parts, text[at:]])).strip()
    return _BEFORE_MARK.sub("", left) if parts else left


def _is_idle(text: str) -> bool:
    """Whether the phrase only says where in a picture its subject is."""
    points, *_ = _checks()
    return text[:2] in (" (", ", ") and bool(points.fullmatch(text))


def _may_go(text: str, phrase: Phrase) -> bool:
    inside, before = text[phrase.start : phrase.end], text[: phrase.start]
    return _is_closed(inside, before) and _leaves_sense(text, phrase, inside, before)


def _leaves_sense(text: str, phrase: Phrase, inside: str, before: str) -> bool:
    """Whether what stays reads as a sentence that still has something to say."""
    _, held, loose, saying, needs = _checks()
    after = text[phrase.end : phrase.end + 12]
    if inside[:1] == " " and inside[1:2].isalpha():
        # "A report published last month" says when; "it was published last month" may say less.
        near = before[-_NEAR_CHARS:]
        if held.search(near, len(near) - _HOLDER_CHARS) or loose.match(after):
            return False
        short = needs.search(near)
        if short and not short["whole"]:
            return False
    if phrase.tail and (
        saying.match(inside) or (len(before) < _MIN_KEPT_CHARS and _CLAUSE.match(inside))
    ):
        return False
    # A comma pair after an introduction may hold the subject: "In Rome, a man, 34, was".
    risky = phrase.tail or inside.startswith((", a ", ", an ", ", one "))
    if risky and "," not in before and _INTRO.match(text):
        return False
    return not _DASH.match(inside) or _dashes_may_go(phrase, inside, before, after)


def _dashes_may_go(phrase: Phrase, inside: str, before: str, after: str) -> bool:
    """Whether the dashes are an aside's: not those of a score, nor the second of a pair."""
    scores = _SCORE.search(before) and inside.lstrip(" -–—")[:1].isdigit()
    scores = scores or (_SCORE.search(inside.rstrip(" -–—")) and after.lstrip()[:1].isdigit())
    return not scores and not (phrase.tail and _DASH.search(before))


def _is_closed(inside: str, before: str) -> bool:
    """Whether no quotation or bracket is open where the phrase begins or ends."""
    if before.count('"') % 2 or before.count("“") > before.count("”") or "(" in before[-1:]:
        return False
    if inside.count('"') % 2 or inside.count("“") != inside.count("”"):
        return False
    if inside.count("(") != inside.count(")") or before.count("(") != before.count(")"):
        return False
    return not _open_single(before) and not _open_single(inside)


def _open_single(text: str) -> bool:
    if "'" not in text and "‘" not in text:
        return False
    return len(_OPENS.findall(text)) > len(_CLOSES.findall(text))


@cache
def _checks() -> tuple[re.Pattern[str], ...]:
    """(a place in a picture, what may not end what stays, nor follow, a clause that tells, …).

    The last is a participle at the end that needs its time, `whole` where a verb holds it.
    """
    data, saying = load_toml("phrases.toml")["context"], _parts()["saying"]
    return (
        re.compile(rf" ?\({data['points']}\)|, {data['points']},"),
        re.compile(rf"(?:\b(?:{data['held']})|[-–—])$", re.IGNORECASE),
        re.compile(rf" (?:{data['loose']})\b"),
        re.compile(rf", (?:who|which) (?:has |have |had |also |later |then ){{0,2}}{saying}\b"),
        re.compile(data["needs"] + "$"),
    )


@cache
def _gates() -> tuple[str, ...]:
    """All the pieces of text that open a rule."""
    every = (rule["contains"] for kind in _KINDS for rule in load_toml("phrases.toml")[kind])
    return tuple(sorted({gate for gates in every for gate in gates.split("|")}))


@cache
def _rules(kind: str) -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """Patterns of a kind, each with pieces of text one of which it cannot match without.

    The pieces are few, so that looking for them costs less than trying the patterns.
    """
    return tuple(
        (tuple(rule["contains"].split("|")), re.compile(filled(rule["pattern"], _parts())))
        for rule in load_toml("phrases.toml")[kind]
    )


@cache
def _openings() -> tuple[re.Pattern[str], ...]:
    patterns = load_toml("phrases.toml")["opening"]["patterns"]
    return tuple(re.compile(filled(pattern, _parts())) for pattern in patterns)


@cache
def _parts() -> dict[str, str]:
    """What stands for "{day}", "{time}" and so on in the patterns."""
    parts: dict[str, str] = load_toml("phrases.toml")["parts"]
    return parts | {"time": filled(parts["time"], {"day": parts["day"]})}
