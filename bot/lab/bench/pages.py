"""The pages of `precis bench reading`: text and metadata beside the best libraries, in one run.

Extraction is scored by 4-gram shingles (`bot.lab.pages.evaluation`), CPU as a ratio to
trafilatura-fast's: page by page one after the other, so that both see the same machine.
"""

from __future__ import annotations

import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.core.model.articles import Page
from bot.core.text.language import normalize
from bot.ingest.pages.reader import read_page
from bot.lab.bench import datasets
from bot.lab.pages.evaluation import Score, score_segments, score_texts

Row = datasets.Row
PAGES = ("scrapinghub", "daniel_multilingual", "trafilatura")


def library_text(html: str, fast: bool = True) -> str:
    """What trafilatura takes for a page's article, "" where it finds none."""
    import trafilatura

    return trafilatura.extract(html, fast=fast, include_comments=False) or ""


def library_facts(html: str, url: str) -> tuple[str, str, str]:
    """The title, author and date that trafilatura finds, "" for what it does not."""
    import trafilatura

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = trafilatura.extract_metadata(html, default_url=url or None)
    return (found.title or "", found.author or "", found.date or "") if found else ("", "", "")


def _score(name: str, rows: Sequence[Row], texts: Sequence[str]) -> Score:
    pairs = zip(rows, texts, strict=True)
    if name == "trafilatura":
        return score_segments((row["with"], row["without"], text) for row, text in pairs)
    return score_texts((row["truth_text"], text) for row, text in pairs)


def _both(
    rows: Sequence[Row], tick: Callable[[], None]
) -> tuple[list[Page], list[str], float, float]:
    """Every page by both readers in turn: our pages, their texts, the CPU seconds of each."""
    ours, theirs, spent = list[Page](), list[str](), [0.0, 0.0]
    if rows:  # what is loaded once is no page's cost
        read_page(rows[0]["html"]), library_text(rows[0]["html"])
    for row in rows:
        start = time.process_time()
        ours.append(read_page(row["html"]))
        middle = time.process_time()
        theirs.append(library_text(row["html"]))
        spent[0] += middle - start
        spent[1] += time.process_time() - middle
        tick()
    return ours, theirs, spent[0], spent[1]


def pages(rows: Sequence[Row], name: str, tick: Callable[[], None]) -> dict[str, float]:
    """Both readers on one set: prints a line each and, where known, one a language."""
    ours, theirs, our_time, their_time = _both(rows, tick)
    read = {
        "précis": ([page.text for page in ours], our_time),
        "trafilatura": (theirs, their_time),
    }
    figures = {}
    for system, (texts, seconds) in read.items():
        score = _score(name, rows, texts)
        figures[system] = 100 * score.f1
        ms, ratio = 1000 * seconds / max(1, len(rows)), seconds / (their_time or 1.0)
        print(
            f"{name:20} {system:12} F1 {score.f1:.4f}  P {score.precision:.3f}"
            f"  R {score.recall:.3f}  {ms:6.1f} ms  {ratio:4.2f} x CPU"
        )
        if name == "daniel_multilingual":
            print("   " + _languages(rows, [page.title for page in ours], texts))
    return figures


def _languages(rows: Sequence[Row], titles: Sequence[str], texts: Sequence[str]) -> str:
    by: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row, title, text in zip(rows, titles, texts, strict=True):
        by[row["lang"]].append((row["truth_text"], text))
        by["with title"].append((row["truth_text"], f"{title}\n{text}"))
    return "  ".join(f"{key} {score_texts(pairs).f1:.3f}" for key, pairs in sorted(by.items()))


class Tally:
    """Counts how often each system gives just what is true, and prints the shares."""

    def __init__(self) -> None:
        self._right: dict[str, Counter[str]] = defaultdict(Counter)
        self._known = Counter[str]()

    def add(self, what: str, truth: str, given: Mapping[str, str]) -> None:
        """One page's truth ("" where nobody knows it) and what each system says."""
        if truth:
            self._known[what] += 1
            for system, value in given.items():
                self._right[what][system] += _plain(value) == _plain(truth)

    def show(self) -> None:
        """A line for each kind of fact: the share of pages on which it is exactly right."""
        for what, count in self._known.items():
            shares = (f"{system} {n / count:.3f}" for system, n in self._right[what].items())
            print(f"{'metadata':20} {what:12} {'  '.join(shares)}  ({count} pages)")


def metadata(data: Path, limit: int | None) -> None:
    """Title, author, date, site, language and lead picture where somebody has noted them."""
    tally = Tally()
    for row in datasets.rows(data, "extraction/trafilatura")[:limit]:
        if row.get("title"):
            _facts(tally, row, row["html"], row.get("url") or "")
    for row in datasets.rows(data, "extraction/readability_pages")[:limit]:
        told = row["metadata"]
        noted = {"sitename": told.get("siteName"), "language": normalize(told.get("lang"))}
        _facts(tally, noted, row["html"], "")
    for row in datasets.rows(data, "extraction/daniel_multilingual")[:limit]:
        tally.add("language", row["lang"], {"précis": read_page(row["html"]).language or ""})
    tally.show()


def _facts(tally: Tally, truth: Mapping[str, Any], html: str, url: str) -> None:
    """One page's facts by us and by the libraries."""
    import trafilatura

    page, theirs = read_page(html, url), trafilatura.extract_metadata(html, default_url=url or None)
    for ours, key in ((page.title, "title"), (page.author, "author"), (page.site, "sitename")):
        given = {"précis": ours, "trafilatura": getattr(theirs, key, None) or ""}
        tally.add(key, str(truth.get(key) or ""), given)
    tally.add("language", truth.get("language") or "", {"précis": page.language or ""})
    declared = getattr(theirs, "image", None) or ""  # nobody has noted it: do we agree?
    tally.add("same picture", declared, {"précis": page.image})
    _dates(tally, truth.get("date") or "", page, html, url, getattr(theirs, "date", None) or "")


def _dates(tally: Tally, truth: str, page: Page, html: str, url: str, theirs: str) -> None:
    """The date twice: as the page writes it, in its own zone, and as the day in UTC."""
    from htmldate import find_date

    try:
        known = date.fromisoformat(truth).isoformat()
    except ValueError:  # nothing noted, or "2022-29-11"
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = str(find_date(html, original_date=True, url=url or None) or "")
    libraries = {"trafilatura": theirs, "htmldate": found}
    in_utc = page.date.date().isoformat() if page.date else ""
    tally.add("date", known, {"précis": str(page.day or ""), **libraries})
    tally.add("date in UTC", known, {"précis": in_utc, **libraries})


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
