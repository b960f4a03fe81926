"""`precis bench reading`: pages, metadata, feeds, stories, languages and hashtags, measured.

Pages are in `bench_pages`, stories in `bench_stories`.
"""

from __future__ import annotations

import io
import tarfile
import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from bot.command.progress import Progress, progress_bar
from bot.core.model.reasons import ReadingFailed
from bot.core.text.language import detect
from bot.ingest.feeds.parser import parse_feed
from bot.lab.bench import datasets, feed_report, politeness, stories
from bot.lab.bench.charts import bar_chart
from bot.lab.bench.modern_pages import NAME, modern_pages
from bot.lab.bench.pages import PAGES, metadata, pages
from bot.lab.bench.throughput import throughput
from config.settings import Settings

Row = datasets.Row


def _plain(text: Any) -> str:
    return " ".join(str(text or "").lower().split())


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
    from bot.core.terms.hashtags import keywords as keywords_of

    hits = total = 0
    for row in rows:
        truth = {_plain(word) for word in row["keywords"]}
        found = keywords_of(row["title"], row["text"], row["lang"], 10)
        hits += sum(_plain(word) in truth for word in found)
        total += 10
    print(f"{name:20} {'keywords':12} P@10 {hits / max(1, total):.4f}  ({len(rows)})")


def _counted(progress: Progress | None, total: int) -> Callable[[], None]:
    """A call that counts one more page done, where somebody watches."""
    done = count(1)
    return lambda: progress(next(done), total) if progress else None


def bench(options: Namespace, settings: Settings) -> int:
    """Print every figure and write the picture."""
    data = datasets.folder(options.data)
    sets = {name: datasets.rows(data, f"extraction/{name}")[: options.limit] for name in PAGES}
    total, series = sum(map(len, sets.values())), dict[str, dict[str, float]]()
    with progress_bar("Reading pages") as progress:
        tick = _counted(progress, total)
        for name, rows in sets.items():
            if rows:
                series[name] = pages(rows, name, tick)
    if modern := datasets.rows(data, f"extraction/{NAME}")[: options.limit]:
        with progress_bar("Reading modern pages") as progress:
            series[NAME] = modern_pages(modern, _counted(progress, len(modern)))
    metadata(data, options.limit)
    with progress_bar("Reading articles at full speed") as progress:
        many = options.articles
        throughput(data, many, lambda done: progress(done, many) if progress else None)
    feeds(data)
    feed_report.print_report(data / "feeds")
    series |= stories.bench(data, options.indexed)
    languages(datasets.rows(data, "langid/news_langid"))
    for name in ("kpcrowd500_en", "wikinews100_fr", "ptbn110_pt"):
        keywords(datasets.rows(data, f"keywords/{name}"), name)
    politeness.bench(options, settings)
    picture = Path(options.picture)
    picture.write_text(bar_chart("F1 in percent", series), "utf-8")
    print(f"Picture: {picture}")
    return 0
