"""`precis bench summaries`: our bullets beside Lead-3, every method of sumy and the oracle.

Quality is ROUGE F1 (the best reference of several) with a paired bootstrap against Lead-3 on the
same documents; speed is CPU time in this process, splitting included, as a ratio to LexRank fed
by the same splitter in the same run. Where the package lede is installed it has a column: as many
characters as Lead-3 has.
"""

from __future__ import annotations

import resource
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from bot.command.progress import Progress, progress_bar
from bot.lab.bench import datasets
from bot.lab.bench.charts import bar_chart
from bot.lab.summaries import story_evaluation
from bot.lab.summaries.evaluation import Hygiene, bootstrap, hygiene_of, lead, ndcg, oracle, rouge
from bot.lab.summaries.story_evaluation import StoryExample
from config.settings import Settings
from summarizers import summarize
from summarizers.document import Bullet, Document
from summarizers.sumy.methods import METHODS
from summarizers.text.sentences import parse

Row = datasets.Row
SETS: dict[str, tuple[str, Callable[[Row], bool]]] = {
    "CNN/DM, random": ("cnndm_test", lambda row: bool(row["random_sample"])),
    "CNN/DM, CNN": ("cnndm_test", lambda row: row["category"] == "cnn"),
    "CNN/DM validation": ("cnndm_val", lambda row: True),
    "writers": ("writer_refs", lambda row: True),
    "Newsroom": ("newsroom60", lambda row: True),
    "GUM, one sentence": ("gum_onesentence", lambda row: True),
}
STORIES, QUICK_STORIES, MOST_STORIES = ("mds_allsides", "mds_neus"), 100, 400
OURS, LEAD, ORACLE, BASE, LEDE = "news", "lead-3", "oracle", "lexrank", "lede"
Scores = list[tuple[float, float, float]]


@dataclass(slots=True)
class System:
    """What one system did on one set."""

    scores: Scores = field(default_factory=list)
    hygiene: Hygiene = field(default_factory=Hygiene)
    seconds: float = 0.0

    def mean(self, measure: int) -> float:
        """ROUGE-1, -2 or -Lsum (0, 1, 2) in percent."""
        return 100 * sum(row[measure] for row in self.scores) / max(1, len(self.scores))


def references(row: Row) -> list[list[str]]:
    """All reference summaries of a row, each a list of its sentences."""
    given = [row.get("summary"), *row.get("refs", []), *row.get("extra_refs", [])]
    return [[one] if isinstance(one, str) else list(one) for one in given if one]


def _made(name: str, row: Row, document: Document, count: int) -> list[Bullet]:
    if name == LEAD:
        return lead(document, count)
    if name == ORACLE:
        return oracle(document, references(row)[0], count)
    if name == LEDE:
        return by_lede(document, sum(len(one.text) + 1 for one in lead(document, count)))
    title, language = str(row.get("title") or ""), str(row.get("lang") or "")
    return summarize(str(row["text"]), title, language, count, name)


def by_lede(document: Document, characters: int) -> list[Bullet]:
    """What the package lede makes of the text, at most so many characters, sentence by sentence."""
    made = str(import_module("lede").summarize(document.text, characters).summary)
    found = list[Bullet]()
    for sentence in parse(made, "", document.language).sentences:
        start = max(0, document.text.find(sentence.text))
        found.append(Bullet(sentence.text, start, start + len(sentence.text)))
    return found


def columns(quick: bool) -> list[str]:
    """The names of the columns; lede where it is installed."""
    rivals = [BASE] if quick else list(METHODS)
    installed = [LEDE] if find_spec(LEDE) else []
    return [OURS, LEAD, *rivals, *installed, ORACLE]


def run_set(
    rows: Sequence[Row], names: Sequence[str], tick: Callable[[], None]
) -> dict[str, System]:
    """Every system on every row of a set, three bullets each."""
    systems = {name: System() for name in names}
    for row in rows:
        document = parse(str(row["text"]), str(row.get("title") or ""), str(row.get("lang") or ""))
        for name, system in systems.items():
            start = time.process_time()
            bullets = _made(name, row, document, 3)
            system.seconds += time.process_time() - start
            score = rouge([bullet.text for bullet in bullets], references(row))
            system.scores.append(score.as_tuple())
            system.hygiene += hygiene_of(bullets, document)
        tick()
    return systems


def _table(title: str, systems: dict[str, System]) -> str:
    base, slow = systems[LEAD], systems.get(BASE) or systems[OURS]
    lines = [f"\n{title} ({len(base.scores)} documents)"]
    lines.append(
        f"{'':12}{'R1':>7}{'R2':>7}{'Lsum':>7}   over Lead-3, 95 %{'':16}ms/doc  / lexrank"
    )
    for name, system in systems.items():
        cells = "".join(f"{system.mean(measure):7.2f}" for measure in range(3))
        gains = "  ".join(_gain(system.scores, base.scores, measure) for measure in range(3))
        cost = 1000 * system.seconds / max(1, len(system.scores))
        ratio = system.seconds / slow.seconds if slow.seconds else 0.0
        lines.append(f"{name:12}{cells}   {gains}  {cost:6.2f}  {ratio:6.2f}")
    return "\n".join(lines)


def _gain(ours: Scores, theirs: Scores, measure: int) -> str:
    found = bootstrap([100 * s[measure] for s in ours], [100 * s[measure] for s in theirs], 500)
    return f"{found.mean:+5.2f} [{found.low:+.1f},{found.high:+.1f}]"


def _hygiene(systems: dict[str, System]) -> str:
    names = ("dangling", "long", "repeated", "junk", "question", "open_quote", "foreign")
    lines = [f"\nHygiene, % of bullets\n{'':12}" + "".join(f"{name:>11}" for name in names)]
    for name, system in systems.items():
        counts = system.hygiene
        share = (100 * getattr(counts, key) / max(1, counts.bullets) for key in names)
        lines.append(f"{name:12}" + "".join(f"{value:11.2f}" for value in share))
    return "\n".join(lines)


def _turkish(rows: Sequence[Row]) -> str:
    """Human relevance of each sentence, Turkish: nDCG of the three chosen sentences."""
    ours, first = list[float](), list[float]()
    for row in rows:
        text, at, starts = "\n".join(row["sentences"]), 0, dict[int, int]()
        for index, sentence in enumerate(row["sentences"]):
            starts[at] = index
            at += len(sentence) + 1
        chosen = [starts[max(s for s in starts if s <= b.start)] for b in summarize(text, "", "tr")]
        ranked = sorted(set(chosen), key=lambda i: -row["relevance"][i])
        ours.append(ndcg(ranked, row["relevance"]))
        leads = sorted(range(min(3, len(row["sentences"]))), key=lambda i: -row["relevance"][i])
        first.append(ndcg(leads, row["relevance"]))
    found = bootstrap(ours, first)
    mean = sum(ours) / max(1, len(ours))
    interval = f"{found.mean:+.3f} [{found.low:+.3f},{found.high:+.3f}]"
    return f"\nTurkish, nDCG@3 ({len(rows)}): {mean:.3f}, over Lead-3 {interval}"


def _stories(data: Path, options: Namespace) -> None:
    """Bullets of several outlets' articles against an editor's account of them all."""
    limit = options.limit or (QUICK_STORIES if options.quick else MOST_STORIES)
    names = [BASE] if options.quick else METHODS
    for name in STORIES:
        rows = datasets.rows(data, f"summarisation/{name}")[:limit]
        if not rows:
            continue
        with progress_bar(f"Stories, {name}") as progress:
            told = story_evaluation.evaluate(_counted(rows, progress), 3, names)
        print(f"\nStories, {name} ({len(rows)})\n{story_evaluation.table(told)}", flush=True)


def _counted(rows: Sequence[Row], progress: Progress | None) -> Iterator[StoryExample]:
    for done, row in enumerate(rows):
        yield story_evaluation.example(row)
        if progress:
            progress(done + 1, len(rows))


def bench(options: Namespace, _: Settings) -> int:
    """Print the tables and write the picture."""
    data = datasets.folder(options.data)
    names = columns(options.quick)
    chosen = {
        title: [row for row in datasets.rows(data, f"summarisation/{name}") if wanted(row)]
        for title, (name, wanted) in SETS.items()
    }
    chosen = {title: rows[: options.limit] for title, rows in chosen.items() if rows}
    total, results = sum(map(len, chosen.values())), dict[str, dict[str, System]]()
    with progress_bar("Summarising") as progress:
        done = [0]

        def tick() -> None:
            done[0] += 1
            if progress:
                progress(done[0], total)

        for title, rows in chosen.items():
            results[title] = run_set(rows, names, tick)
            print(_table(title, results[title]), flush=True)
    first = next(iter(results.values()))
    print(_hygiene(first))
    print(_turkish(datasets.rows(data, "summarisation/sadedegel_tr")))
    _stories(data, options)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak memory of this process: {peak:.0f} MB")
    picture = Path(options.picture)
    series = {title: {n: s.mean(0) for n, s in by.items()} for title, by in results.items()}
    picture.write_text(bar_chart("ROUGE-1 F1 of three bullets", series), "utf-8")
    print(f"Picture: {picture}")
    return 0
