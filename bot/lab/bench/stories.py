"""Stories, measured: evaluation sets, labelled pairs, and arrivals at an index of many articles.

Stories are scored by B-cubed F1 (Bagga and Baldwin, 1998), large ones by how much of them holds
together; pairs by whether both of them land in one story.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from bot.command.progress import Progress, progress_bar
from bot.core.stories.grouping import Grouper, GroupingItem, group
from bot.ingest.dates import parse_date
from bot.lab.bench import datasets
from bot.lab.bench.made_articles import made_articles

Row = datasets.Row
SETS = ("allsides_dated", "wikinews_events", "neus_triples")
SIZES = ((1, "1"), (3, "2-3"), (9, "4-9"), (10**9, "10+"))  # of a story: up to, and its name


def bcubed(
    truth: Mapping[int, Hashable], made: Mapping[int, Hashable]
) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of the clusters `made` of the same items as `truth`."""
    theirs, ours = _clusters(truth), _clusters({item: made[item] for item in truth})
    shared = {item: len(theirs[truth[item]] & ours[made[item]]) for item in truth}
    count = max(1, len(truth))
    precision = sum(shared[item] / len(ours[made[item]]) for item in truth) / count
    recall = sum(shared[item] / len(theirs[truth[item]]) for item in truth) / count
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1.0)


def _clusters(named: Mapping[int, Hashable]) -> dict[Hashable, set[int]]:
    clusters = defaultdict(set)
    for item, name in named.items():
        clusters[name].add(item)
    return clusters


def recall_by_size(truth: Mapping[int, Hashable], made: Mapping[int, Hashable]) -> str:
    """B-cubed recall by the true size of a story, with the number of articles."""
    found: dict[str, list[float]] = defaultdict(list)
    for members in _clusters(truth).values():
        size = next(name for most, name in SIZES if len(members) <= most)
        kept = Counter(made[item] for item in members)
        found[size] += [kept[made[item]] / len(members) for item in members]
    parts = (
        f"{size} {sum(found[size]) / len(found[size]):.2f} ({len(found[size])})"
        for _, size in SIZES
        if size in found
    )
    return "  ".join(parts)


def stories(rows: Sequence[Row], name: str) -> float:
    """Group one set in one pass, print how well, and return the F1 in percent."""
    truth = {number: row["cluster"] for number, row in enumerate(rows)}
    start = time.process_time()
    made = group(_item(number, row, row.get("date")) for number, row in enumerate(rows))
    ms = 1000 * (time.process_time() - start) / max(1, len(rows))
    precision, recall, f1 = bcubed(truth, made)
    largest = max(Counter(made.values()).values(), default=0)
    print(
        f"{name:20} {'stories':12} B3 F1 {f1:.4f}  P {precision:.3f}  R {recall:.3f}"
        f"  {ms:6.2f} ms  largest {largest}"
    )
    print("   recall by size of story: " + recall_by_size(truth, made))
    return 100 * f1


def _item(number: int, row: Row, date: str | None = None) -> GroupingItem:
    when = parse_date(date) if date else None
    source, language = row.get("source") or "", row.get("lang") or ""
    return GroupingItem(number, row["title"], row.get("text") or "", when, source, language)


def _joined(pairs: Iterable[tuple[Row, Row]]) -> list[bool]:
    """Whether the two of each pair are one story, when all are grouped in one pass."""
    rows = [row for pair in pairs for row in pair]
    made = group(_item(number, row) for number, row in enumerate(rows))
    return [made[one] == made[one + 1] for one in range(0, len(rows), 2)]


def _sides(row: Row, one: Row, other: Row) -> tuple[Row, Row]:
    """The two sides of a pair, in the language of the pair."""
    return {**one, "lang": row["lang"]}, {**other, "lang": row["lang"]}


def telegram_pairs(rows: Sequence[Row]) -> None:
    """Articles that people called the same story or not: their negatives are near misses."""
    found = _joined(_sides(row, row["a"], row["b"]) for row in rows)
    right = sum(joined and bool(row["same"]) for joined, row in zip(found, rows, strict=True))
    precision = right / max(1, sum(found))
    recall = right / max(1, sum(bool(row["same"]) for row in rows))
    f1 = 2 * precision * recall / ((precision + recall) or 1.0)
    print(
        f"{'tgcontest_pairs':20} {'same story':12} F1 {f1:.3f}  P {precision:.3f}  R {recall:.3f}"
        f"  ({len(rows)} pairs)"
    )


def headline_pairs(rows: Sequence[Row]) -> None:
    """Headlines without a text, by what people said of them: how many of each kind we join."""
    pairs = (
        _sides(row, {"title": row["left_title"]}, {"title": row["right_title"]}) for row in rows
    )
    labels, joined = Counter[str](), Counter[str]()
    for found, row in zip(_joined(pairs), rows, strict=True):
        labels[row["label"]] += 1
        joined[row["label"]] += found
    shares = "  ".join(f"{name} {joined[name]}/{count}" for name, count in sorted(labels.items()))
    print(f"{'headlinecause_pairs':20} {'joined':12} {shares}")


def arrivals(count: int, progress: Progress | None = None) -> None:
    """Place so many made articles of thirty days, one by one, as they would arrive: prints what an
    arrival costs in the last tenth, what the index weighs, and whether stories were found."""
    events, made, took = np.ones(count, int), np.ones(count, int), np.ones(count)
    grouper, before = Grouper(), 0.0
    for number, (item, counts, event) in enumerate(made_articles(count)):
        before = before or _resident()  # the notes above are in it, and the vocabulary
        start = time.process_time()
        changed = grouper.add(item, counts)
        took[number] = 1000 * (time.process_time() - start)
        events[number] = event
        made[list(changed)] = list(changed.values())
        if progress:
            progress(number + 1, count)
    weight = _resident() - before
    truth, story = dict(enumerate(events.tolist())), dict(enumerate(made.tolist()))
    last = took[-max(1, count // 10) :]
    precision, recall, f1 = bcubed(truth, story)
    print(
        f"{'arrivals':20} {count} in 30 days, last tenth: mean {last.mean():.2f} ms"
        f"  p95 {np.quantile(last, 0.95):.2f} ms  worst of all {took.max():.1f} ms"
        f"  index +{weight:.0f} MB\n"
        f"   made articles: B3 F1 {f1:.3f}  P {precision:.3f}  R {recall:.3f}"
        f"  recall by size of story: {recall_by_size(truth, story)}"
    )


def _resident() -> float:
    """Memory of this process in MB, as Linux tells it; 0 elsewhere."""
    status = Path("/proc/self/status")
    lines = status.read_text("utf-8").splitlines() if status.is_file() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def bench(data: Path, indexed: int) -> dict[str, dict[str, float]]:
    """Print all of it. Returns the figures for the picture, by set; `indexed` articles arrive."""
    series = {}
    for name in SETS:
        if rows := _rows(data, name):
            series[name] = {"précis": stories(rows, name)}
    if rows := _rows(data, "tgcontest_pairs"):
        telegram_pairs(rows)
    if rows := _rows(data, "headlinecause_pairs"):
        headline_pairs(rows)
    with progress_bar("Placing articles") as progress:
        arrivals(indexed, progress)
    return series


def _rows(data: Path, name: str) -> list[Row]:
    rows = datasets.rows(data, f"clustering/{name}")
    if not rows:
        print(f"{name:20} skipped: {data / 'clustering'} has no {name}.*.jsonl.gz")
    return rows
