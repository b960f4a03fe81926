"""Train the ranker: `python -m bot.lab.summaries.training ../shared/data` writes `news_model.npz`.

Articles with editors' highlights (the development half of the CNN/DailyMail sets) are cut into
five parts by their ids. Every stage is fitted five times, each time on four parts, and what it
says of the fifth feeds the next stage, so that no stage sees figures that are better than life;
the figures printed at the end are of such articles too. What is shipped is fitted on all.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import summarizers
from bot.lab.summaries.boosting import BoostingOptions, train_forest
from bot.lab.summaries.descent import TrainingSchedule, train_network
from bot.lab.summaries.examples import FOLDS, Example, load, taken_table, word_table
from bot.lab.summaries.training_report import report, show
from summarizers.arrays import Floats
from summarizers.ranker import bigrams, features
from summarizers.ranker.counts import count
from summarizers.ranker.forest import Forest, probability
from summarizers.ranker.lexicon import Lexicon, neutral, table
from summarizers.ranker.method import choose_from
from summarizers.ranker.model import FILE, column_names
from summarizers.ranker.network import Network
from summarizers.ranker.scoring import MAX_LENGTH_TOKENS, MIN_LENGTH_TOKENS, Scored, bodies
from summarizers.ranker.tokenized import read

LENGTH = BoostingOptions(trees=120, depth=1, logistic=False, least=40, rows=0.7)
SETTINGS: dict[str, dict[str, BoostingOptions | TrainingSchedule]] = {
    "en": {
        "length": LENGTH,
        "sentence": BoostingOptions(trees=150, depth=2, rate=0.08),
        "word": TrainingSchedule(),
        "pair": TrainingSchedule(),
    },
    "any": {
        "length": LENGTH,
        "sentence": BoostingOptions(trees=80, depth=2, rate=0.12, rows=0.4),
        "word": TrainingSchedule(),
        "pair": TrainingSchedule(),
    },
}


@dataclass(slots=True)
class TrainingRow:
    """An example on its way through the stages: what the earlier ones said of it."""

    example: Example
    scored: Scored
    columns: dict[str, Floats] = field(default_factory=dict)


def train(
    examples: Sequence[Example],
    lexicons: Sequence[Lexicon],
    settings: Mapping[str, BoostingOptions | TrainingSchedule],
) -> tuple[list[TrainingRow], Fitted]:
    """All stages in order; the rows carry what each says of articles it was not fitted on.

    `lexicons` has one a fold, made without it; `settings` are by stage.
    """
    rows = [_row(example, lexicons[example.fold]) for example in examples]
    fitted: Fitted = {}
    for name, columns, target, keep in _STAGES:
        for row in rows:
            row.columns[name] = columns(row.scored)
        fitted[name], margins = cross_fit(
            [row.columns[name] for row in rows],
            [target(row) for row in rows],
            [row.example.fold for row in rows],
            settings[name],
        )
        for row, margin in zip(rows, margins, strict=True):
            row.scored = keep(row.scored, margin)
        report(name, [target(row) for row in rows], margins)
    return rows, fitted


Fitted = dict[str, Forest | Network]


def cross_fit(
    columns: Sequence[Floats],
    targets: Sequence[Floats],
    folds: Sequence[int],
    settings: BoostingOptions | TrainingSchedule,
) -> tuple[Forest | Network, list[Floats]]:
    """A model fitted on all, and for each example what one fitted without its fold says."""

    def fit(which: Sequence[int]) -> Forest | Network:
        table = np.concatenate([columns[i] for i in which], axis=1)
        target = np.concatenate([targets[i] for i in which])
        if isinstance(settings, TrainingSchedule):
            return train_network(table, target, settings)
        return train_forest(table, target, settings)

    margins: list[Floats] = [np.zeros(0)] * len(folds)
    for fold in range(FOLDS):
        model = fit([i for i, mine in enumerate(folds) if mine != fold])
        for i, mine in enumerate(folds):
            if mine == fold:
                margins[i] = model.predict(columns[i])
    return fit(range(len(folds))), margins


def _row(example: Example, lexicon: Lexicon) -> TrainingRow:
    article = read(example.document, bodies(example.document), lexicon)
    empty = np.zeros(0, dtype=np.float32)
    counts, found = count(article), bigrams.find(article)
    return TrainingRow(example, Scored(article, counts, found, empty, empty, empty, 0.0))


def _length_columns(scored: Scored) -> Floats:
    return features.length_columns(scored.article, scored.counts)


def _sentence_columns(scored: Scored) -> Floats:
    return features.sentence_columns(scored.article, scored.counts)


def _word_columns(scored: Scored) -> Floats:
    return features.word_columns(scored.article, scored.counts, scored.sentences, scored.length)


def _pair_columns(scored: Scored) -> Floats:
    return bigrams.pair_columns(
        scored.article, scored.counts, scored.bigrams, scored.words, scored.sentences, scored.length
    )


def _keep_length(scored: Scored, margin: Floats) -> Scored:
    return replace(scored, length=min(max(float(margin[0]), MIN_LENGTH_TOKENS), MAX_LENGTH_TOKENS))


def _keep_sentences(scored: Scored, margin: Floats) -> Scored:
    return replace(scored, sentences=margin)


def _keep_words(scored: Scored, margin: Floats) -> Scored:
    return replace(scored, words=probability(margin))


def _keep_links(scored: Scored, margin: Floats) -> Scored:
    return replace(scored, links=probability(margin))


def _length_target(row: TrainingRow) -> Floats:
    return np.array([min(row.example.size, 90)], dtype=np.float32)


def _sentence_target(row: TrainingRow) -> Floats:
    return row.example.oracle(row.scored.article)


def _word_target(row: TrainingRow) -> Floats:
    words = row.example.words
    return np.array([word in words for word in row.scored.article.words], dtype=np.float32)


def _pair_target(row: TrainingRow) -> Floats:
    found, words = row.scored.bigrams, list(row.scored.article.words)
    named = ((words[a], words[b]) for a, b in zip(found.left, found.right, strict=True))
    return np.array([pair in row.example.pairs for pair in named], dtype=np.float32)


Stage = tuple[
    str,
    Callable[[Scored], Floats],
    Callable[[TrainingRow], Floats],
    Callable[[Scored, Floats], Scored],
]
_STAGES: tuple[Stage, ...] = (
    ("length", _length_columns, _length_target, _keep_length),
    ("sentence", _sentence_columns, _sentence_target, _keep_sentences),
    ("word", _word_columns, _word_target, _keep_words),
    ("pair", _pair_columns, _pair_target, _keep_links),
)


def _show(kind: str, examples: Sequence[Example], scored: Sequence[Scored]) -> None:
    made = [
        (example, choose_from(said, example.document, 3))
        for example, said in zip(examples, scored, strict=True)
    ]
    show(f"{kind}, random sample", [pair for pair in made if pair[0].random])
    show(f"{kind}, CNN", [pair for pair in made if pair[0].cnn])


def _lexicons(
    data: Path, examples: Sequence[Example]
) -> tuple[list[Lexicon], dict[str, NDArray[Any]]]:
    """One for each fold, made without its references; and the one made with all, for the file."""
    words, rarity = word_table(data, examples)
    stops = neutral("en").stops
    found = []
    for fold in range(FOLDS + 1):
        others = [example for example in examples if example.fold != fold]
        taken, mean = taken_table(others, words)
        found.append(Lexicon("en", stops, mean, table(words, rarity, taken)))
    return found[:FOLDS], {
        "words": np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        "rarity": rarity.astype(np.float16),
        "taken": taken.astype(np.float16),
        "mean": np.array(mean),
    }


def _trial(settings: BoostingOptions | TrainingSchedule) -> BoostingOptions | TrainingSchedule:
    """The same with a couple of steps, to see that all works."""
    if isinstance(settings, TrainingSchedule):
        return replace(settings, rounds=1)
    return replace(settings, trees=2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train both models from the folder named and write the file; 0 when done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder that holds summarisation/*.jsonl.gz")
    parser.add_argument(
        "--out", type=Path, default=Path(summarizers.__file__).parent / "data" / FILE
    )
    parser.add_argument("--trial", action="store_true", help="a couple of steps, for a trial")
    options = parser.parse_args(arguments)
    examples = load(options.data)
    lexicons, arrays = _lexicons(options.data, examples)
    blank = Lexicon("en", lexicons[0].stops)
    for kind, tables in (("any", [blank] * FOLDS), ("en", lexicons)):
        settings = SETTINGS[kind]
        if options.trial:
            settings = {name: _trial(stage) for name, stage in settings.items()}
        rows, fitted = train(examples, tables, settings)
        for name, model in fitted.items():
            arrays |= model.to_arrays(f"{kind}.{name}")
        _show(kind, examples, [row.scored for row in rows])
    arrays |= {f"columns.{stage}": np.array(names) for stage, names in column_names().items()}
    with options.out.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
    return 0


if __name__ == "__main__":
    sys.exit(main())
