"""Which compiled patterns of the product take more than linear time, by strings pumped from their
own parse trees. Run as a program: it prints one JSON object a finding.

A pattern is searched in texts of 1, 2 and 4 times a length. Linear work grows with the length;
quadratic work grows with its square, and the ratio of times tells them apart on any machine.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import math
import pkgutil
import re
import sys
import time
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "summarizers", "config")
LENGTH = 200
SUSPECT, GROWTH, CUBIC = 8.0, 11.0, 32.0
"""Of the time from a length to four times it: 4 is linear, 16 quadratic, 64 cubic, between them is
noise. What is suspect at LENGTH is tried at 4 LENGTH again."""
FEW, HANGS = 48, 0.05
"""So many letters and seconds for them: what takes longer is exponential, and not tried further."""
NOISE = 0.001  # seconds; what is quicker on the longest text is not dear, whatever its growth
MOST_PUMPS = 10  # of one pattern
REPEATED = 8  # a repeat that may go on at least so often is pumped

Source = str | bytes
Found = dict[tuple[Source, int], str]


def collected() -> Found:
    """Every pattern that importing the product and filling its caches compiles: (pattern, flags)
    to the place where it is compiled."""
    found: Found = {}
    compile_ = re._compile  # type: ignore[attr-defined]

    def noting(pattern: Any, flags: Any) -> Any:
        made = compile_(pattern, flags)
        place = _place()
        if place:
            found.setdefault((made.pattern, made.flags), place)
        return made

    re._compile = noting  # type: ignore[attr-defined]
    for module in list(_modules()):
        for _, thing in sorted(vars(module).items()):
            if hasattr(thing, "cache_info") and not inspect.signature(thing).parameters:
                thing()
    return found


def _modules() -> Iterator[Any]:
    for room in ROOMS:
        package = importlib.import_module(room)
        yield package
        for info in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not info.name.startswith("bot.lab") and not info.name.endswith("__main__"):
                yield importlib.import_module(info.name)


_MAKERS = ("/re/", "/text/guarded.py")


def _place() -> str | None:
    frame: Any = sys._getframe(2)
    while frame and any(one in frame.f_code.co_filename for one in _MAKERS):
        frame = frame.f_back
    path = Path(frame.f_code.co_filename) if frame else Path("/")
    if not path.is_relative_to(ROOT) or path.relative_to(ROOT).parts[0] not in ROOMS:
        return None
    return f"{path.relative_to(ROOT)}:{frame.f_lineno}"


def _letter(items: Any) -> str:
    """One letter that a set takes."""
    negated = items and items[0][0] is sre.NEGATE
    if negated:
        inside = re.compile("[" + "".join(_set_text(one) for one in items[1:]) + "]")
        return next((one for one in "a1 -.x,\n<é" if not inside.match(one)), "\ue000")
    for kind, value in items:
        if kind is sre.LITERAL:
            return chr(value)
        if kind is sre.RANGE:
            return chr(value[0])
        if kind is sre.CATEGORY:
            return _category(value)
    return "a"


def _set_text(item: Any) -> str:
    kind, value = item
    if kind is sre.LITERAL:
        return re.escape(chr(value))
    if kind is sre.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    names = {"DIGIT": r"\d", "NOT_DIGIT": r"\D", "SPACE": r"\s", "NOT_SPACE": r"\S", "WORD": r"\w"}
    return names.get(str(value).removeprefix("CATEGORY_"), r"\W")


def _category(value: Any) -> str:
    name = str(value).removeprefix("CATEGORY_")
    return {"DIGIT": "1", "SPACE": " ", "WORD": "a", "NOT_SPACE": "a", "NOT_DIGIT": "a"}.get(
        name, "-"
    )


def _example(nodes: Any) -> str:
    """A short text that the nodes match, but for their look-arounds."""
    return "".join(_example_of(kind, value) for kind, value in nodes)


def _example_of(kind: Any, value: Any) -> str:
    if kind is sre.LITERAL:
        return chr(value)
    if kind is sre.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if kind is sre.ANY:
        return "a"
    if kind is sre.IN:
        return _letter(value)
    if kind is sre.BRANCH:
        return _example(value[1][0])
    if kind is sre.SUBPATTERN:
        return _example(value[3])
    if kind is sre.ATOMIC_GROUP:
        return _example(value)
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return _example(value[2]) * max(value[0], 0)
    return ""


def pumps(nodes: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """(what comes before, what is repeated) for every repeat in a parse tree."""
    for kind, value in nodes:
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            if value[1] >= REPEATED:
                for one in _alternatives(value[2]):
                    yield before, one
            yield from pumps(value[2], before)
        elif kind is sre.SUBPATTERN:
            yield from pumps(value[3], before)
        elif kind is sre.ATOMIC_GROUP:
            yield from pumps(value, before)
        elif kind is sre.BRANCH:
            for branch in value[1]:
                yield from pumps(branch, before)
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            yield from pumps(value[1], before)
        before += _example_of(kind, value)


def _alternatives(nodes: Any) -> Iterator[str]:
    yield _example(nodes) or "a"
    if len(nodes) == 1:
        kind, value = nodes[0]
        if kind is sre.IN and value[0][0] is not sre.NEGATE:
            yield from (_letter([one]) for one in value[:4])
        elif kind is sre.BRANCH:
            yield from (_example(branch) for branch in value[1][:4])


def texts(before: str, pump: str, length: int) -> Iterator[str]:
    """Texts of about `length` letters that begin well and end badly."""
    for ending in ("\x00", ""):
        yield before + pump * (length // max(1, len(pump))) + ending
    whole = before + pump
    yield whole * (length // max(1, len(whole))) + "\x00"
    if before and before != whole:
        yield before * (length // len(before)) + "\x00"
    yield (pump * 30 + "\x00") * (length // (len(pump) * 30 + 1) + 1)


ALL = frozenset({"search"})
"""What is done with a pattern of which nothing is known."""
AS_A_WHOLE = {
    ("bot/core/feeds/profiles.py", ""),
    ("bot/ingest/pages/aggregator.py", r"\W*(?:"),
    ("bot/ingest/pages/relative_dates.py", "(?:"),
    ("bot/ingest/pages/walls.py", r"\W*(?:"),
    ("bot/ingest/pages/blocks/foreign.py", r"\W{0,3}(?:"),
}
"""Patterns made from tables that are tried on whole texts alone: file, and how they begin."""
AT_THE_BEGIN = {
    ("summarizers/bullets/captions.py", "(?!(?:The|"),
    ("summarizers/text/boilerplate.py", r"[\s•*>_–—-]*"),
    ("summarizers/text/boilerplate.py", r"[\W_]{0,4}"),
    ("summarizers/text/boilerplate.py", r"\W{0,3}(?:"),
}
BOTH = {("summarizers/text/boilerplate.py", r"\W*(?:")}
BOUNDED = {
    ("bot/core/editions/publishers.py", r"\s+[-–—·"): "a feed's title, 400 letters",
    ("bot/core/editions/publishers.py", r"\s+search"): "a feed's title, 400 letters",
    ("bot/core/editions/publishers.py", r"(?:\s+[-–—|»:]+)?"): "a feed's title, 400 letters",
    ("bot/core/feeds/document.py", r"<\?.*?\?>|<!--"): "the first 4,096 bytes of a document",
    ("bot/core/schedule/clocks.py", "(?:(?:it is|"): "100 letters, else refused",
    ("bot/core/editions/length.py", r"(?:\w+\s+)?"): "39 letters, else not tried",
    ("bot/ingest/pages/authors/persons.py", ""): "a line of names, 500 letters, blanks squeezed",
    ("bot/ingest/pages/headlines.py", ""): "a headline, 2,000 letters, blanks squeezed",
    ("bot/ingest/pages/sitenames.py", ""): "a title or a name, 2,000 letters, blanks squeezed",
    ("summarizers/bullets/compression.py", ",? +(?="): "a sentence, 1,500 letters, blanks squeezed",
    ("summarizers/bullets/rules.py", "\n    \\W*\n    (?: (?: he|"): "90 letters, else not tried",
}
"""Patterns whose work may grow with the square of a text, and what bounds their texts to some
thousand letters: file, and how they begin."""


def named(place: str, source: Source, table: Collection[tuple[str, str]]) -> tuple[str, str] | None:
    """The entry of a table that a pattern is named by."""
    file, text = place.rsplit(":", 1)[0], source if isinstance(source, str) else source.decode()
    return next((one for one in table if one[0] == file and text.startswith(one[1])), None)


def done_with(place: str, source: Source) -> frozenset[str]:
    """What is done with a pattern: as a table above says, or as its module shows."""
    if named(place, source, BOTH):
        return frozenset({"match", "fullmatch"})
    if named(place, source, AT_THE_BEGIN):
        return frozenset({"match"})
    return frozenset({"fullmatch"}) if named(place, source, AS_A_WHOLE) else uses(place)


@cache
def _module(name: str) -> tuple[str, ast.Module]:
    """The source of a file and its parse tree; most hold several patterns."""
    source = (ROOT / name).read_text("utf-8")
    return source, ast.parse(source)


def uses(place: str) -> frozenset[str]:
    """What is done with the pattern compiled there: where it is never searched for, it is tried at
    one place of a text alone. Its name is looked up in its own module."""
    name, line = place.rsplit(":", 1)
    source, module = _module(name)
    found = [
        node.targets[0].id
        for node in module.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.lineno <= int(line) <= (node.end_lineno or 0)
    ]
    if not found or not found[0].startswith("_"):
        return ALL
    used = set(
        re.findall(
            rf"\b{found[0]}\b(?:\.(\w+)|\W)", re.sub(rf"(?m)^{found[0]} = ", "", source, count=1)
        )
    ) - {"pattern"}
    return frozenset(used) if used and used <= {"match", "fullmatch"} else ALL


def seconds(pattern: re.Pattern[Any], text: str, used: frozenset[str] = ALL) -> float:
    """The CPU time that all matches in a text take, or what is done with the pattern instead."""
    given = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    begun = time.thread_time()
    if "match" in used:
        pattern.match(given)
    if "fullmatch" in used:
        pattern.fullmatch(given)
    if "search" in used:
        for _match in pattern.finditer(given):
            pass
    return time.thread_time() - begun


def growth(
    pattern: re.Pattern[Any], before: str, pump: str, used: frozenset[str] = ALL
) -> tuple[float, str] | None:
    """The growth of the dearest text, and its begin; None while all are linear."""
    lengths = (FEW, LENGTH, 2 * LENGTH, 4 * LENGTH)
    for few, short, middle, long in zip(
        *(texts(before, pump, length) for length in lengths), strict=True
    ):
        if seconds(pattern, few, used) > HANGS:
            return math.inf, few
        if seconds(pattern, middle, used) < NOISE / 4:
            continue
        ratio = _ratio(pattern, short, long, used)
        if SUSPECT < ratio < CUBIC:  # a repeat with a bound grows until it is reached
            ratio = min(ratio, _ratio(pattern, *(4 * text for text in (short, long)), used))
        if ratio > GROWTH:
            return ratio, short[:60]
    return None


def _ratio(pattern: re.Pattern[Any], short: str, long: str, used: frozenset[str]) -> float:
    return seconds(pattern, long, used) / max(seconds(pattern, short, used), 1e-6)


def findings(found: Found) -> Iterator[dict[str, Any]]:
    """A row for every pattern that grows too fast; `excused` is what bounds its texts, "" where
    nothing does."""
    for (source, flags), place in sorted(found.items(), key=lambda one: (one[1], str(one[0]))):
        pattern, used = re.compile(source, flags), done_with(place, source)
        tried = list(dict.fromkeys(pumps(_parser.parse(source, flags))))[:MOST_PUMPS]
        grown = filter(None, (growth(pattern, before, pump, used) for before, pump in tried))
        if dearest := next(grown, None):
            entry = None if dearest[0] > CUBIC else named(place, source, BOUNDED)
            yield {
                "place": place,
                "pattern": str(source),
                "growth": dearest[0],
                "text": dearest[1],
                "excused": BOUNDED[entry] if entry else "",
            }


def main(places: list[str]) -> int:
    """Print how many patterns are tried, and then what is found."""
    chosen = tuple(places)
    found = {one: place for one, place in collected().items() if place.startswith(chosen or "")}
    print(json.dumps({"tried": len(found)}))
    for row in findings(found):
        print(json.dumps(row), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
