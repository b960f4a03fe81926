"""Which story an article tells that is not taken into the index itself.

What a reader's own feed brings joins the stories that the bundled feeds tell, and changes nothing
of them: it is looked at, and not taken in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.core.stories import contradiction
from bot.core.stories.clustering import Floats, Ints
from bot.core.stories.copies import SAME_TEXT
from bot.core.stories.neighbours import CROWD, HIGHEST_DATED, SPARED, NeighbourTable
from bot.core.stories.reprints import Sketch, containment


@dataclass(frozen=True, slots=True)
class Kin:
    """An article of the index that resembles another one: by how much the two are above their
    levels (`bot.core.stories.neighbours`), and whether they read near-verbatim the same."""

    id: int
    story: int
    surplus: float
    same_text: bool


def kin(
    table: NeighbourTable,
    near: tuple[Ints, Floats],
    least: float,
    own_sketch: Sketch,
    particulars: Mapping[str, Any],
) -> list[Kin]:
    """The articles near one that is outside of the table, `near` with their similarity in falling
    order; `least` is its lowest level. Those that contradict it are left out."""
    positions, likeness = near
    crowd = np.pad(likeness, (0, SPARED + CROWD))[SPARED : SPARED + CROWD].mean()
    level = max(min(float(crowd), HIGHEST_DATED), least)
    surplus = likeness - (level + table.levels(positions)) / 2
    rows = positions - table.first
    told = {name: np.asarray(value)[None] for name, value in particulars.items()}
    theirs = table.rows((*contradiction.READ, "id", "story", "sketch"), rows)
    fits = ~contradiction.contradictions(told, theirs)[0]
    return [
        Kin(
            int(theirs["id"][at]),
            int(theirs["story"][at]),
            float(surplus[at]),
            containment(own_sketch, theirs["sketch"][at]) >= SAME_TEXT,
        )
        for at in np.flatnonzero(fits & (surplus > 0)).tolist()
    ]


def story_among(found: Iterable[Kin], least: float) -> int | None:
    """The story that an article with these kin tells: the one with the highest mean, if that is at
    least this."""
    stories = defaultdict[int, list[float]](list)
    for one in found:
        stories[one.story].append(one.surplus)
    means = {story: sum(values) / len(values) for story, values in stories.items()}
    best = max(means, key=lambda story: (means[story], -story), default=None)
    return best if best is not None and means[best] >= least else None
