"""What a text must hold for a regular expression to match it, found much faster than a match.

>>> pieces(r"\\b(?:photo|picture) by [A-Z]|©")
Pieces(heads=frozenset(), starts=frozenset({'phot', 'pict'}), parts=('©',))

It is read off the parsed pattern, as engines do that look for many patterns at once (Cox, "Regular
Expression Matching with a Trigram Index", 2012). A text without any of it cannot match; one with
some of it may. All is in small letters, as `plain` has a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from importlib import import_module
from itertools import product, takewhile
from typing import Any

from summarizers.text.fold import lowered
from summarizers.text.tokens import RUN, stop_words

KEY, HEAD, START = 2, 8, 6
"""Letters that are compared of a text's beginning, from and up to; and of each of its words."""
_MOST = 64
"""Writings of one stretch of a pattern; more are not counted out."""
_LONGEST_REPEAT = 2
_COMMON, _LOOK, _DEAREST = 0.15, 0.2, 0.8
"""Costs: of a word that most texts have, of looking for a piece, and of all that is worth it."""
_BORDER = "\b"
_PARSER = "re._parser"
# Letters that a pattern without case takes for others, and `str.lower` does not: a Turkish i
# without a dot, a long s, old and mathematical forms of Greek and Cyrillic letters.
_ALIKE = str.maketrans(
    "\u0131\u017f\u03c2\u00b5\u03d0\u03d1\u03d5\u03d6\u03f0\u03f1\u03f5\u1c80\u1c81\u1c82\u1c83\u1c84\u1c85\u1c86\u1c87",
    "is\u03c3\u03bc\u03b2\u03b8\u03c6\u03c0\u03ba\u03c1\u03b5\u0432\u0434\u043e\u0441\u0442\u0442\u044a\u0463",
)
_WORD = re.compile(RUN)

_Texts = frozenset[str]
_Part = tuple[Any, Any]
_Parts = Sequence[_Part]


def plain(text: str) -> str:
    """The text in small letters, as pieces are written."""
    lower = lowered(text)
    return lower if text.isascii() else lower.translate(_ALIKE)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a text has if a pattern matches it: one of these `heads` behind what is no letter, a
    word with one of these `starts` (of START letters, unless it is shorter), or one of `parts`."""

    heads: frozenset[str]
    starts: frozenset[str]
    parts: tuple[str, ...]


def pieces(pattern: str, flags: int = 0, *, from_start: bool = False) -> Pieces | None:
    """What whatever the pattern finds has, anywhere or `from_start`; None where nothing is sure."""
    parser = _parser()
    if parser is None:
        return None
    heads, held = set[str](), set[str]()
    for way in _ways(_flat(parser.parse(pattern, flags))):
        if begun := _begun(way) if from_start else None:
            heads |= begun
        elif needed := _needs(way):
            held |= needed
        else:
            return None
    return _sorted_out(heads, held)


@cache
def _parser() -> Any:
    """The module that parses patterns; None in a Python without it, which goes without guards: it
    is no public one."""
    try:
        return import_module(_PARSER)
    except ImportError:
        return None


def _sorted_out(heads: Iterable[str], held: Iterable[str]) -> Pieces:
    starts = {one: _start(one)[0] for one in held}
    parts = {one.replace(_BORDER, "") for one, start in starts.items() if not start}
    short = (one for one in parts if not any(o in one for o in parts if o != one))
    return Pieces(frozenset(heads), frozenset(filter(None, starts.values())), tuple(sorted(short)))


@lru_cache(maxsize=1024)  # what two branches have in common is looked at for each of them
def _start(text: str) -> tuple[str, float]:
    """(the beginning of a word that is sure to stand where a piece of text does, its cost); "" if
    it is cheaper to look for the piece itself."""
    found = (match for match in _WORD.finditer(text) if match.start())
    sure = [m.group()[:START] for m in found if m.end() < len(text) or len(m.group()) >= START]
    costs = {one: _rarity(one, 3) for one in sure}
    if text.replace(_BORDER, "") not in sure:
        costs[""] = _LOOK + _rarity(text, 2)
    return min(costs.items(), key=lambda item: item[1])


def _flat(parts: Iterable[_Part]) -> list[_Part]:
    """The parts of a pattern, groups opened."""
    found: list[_Part] = []
    for op, value in parts:
        if op.name == "SUBPATTERN":
            found += _flat(value[3])
        elif op.name == "ATOMIC_GROUP":
            found += _flat(value)
        else:
            found.append((op, value))
    return found


def _ways(parts: _Parts) -> Iterator[_Parts]:
    """The ways in which a match may go on from its first letter: one for each branch there."""
    place = _first_letter(parts)
    if place == len(parts):
        yield parts
        return
    (op, value), before, rest = parts[place], parts[:place], parts[place + 1 :]
    if op.name == "BRANCH":
        for branch in value[1]:
            yield from _ways([*before, *_flat(branch), *rest])
    elif op.name in _REPEATS and value[:2] == (0, 1):
        yield from _ways([*before, *_flat(value[2]), *rest])
        yield from _ways([*before, *rest])
    else:
        yield parts


def _first_letter(parts: _Parts) -> int:
    """The place of the first part that may take a letter or a digit; their number if none does."""
    places = (place for place, part in enumerate(parts) if not _is_between_words(*part))
    return next(places, len(parts))


_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_NO_WIDTH = ("AT", "ASSERT", "ASSERT_NOT")
_NO_LETTERS = ("CATEGORY_NOT_WORD", "CATEGORY_SPACE")


def _is_between_words(op: Any, value: Any) -> bool:
    """Whether a part of a pattern takes no letter and no digit, or nothing at all."""
    if op.name in _REPEATS:
        return all(_is_between_words(*part) for part in value[2])
    if op.name == "IN":
        return all(_is_between_words(*one) for one in value)
    if op.name == "CATEGORY":
        return value.name in _NO_LETTERS
    return op.name in _NO_WIDTH or (op.name == "LITERAL" and not chr(value).isalnum())


def _begun(way: _Parts) -> _Texts | None:
    """The first letters of what goes this way; None where any letter may be among the first two."""
    found = frozenset({""})
    for part in way[_first_letter(way) :]:
        following = _written(*part)
        if following is None or len(found) * len(following) > _MOST:
            break
        found = frozenset(one[:HEAD] for one in _joined(found, following, border=""))
    sure = all(one[:1].isalnum() and len(one) >= KEY for one in found)
    return found if sure else None


def _needs(parts: _Parts) -> _Texts | None:
    """The pieces of these parts that are cheapest to look for, with a border where a word's is."""
    found, run = list[_Texts](), frozenset({""})
    for place, (op, value) in enumerate(parts):
        written = _written(op, value)
        if written is None or len(written) > 1:
            found += [run, *_inside(op, value, *_beside(parts, place))]
        if written is None or len(run) * len(written) > _MOST:
            run = frozenset({""}) if written is None else written
        else:
            run = _joined(run, written)
    each = [one for one in [*found, run] if all(text.strip(_BORDER + " ") for text in one)]
    best = min(each, key=_cost, default=frozenset[str]())
    return best if best and _cost(best) < _DEAREST else None


def _beside(parts: _Parts, place: int) -> tuple[_Parts, _Parts]:
    """What stands right before and behind a part: letters, and the borders of words."""

    def is_sure(part: _Part) -> bool:
        return part[0].name == "LITERAL" or part[0].name in _NO_WIDTH

    before = list(takewhile(is_sure, reversed(parts[:place])))[::-1]
    return before, list(takewhile(is_sure, parts[place + 1 :]))


def _inside(op: Any, value: Any, before: _Parts, behind: _Parts) -> list[_Texts]:
    """The pieces that a part with more than a few ways to be written cannot do without."""
    if op.name == "BRANCH":
        each = [_needs([*before, *_flat(branch), *behind]) for branch in value[1]]
        return [frozenset().union(*(one for one in each if one))] if all(each) else []
    if op.name in _REPEATS and value[0] > 0:
        held = _needs(_flat(value[2]))
        return [held] if held else []
    return []


def _cost(held: _Texts) -> float:
    """How often a text may have one of them, and the time to look for them, in some unit."""
    starts = {start or one: cost for one in held for start, cost in [_start(one)]}
    return sum(starts.values())


def _rarity(piece: str, letter: float) -> float:
    """About how many texts have it, each letter making it so many times as seldom; a mark is as
    seldom as two letters, an ideograph as five."""
    letters = piece.replace(_BORDER, "")
    if letters.strip() in stop_words("en"):
        return _COMMON
    marks = sum(not one.isalnum() and one != " " for one in letters)
    ideographs = sum(one > "\u2e80" for one in letters)
    return letter ** -(len(letters) + marks + 4 * ideographs)


@lru_cache(maxsize=1024)
def _letter(code: int) -> _Texts:
    return frozenset({plain(chr(code))})


def _written(op: Any, value: Any) -> _Texts | None:
    """All that a part of a pattern may match; None where that is more than a few texts."""
    if op.name == "LITERAL":
        return _letter(value)
    if op.name in _NO_WIDTH:
        return frozenset({_BORDER if getattr(value, "name", "") == "AT_BOUNDARY" else ""})
    if op.name == "IN":
        letters = [_written(*one) for one in value if one[0].name == "LITERAL"]
        return frozenset().union(*filter(None, letters)) if len(letters) == len(value) else None
    if op.name == "BRANCH":
        return _union([_all_written(_flat(branch)) for branch in value[1]])
    if op.name in _REPEATS and value[1] <= _LONGEST_REPEAT:
        once = _all_written(_flat(value[2]))
        if once is not None:
            times = range(value[0], value[1] + 1)
            return _union([reduce(_joined, [once] * n, frozenset({""})) for n in times])
    return None


def _all_written(parts: _Parts) -> _Texts | None:
    """The same for parts in a row."""
    found = frozenset({""})
    for part in parts:
        written = _written(*part)
        if written is None or len(found) * len(written) > _MOST:
            return None
        found = _joined(found, written)
    return found


def _joined(one: _Texts, other: _Texts, border: str = _BORDER) -> _Texts:
    return frozenset((a + b).replace(_BORDER, border) for a, b in product(one, other))


def _union(each: Sequence[_Texts | None]) -> _Texts | None:
    known = [one for one in each if one is not None]
    found = frozenset[str]().union(*known)
    return found if len(known) == len(each) and len(found) <= _MOST else None
