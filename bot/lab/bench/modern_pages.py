"""The modern pages (WCXB) of `precis bench reading`: Précis beside trafilatura, fast and full.

One table: word F1, the share of pages that are lost (F1 under .5), the shares of marked pieces
that should and should not be in the text and are, CPU; then date, author and title.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.core.model.articles import Page
from bot.ingest.pages.reader import read_page
from bot.lab.bench import datasets
from bot.lab.bench.pages import library_facts, library_text
from bot.lab.pages.evaluation import share_held, word_f1

Row = datasets.Row
Facts = tuple[str, str, str]
_NOTHING: Facts = ("", "", "")
NAME = "wcxb"
_LOST = 0.5
_ROLES = re.compile(r"(?i),? (?:m\.?d|ph\.?d|r\.?d|jr|sr|m\.?s|cpa|mba|esq|fand|ldn|rn)\.?(?=,|$)")


@dataclass(slots=True)
class SystemRun:
    """What one system made of the pages: texts, (title, author, date) each, CPU seconds."""

    texts: list[str] = field(default_factory=list)
    facts: list[Facts] = field(default_factory=list)
    seconds: float = 0.0


def modern_pages(rows: Sequence[Row], tick: Callable[[], None]) -> dict[str, float]:
    """Prints the table for these pages; the word F1 of each system in percent.

    CPU is that of the text (of ours with its metadata) from the page's markup.
    """
    systems: dict[str, Callable[[Row], tuple[str, Facts]]] = {
        "précis": _ours,
        "fast": lambda row: (library_text(row["html"]), _NOTHING),
        "full": lambda row: (library_text(row["html"], fast=False), _NOTHING),
    }
    runs = {name: SystemRun() for name in systems}
    for number, row in enumerate(rows):
        for name, read in systems.items():
            if not number:
                read(row)  # what is loaded once is no page's cost
            start = time.process_time()
            text, facts = read(row)
            runs[name].seconds += time.process_time() - start
            runs[name].texts.append(text)
            runs[name].facts.append(facts)
        runs["fast"].facts[-1] = library_facts(row["html"], row["url"])
        tick()
    _show(rows, runs)
    return {f"trafilatura {n}" if n != "précis" else n: 100 * _f1(rows, r) for n, r in runs.items()}


def _ours(row: Row) -> tuple[str, Facts]:
    page: Page = read_page(row["html"], row["url"])
    return page.text, (page.title, page.author, str(page.day or ""))


def _f1(rows: Sequence[Row], run: SystemRun) -> float:
    scores = [word_f1(row["truth_text"], text) for row, text in zip(rows, run.texts, strict=True)]
    return sum(scores) / max(1, len(scores))


def _show(rows: Sequence[Row], runs: dict[str, SystemRun]) -> None:
    base = runs["fast"].seconds or 1.0
    for name, run in runs.items():
        both = list(zip(rows, run.texts, strict=True))
        scores = [word_f1(row["truth_text"], text) for row, text in both]
        lost = sum(score < _LOST for score in scores) / max(1, len(scores))
        belong = share_held((row["with"] or (), text) for row, text in both)
        foreign = share_held((row["without"] or (), text) for row, text in both)
        print(
            f"{NAME:20} {name:12} word F1 {_f1(rows, run):.4f}  lost {lost:.3f}"
            f"  belong {belong:.3f}  foreign {foreign:.3f}"
            f"  {1000 * run.seconds / max(1, len(rows)):6.1f} ms  {run.seconds / base:4.2f} x CPU"
        )
    right: dict[str, list[str]] = defaultdict(list)
    for name, run in ((n, r) for n, r in runs.items() if n != "full"):
        for place, key in enumerate(("title", "author", "date")):
            known = [(r[key], f[place]) for r, f in zip(rows, run.facts, strict=True) if r[key]]
            hits = sum(_same(key, truth, given) for truth, given in known)
            right[key].append(f"{name} {hits / max(1, len(known)):.3f} ({len(known)})")
    for key, shares in right.items():
        print(f"{NAME:20} {key:12} {'  '.join(shares)}")


def _same(key: str, truth: str, given: str) -> bool:
    """Whether a fact is right: the same day, the same letters, all and only the same persons."""
    if key == "date":
        return truth[:10] == given[:10]
    if key == "title":
        return _letters(truth) == _letters(given)
    return _persons(truth) == _persons(given)


def _persons(text: str) -> set[str]:
    plain = _ROLES.sub("", text)
    parts = re.split(r"\s*[;,&]\s*|\s+(?:and|und|et)\s+", plain)
    return {_letters(part) for part in parts if _letters(part)}


def _letters(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if char.isalnum())
