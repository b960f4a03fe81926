"""What the training command prints: how well stages and bullets do on articles not fitted on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.lab.summaries import evaluation
from bot.lab.summaries.examples import Example
from summarizers.arrays import Floats
from summarizers.document import Bullet


def report(name: str, targets: Sequence[Floats], margins: Sequence[Floats]) -> None:
    """One line on a stage: what it said of each example's rows beside the truth."""
    truth, said = np.concatenate(targets), np.concatenate(margins)
    if name == "length":
        line = f"r {np.corrcoef(truth, said)[0, 1]:.3f}"
    else:
        ranks = np.argsort(np.argsort(said))[truth > 0.5]
        area = (ranks.mean() - (ranks.size - 1) / 2) / (truth.size - ranks.size)
        line = f"area under the curve {area:.4f}, base rate {truth.mean():.3f}"
    print(f"{name}: {truth.size} rows, {line}", flush=True)


def show(group: str, made: Sequence[tuple[Example, list[Bullet]]]) -> None:
    """ROUGE F1 (in per cent) of three bullets beside Lead-3, and the bullets' faults."""
    faults = evaluation.Hygiene()
    for example, bullets in made:
        faults += evaluation.hygiene_of(bullets, example.document)
    print(f"{group}: {len(made)} articles, {faults}")
    ours = [_scores(bullets, example) for example, bullets in made]
    lead = [_scores(evaluation.lead(example.document), example) for example, _ in made]
    for place, name in enumerate(("R1", "R2", "Lsum")):
        mine, theirs = [row[place] for row in ours], [row[place] for row in lead]
        gain = evaluation.bootstrap(mine, theirs)
        print(
            f"  {name:4} {100 * np.mean(mine):.2f}, lead {100 * np.mean(theirs):.2f},"
            f" {100 * gain.mean:+.2f} ({100 * gain.low:+.2f} to {100 * gain.high:+.2f})"
        )


def _scores(made: Sequence[Bullet], example: Example) -> tuple[float, float, float]:
    return evaluation.rouge([bullet.text for bullet in made], [example.reference]).as_tuple()
