"""Train the block model: `python -m bot.lab.pages.training FOLDER [--folds 4]`.

FOLDER holds `scrapinghub`, `daniel_multilingual`, `trafilatura`, `readability_pages` and `wcxb`,
each as `NAME.dev.jsonl.gz` with `html` and the text that a person marked as the article. Pages of
one host are never in training and test at once. Needs LightGBM, which nothing else of the project
does: `pip install lightgbm` into an environment of its own. Writes `data/block_model.npz`.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import bot.ingest
from bot.ingest.pages import selection
from bot.ingest.pages.blocks import features
from bot.ingest.pages.blocks.model import BlockForest
from bot.lab.pages import evaluation
from bot.lab.pages.training_data import SETS, PageSample, load, rows_of

if TYPE_CHECKING:
    from bot.ingest.pages.blocks.features import Floats

SET_WEIGHTS = {
    "scrapinghub": 10.0,
    "daniel_multilingual": 3.0,
    "trafilatura": 4.0,
    "readability_pages": 2.0,
    "wcxb": 5.0,
}
"""How much a page of each set counts."""

PARAMETERS = {
    "objective": "binary",
    "num_leaves": 12,
    "learning_rate": 0.1,
    "min_data_in_leaf": 60,
    "lambda_l2": 2,
    "feature_fraction_bynode": 0.4,
    "max_bin": 63,
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
}
ROUNDS = 140
SEEDS = (1, 2)


def fit(samples: Sequence[PageSample], voted: bool, seeds: Sequence[int] = SEEDS) -> BlockForest:
    """A forest trained on these pages; `voted` adds the columns of trafilatura's choice."""
    lightgbm: Any = importlib.import_module("lightgbm")
    rows, labels, weights = rows_of(samples, SET_WEIGHTS, voted)
    boosters = []
    for seed in seeds:
        data = lightgbm.Dataset(rows, labels, weight=weights, params={"verbose": -1, "max_bin": 63})
        boosters.append(lightgbm.train({**PARAMETERS, "seed": seed}, data, ROUNDS))
    return _as_arrays(boosters)


def _as_arrays(boosters: Sequence[Any]) -> BlockForest:
    """Boosters as one forest of arrays; see `block_model.Forest` for their meaning."""
    trees = [
        _flattened(tree["tree_structure"])
        for booster in boosters
        for tree in booster.dump_model()["tree_info"]
    ]
    splits = max(len(tree[0]) for tree in trees)
    leaves = max(len(tree[3]) for tree in trees)
    feature = np.zeros((len(trees), splits), np.int16)
    threshold = np.full((len(trees), splits), np.inf, np.float32)
    mask = np.full((len(trees), splits), 0xFFFF, np.uint16)
    leaf = np.zeros((len(trees), leaves), np.float32)
    for index, (columns, limits, masks, values) in enumerate(trees):
        feature[index, : len(columns)] = columns
        threshold[index, : len(limits)] = [_below(limit) for limit in limits]
        mask[index, : len(masks)] = masks
        leaf[index, : len(values)] = values
    return BlockForest(feature, threshold, mask, leaf, float(len(boosters)))


def _below(limit: float) -> np.float32:
    """The largest float32 that is not above a limit, so that comparing float32 changes nothing."""
    near = np.float32(limit)
    return near if float(near) <= limit else np.nextafter(near, np.float32(-np.inf))


def _flattened(root: dict[str, Any]) -> tuple[list[int], list[float], list[int], list[float]]:
    """One tree as columns, limits, masks and leaf values, leaves numbered from left to right."""
    columns: list[int] = []
    limits: list[float] = []
    masks: list[int] = []
    values: list[float] = []

    def walk(node: dict[str, Any]) -> None:
        if "split_feature" not in node:
            values.append(node["leaf_value"])
            return
        place = len(columns)
        columns.append(node["split_feature"])
        limits.append(node["threshold"])
        masks.append(0)
        first = len(values)
        walk(node["left_child"])
        masks[place] = 0xFFFF & ~((1 << len(values)) - (1 << first))
        walk(node["right_child"])

    walk(root)
    return columns, limits, masks, values


def fit_both(samples: Sequence[PageSample]) -> dict[str, BlockForest]:
    """The two forests that ship: one sees the page alone, one trafilatura's choice too."""
    return {"alone": fit(samples, False), "voted": fit(samples, True)}


def _chances(forest: BlockForest, sample: PageSample, voted: bool) -> Floats:
    rows = np.hstack([sample.rows, sample.votes]) if voted else sample.rows
    return forest.probabilities(rows)


def read_by(forests: dict[str, BlockForest], sample: PageSample, mode: str) -> tuple[str, bool]:
    """A page's text by "alone", "voted" or "cascade", and whether votes were asked for."""
    chances = _chances(forests["alone"], sample, False)
    unsure = selection.confidence(sample.layout, chances) < selection.SURE
    asked = mode == "voted" or (mode == "cascade" and unsure)
    headlines = features.headline_blocks(sample.layout, sample.hints)
    lines = selection.chosen_lines(sample.layout, headlines, chances)
    if asked:
        chances = _chances(forests["voted"], sample, True)
        voted = selection.chosen_lines(sample.layout, headlines, chances)
        chosen = sample.chosen.split("\n")
        lines = selection.likelier(lines, voted, chosen) if mode == "cascade" else voted
    if sum(map(len, lines)) < 100 and len(sample.chosen) > 2 * sum(map(len, lines)):
        return sample.chosen, True
    return "\n".join(lines), asked


def fold_of(sample: PageSample, folds: int) -> int:
    """Which fold a page's host is in."""
    return zlib.crc32(sample.host.encode()) % folds


def crossvalidate(samples: Sequence[PageSample], folds: int) -> None:
    """Print what the model reaches on hosts that it has not seen, beside trafilatura."""
    texts: dict[str, list[tuple[PageSample, str]]] = {
        "trafilatura": [(s, s.chosen) for s in samples]
    }
    asked = []
    for fold in range(folds):
        forests = fit_both([s for s in samples if fold_of(s, folds) != fold])
        for sample in (s for s in samples if fold_of(s, folds) == fold):
            for mode in ("alone", "voted", "cascade"):
                text, costly = read_by(forests, sample, mode)
                texts.setdefault(mode, []).append((sample, text))
                if mode == "cascade":
                    asked.append(costly)
    for name, read in texts.items():
        print(f"{name:12} {_figures(read)}")
    print(f"cascade asked for votes on {sum(asked) / max(1, len(asked)):.0%} of the pages")


def _figures(read: list[tuple[PageSample, str]]) -> str:
    """F1 by set and, where pages state one, by language."""
    groups: dict[str, list[tuple[PageSample, str]]] = {}
    for sample, text in read:
        for name in (sample.name, f" {sample.language}") if sample.language else (sample.name,):
            groups.setdefault(name, []).append((sample, text))
    parts = []
    for name, pairs in groups.items():
        if name == "trafilatura":
            rows = [(s.belong, s.foreign, text) for s, text in pairs]
            score = evaluation.score_segments(rows)
        else:
            score = evaluation.score_texts((s.truth, text) for s, text in pairs)
        parts.append(f"{name} {score.f1:.4f} ({score.precision:.3f}/{score.recall:.3f})")
    return "  ".join(parts)


def save(forests: dict[str, BlockForest], path: Path) -> None:
    """Write the forests with the names of the columns that they were trained on."""
    arrays: dict[str, Any] = {"columns": np.array(features.feature_names())}
    for name, forest in forests.items():
        for part in ("feature", "threshold", "mask", "leaf"):
            arrays[f"{name}_{part}"] = getattr(forest, part)
        arrays[f"{name}_share"] = np.float32(forest.share)
    np.savez_compressed(path, **arrays)


def main(arguments: Sequence[str] | None = None) -> int:
    """Cross-validate (with `--folds`), train on everything, write the model. Exit status 0."""
    parser = argparse.ArgumentParser(prog="python -m bot.lab.pages.training")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument(
        "--out", type=Path, default=Path(bot.ingest.__file__).parent / "data" / "block_model.npz"
    )
    given = parser.parse_args(arguments)
    samples = [sample for name in SETS for sample in load(given.folder, name)]
    print(f"{len(samples)} pages", file=sys.stderr)
    if given.folds:
        crossvalidate(samples, given.folds)
    save(fit_both(samples), given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
