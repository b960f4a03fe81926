"""Which articles are near-verbatim copies of the newest one: the same text, not the same form.

A horoscope, a weather report or quarterly results fill one form with other names, days and
figures; however many words they share, neither is a reprint of the other.
"""

from __future__ import annotations

import numpy as np

from bot.core.stories import contradiction
from bot.core.stories.neighbours import NeighbourTable
from bot.core.stories.reprints import containment
from bot.core.stories.signals import number_agreement

SAME_TEXT = 0.5  # share of the shorter text's shingles
SAME_NUMBERS = 0.5  # share of the first numbers of the one that has fewer


def reprints(table: NeighbourTable) -> list[int]:
    """The ids of articles that the last one of the table makes reprints: itself, where one that
    came out before reads near-verbatim the same, and those that came out after it."""
    last = np.array([table.end - 1 - table.first])
    near = table.column("near")[last[0]]
    rows = near[near >= table.first].astype(np.int64) - table.first
    mine, theirs = (
        table.rows((*contradiction.READ, "sketch", "numbers"), at) for at in (last, rows)
    )
    shares = [containment(mine["sketch"][0], one) for one in theirs["sketch"]]
    same = np.array(shares, dtype=float) >= SAME_TEXT
    same &= ~contradiction.contradictions(mine, theirs)[0]
    counted = (theirs["numbers"] != 0).any(axis=1) & mine["numbers"].any()
    same &= ~counted | (number_agreement(mine["numbers"][0], theirs["numbers"]) >= SAME_NUMBERS)
    ids, days = table.column("id"), table.column("day")
    later = (days[rows] > days[last])[same]
    found: list[int] = ids[rows][same][later].tolist()
    return found if later.all() else [*found, int(ids[-1])]
