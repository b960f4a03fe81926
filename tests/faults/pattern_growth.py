"""Which compiled patterns of the product take more than linear time, by strings pumped from their
own parse trees. Run as a program: it prints one JSON object with its findings.

A pattern is searched in texts of 1, 2 and 4 times a length. Linear work grows with the length;
quadratic work grows with its square, and the ratio of times tells them apart on any machine.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "summarizers", "config")
LENGTH = 300
GROWTH = 9.0
"""Of the time from LENGTH to 4 LENGTH: 4 is linear, 16 quadratic, between them the noise."""
NOISE = 0.002  # seconds; what is quicker on the longest text is not dear, whatever its growth
MOST_PUMPS = 24  # of one pattern
REPEATED = 8  # a repeat that may go on at least so often is pumped

Found = dict[tuple[str, int], str]


def collected() -> Found:
    """Every pattern that importing the product and filling its caches compiles: (pattern, flags)
    to the place where it is compiled."""
    found: Found = {}
    compile_ = re._compile  # type: ignore[attr-defined]

    def noting(pattern: Any, flags: Any) -> Any:
        made = compile_(pattern, flags)
        place = _place()
        if place and isinstance(made.pattern, str):
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


def _place() -> str | None:
    frame: Any = sys._getframe(2)
    while frame and "/re/" in frame.f_code.co_filename:
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


def only_matched(place: str) -> bool:
    """Whether the pattern compiled there is never searched for: then it is tried at one place of
    a text alone. Its name is looked up in its own module and wherever that is imported."""
    name, line = place.rsplit(":", 1)
    source = (ROOT / name).read_text("utf-8")
    found = [
        node.targets[0].id
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.lineno <= int(line) <= (node.end_lineno or 0)
    ]
    if not found or not found[0].startswith("_"):
        return False
    uses = set(
        re.findall(rf"\b{found[0]}\b(?:\.(\w+)|\W)", source.replace(f"{found[0]} = ", "", 1))
    )
    return bool(uses) and uses <= {"match", "fullmatch", "pattern"}


def seconds(pattern: re.Pattern[str], text: str, matched: bool) -> float:
    """How long all matches in a text take (the match at its begin, where `matched`), the best
    of three."""
    took = []
    for _ in range(3):
        begun = time.perf_counter()
        if matched:
            pattern.match(text)
            pattern.fullmatch(text)
        else:
            for _match in pattern.finditer(text):
                pass
        took.append(time.perf_counter() - begun)
    return min(took)


def growth(
    pattern: re.Pattern[str], before: str, pump: str, matched: bool
) -> tuple[float, str] | None:
    """The growth of the dearest text, and its begin; None while all are linear."""
    for short, middle, long in zip(
        *(texts(before, pump, LENGTH * k) for k in (1, 2, 4)), strict=True
    ):
        if seconds(pattern, middle, matched) < NOISE / 4:
            continue
        last = seconds(pattern, long, matched)
        ratio = last / max(seconds(pattern, short, matched), 1e-6)
        if ratio > GROWTH:
            return ratio, short[:60]
    return None


def main(places: list[str]) -> int:
    """Print a finding for every pattern that grows too fast, of the files named (all: none)."""
    findings = []
    chosen = tuple(places)
    found = {one: place for one, place in collected().items() if place.startswith(chosen or "")}
    for (source, flags), place in sorted(found.items(), key=lambda item: item[1]):
        pattern, matched = re.compile(source, flags), only_matched(place)
        tried = set[tuple[str, str]]()
        for before, pump in pumps(_parser.parse(source, flags)):
            if (before, pump) in tried or len(tried) >= MOST_PUMPS:
                continue
            tried.add((before, pump))
            if grown := growth(pattern, before, pump, matched):
                row = {"place": place, "pattern": source, "growth": grown[0], "text": grown[1]}
                findings.append(row)
                print(json.dumps(row, ensure_ascii=True), file=sys.stderr, flush=True)
                break
    print(json.dumps({"patterns": len(found), "findings": findings}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
