"""`precis bench reading`: pages, metadata, feeds, stories, languages and hashtags, measured.

Extraction is scored by 4-gram shingles (`bot.ingest.evaluation`) beside trafilatura in the same
run, CPU as a ratio to its; stories by B-cubed F1 (Bagga and Baldwin, 1998).
"""

from __future__ import annotations

import io
import tarfile
import time
from argparse import Namespace
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.command import bench_manners, datasets
from bot.command.charts import bar_chart
from bot.command.progress import progress_bar
from bot.core.grouping import GroupingItem, group
from bot.core.language import detect
from bot.errors import ReadingFailed
from bot.ingest.dates import parse_date
from bot.ingest.evaluation import Score, score_segments, score_texts
from bot.ingest.feeds import parse_feed
from bot.ingest.pages import read_page
from config.settings import Settings

Row = datasets.Row
PAGES = ("scrapinghub", "daniel_multilingual", "trafilatura")
STORIES = ("allsides_dated", "wikinews_events", "neus_triples")


def _library(html: str) -> str:
    import trafilatura

    return trafilatura.extract(html, fast=True, include_comments=False) or ""


def _ours(html: str) -> str:
    return read_page(html).text


def _score(name: str, rows: Sequence[Row], texts: Sequence[str]) -> Score:
    pairs = zip(rows, texts, strict=True)
    if name == "trafilatura":
        return score_segments((row["with"], row["without"], text) for row, text in pairs)
    return score_texts((row["truth_text"], text) for row, text in pairs)


def pages(rows: Sequence[Row], name: str, tick: Callable[[], None]) -> dict[str, float]:
    """Both readers on one set: prints a line each and, where known, one a language."""
    read: dict[str, tuple[list[str], float]] = {}
    for system, extract in (("précis", _ours), ("trafilatura", _library)):
        texts, start = list[str](), time.process_time()
        for row in rows:
            texts.append(extract(row["html"]))
            tick()
        read[system] = texts, time.process_time() - start
    base = read["trafilatura"][1] or 1.0
    figures = {}
    for system, (texts, seconds) in read.items():
        score = _score(name, rows, texts)
        figures[system] = 100 * score.f1
        ms = 1000 * seconds / max(1, len(rows))
        print(
            f"{name:20} {system:12} F1 {score.f1:.4f}  P {score.precision:.3f}"
            f"  R {score.recall:.3f}  {ms:6.1f} ms  {seconds / base:4.2f} x CPU"
        )
        if name == "daniel_multilingual":
            print("   " + _languages(rows, texts))
    return figures


def _languages(rows: Sequence[Row], texts: Sequence[str]) -> str:
    by: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row, text in zip(rows, texts, strict=True):
        by[row["lang"]].append((row["truth_text"], text))
        by["with title"].append((row["truth_text"], f"{read_title(row)}\n{text}"))
    return "  ".join(f"{key} {score_texts(pairs).f1:.3f}" for key, pairs in sorted(by.items()))


def read_title(row: Row) -> str:
    """The headline of a page, as we read it."""
    return read_page(row["html"]).title


def metadata(rows: Sequence[Row]) -> None:
    """Title, author, date and site on the pages that carry them: share that is exactly right."""
    import trafilatura

    ours, theirs, known = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        page = read_page(row["html"])
        found = trafilatura.extract_metadata(row["html"])
        date = page.date.date().isoformat() if page.date else ""
        mine = {"title": page.title, "author": page.author, "date": date, "sitename": page.site}
        for key, value in mine.items():
            truth = _plain(row.get(key))
            if truth:
                known[key] += 1
                ours[key] += _plain(value) == truth
                theirs[key] += _plain(getattr(found, key, "")) == truth
    for key, count in known.items():
        shares = f"précis {ours[key] / count:.3f}  trafilatura {theirs[key] / count:.3f}"
        print(f"{'metadata':20} {key:12} {shares}  ({count} pages)")


def _plain(text: Any) -> str:
    return " ".join(str(text or "").lower().split())


def bcubed(
    truth: Mapping[int, Hashable], made: Mapping[int, Hashable]
) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of the clusters `made` of the same items as `truth`."""
    theirs, ours = defaultdict(set), defaultdict(set)
    for item in truth:
        theirs[truth[item]].add(item)
        ours[made[item]].add(item)
    shared = {item: len(theirs[truth[item]] & ours[made[item]]) for item in truth}
    count = max(1, len(truth))
    precision = sum(shared[item] / len(ours[made[item]]) for item in truth) / count
    recall = sum(shared[item] / len(theirs[truth[item]]) for item in truth) / count
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1.0)


def stories(rows: Sequence[Row], name: str) -> float:
    """Group one set in one pass and print how well."""
    items = [
        GroupingItem(
            number,
            row["title"],
            row["text"],
            parse_date(row["date"]) if row.get("date") else None,
            row.get("source") or "",
            row["lang"],
        )
        for number, row in enumerate(rows)
    ]
    start = time.process_time()
    made = group(items)
    ms = 1000 * (time.process_time() - start) / max(1, len(items))
    precision, recall, f1 = bcubed({n: row["cluster"] for n, row in enumerate(rows)}, made)
    largest = max(Counter(made.values()).values(), default=0)
    print(
        f"{name:20} {'stories':12} B3 F1 {f1:.4f}  P {precision:.3f}  R {recall:.3f}"
        f"  {ms:6.2f} ms  largest {largest}"
    )
    return 100 * f1


def feeds(data: Path) -> None:
    """The real feeds: how many are read, how many entries, in how long."""
    archive = data / "feeds" / "realworld_feeds.dev.tar.gz"
    if not archive.is_file():
        return
    documents, entries, failed = list[bytes](), 0, 0
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile() and (handle := tar.extractfile(member)):
                documents.append(io.BytesIO(handle.read()).getvalue())
    start = time.process_time()
    for document in documents:
        try:
            entries += len(parse_feed(document).entries)
        except ReadingFailed:
            failed += 1
    seconds = time.process_time() - start
    print(
        f"{'feeds':20} {len(documents)} read, {failed} refused, {entries} entries,"
        f" {seconds:.2f} s CPU"
    )


def languages(rows: Sequence[Row]) -> None:
    """The language of a headline, of a text."""
    for key in ("short", "text"):
        given = [row for row in rows if row.get(key)]
        right = sum(detect(row[key]) == row["lang"] for row in given)
        print(f"{'language':20} {key:12} {right / max(1, len(given)):.4f}  ({len(given)})")


def keywords(rows: Sequence[Row], name: str) -> None:
    """Precision of the first ten keywords, by exact lower-case match."""
    from bot.core.hashtags import keywords as keywords_of

    hits = total = 0
    for row in rows:
        truth = {_plain(word) for word in row["keywords"]}
        found = keywords_of(row["title"], row["text"], row["lang"], 10)
        hits += sum(_plain(word) in truth for word in found)
        total += 10
    print(f"{name:20} {'keywords':12} P@10 {hits / max(1, total):.4f}  ({len(rows)})")


def bench(options: Namespace, settings: Settings) -> int:
    """Print every figure and write the picture."""
    data = datasets.folder(options.data)
    sets = {name: datasets.rows(data, f"extraction/{name}")[: options.limit] for name in PAGES}
    total, series = 2 * sum(map(len, sets.values())), dict[str, dict[str, float]]()
    with progress_bar("Reading pages") as progress:
        done = [0]

        def tick() -> None:
            done[0] += 1
            if progress:
                progress(done[0], total)

        for name, rows in sets.items():
            if rows:
                series[name] = pages(rows, name, tick)
    metadata([row for row in sets["trafilatura"] if row.get("title")])
    feeds(data)
    for name in STORIES:
        rows = datasets.rows(data, f"clustering/{name}")
        if rows:
            series[name] = {"précis": stories(rows, name)}
    languages(datasets.rows(data, "langid/news_langid"))
    for name in ("kpcrowd500_en", "wikinews100_fr", "ptbn110_pt"):
        keywords(datasets.rows(data, f"keywords/{name}"), name)
    bench_manners.bench(options, settings)
    picture = Path(options.picture)
    picture.write_text(bar_chart("F1 in percent", series), "utf-8")
    print(f"Picture: {picture}")
    return 0
