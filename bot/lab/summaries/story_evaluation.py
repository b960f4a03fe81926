"""How good the bullets of a story are: against an editor's account, beside what is simpler.

The rows of the data (several outlets' articles, and one neutral account of them all) are read by
the caller. Every figure of one table is from one run over the same stories.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.lab.summaries.evaluation import Interval, Rouge, bootstrap, lead, oracle, rouge
from summarizers.story.bullets import StoryArticle, summarise_story
from summarizers.sumy import methods
from summarizers.text.sentences import parse, split

OURS, LEAD = "ours", "lead"
"""Names of two rows: our bullets, and an article's first sentences, its articles averaged."""
SUMY = ("lexrank",)


@dataclass(frozen=True, slots=True)
class StoryExample:
    """Articles of one story, and an editor's account of it as sentences."""

    articles: tuple[StoryArticle, ...]
    reference: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One system over all examples: mean ROUGE F1, mean words a summary, mean differences.

    `ahead` is how far our bullets are ahead of it, for ROUGE-1, -2 and -Lsum, paired.
    """

    name: str
    rouge: Rouge
    words: float
    ahead: tuple[Interval, Interval, Interval]


def example(row: Mapping[str, Any], language: str = "en") -> StoryExample:
    """An example from a row with `docs` (each `title`, `text`, perhaps `source`) and `summary`."""
    articles = tuple(
        StoryArticle(
            id=place,
            outlet=doc.get("source") or str(place),
            title=doc["title"],
            text=_plain(doc["text"]),
            language=language,
        )
        for place, doc in enumerate(row["docs"])
    )
    reference = split("\n".join(_plain(part) for part in row["summary"]), language)
    return StoryExample(articles, tuple(sentence.text for sentence in reference))


def evaluate(
    examples: Iterable[StoryExample], count: int, sumy: Iterable[str] = SUMY
) -> list[StoryRow]:
    """Our bullets, `count` of each story, and every rival with as many sentences.

    The rivals: an article's lead (the mean over the story's articles), the best of its leads
    (chosen by the reference, as no system could), sumy's methods on all articles as one text.
    Those with "as long" in their name may take any number of sentences up to our number of words;
    "ours, cut" is ours cut to the length of the lead. `oracle` is what selection can reach.
    """
    scores: dict[str, list[Rouge]] = {}
    words: dict[str, list[float]] = {}
    for one in examples:
        for name, summaries in _systems(one, count, sumy).items():
            results = [rouge(summary, [one.reference]) for summary in summaries]
            result = _best(results) if name == "best lead" else _mean(results)
            scores.setdefault(name, []).append(result)
            lengths = [len(" ".join(summary).split()) for summary in summaries]
            words.setdefault(name, []).append(sum(lengths) / len(lengths))
    return [_row(name, scores[name], scores[OURS], words[name]) for name in scores]


def table(rows: Sequence[StoryRow]) -> str:
    """The rows as lines of text, figures times a hundred."""
    lines = [f"{'system':22}{'R1':>6}{'R2':>7}{'Lsum':>7}{'words':>7}   ours ahead by, 95 %"]
    for row in rows:
        figures = "".join(f"{100 * value:7.2f}" for value in row.rouge.as_tuple())
        ahead = "  ".join(
            f"{100 * gap.mean:+.2f} [{100 * gap.low:+.2f} {100 * gap.high:+.2f}]"
            for gap in row.ahead
        )
        shown = "" if row.name == OURS else f"   {ahead}"
        lines.append(f"{row.name:21}{figures}{row.words:7.1f}{shown}")
    return "\n".join(lines)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _systems(one: StoryExample, count: int, sumy: Iterable[str]) -> dict[str, list[list[str]]]:
    """For each system its summary of the story, or one for each of its articles."""
    ours = [told.bullet.text for told in summarise_story(one.articles, count)]
    room = len(" ".join(ours).split())
    documents = [parse(a.text, a.title, a.language) for a in one.articles]
    leads = [[bullet.text for bullet in lead(document, count)] for document in documents]
    long_leads = [[bullet.text for bullet in lead(document, 99)] for document in documents]
    together = parse("\n\n".join(a.text for a in one.articles), one.articles[0].title, "en")
    lead_room = round(sum(len(" ".join(told).split()) for told in leads) / len(leads))
    found = {
        OURS: [ours],
        LEAD: leads,
        "lead, as long": [_cut(told, room) for told in long_leads],
        "ours, cut": [_cut(ours, lead_room)],
        "best lead": leads,
    }
    for method in sumy:
        ranked = methods.rank(together, method, count)[:count]
        found[method] = [[s.text for s in sorted(ranked, key=lambda s: s.index)]]
        ranked = methods.rank(together, method, 3 * count)
        found[f"{method}, as long"] = [_cut([s.text for s in ranked], room)]
    best = oracle(together, one.reference, count)
    return found | {"oracle": [[bullet.text for bullet in best]]}


def _cut(sentences: Sequence[str], room: int) -> list[str]:
    """The sentences up to `room` words, the last one cut."""
    kept = list[str]()
    for sentence in sentences:
        words = sentence.split()[:room]
        room -= len(words)
        if words:
            kept.append(" ".join(words))
    return kept


def _mean(results: Sequence[Rouge]) -> Rouge:
    columns = zip(*(result.as_tuple() for result in results), strict=True)
    return Rouge(*(sum(column) / len(results) for column in columns))


def _best(results: Sequence[Rouge]) -> Rouge:
    return max(results, key=lambda result: sum(result.as_tuple()))


def _row(
    name: str, theirs: Sequence[Rouge], ours: Sequence[Rouge], words: Sequence[float]
) -> StoryRow:
    pairs = zip(
        zip(*(one.as_tuple() for one in ours), strict=True),
        zip(*(one.as_tuple() for one in theirs), strict=True),
        strict=True,
    )
    first, second, third = (bootstrap(mine, other) for mine, other in pairs)
    return StoryRow(name, _mean(theirs), sum(words) / len(words), (first, second, third))
