"""The only bullet of an article, with what answers it: a claim and its denial are one bullet then.

Of several bullets the second may be "He denies it."; of one, the reader would be told the claim
alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizers.lead.draft import Draft, Fit
from summarizers.lead.reasons import LeadReason

MAX_JOINED = 480
"""Characters of a bullet that holds a sentence and its answer."""
DENIAL_REACH = 5
"""Sentences behind the opening in which its denial is looked for."""


def denials(draft: Draft, fit: Sequence[Fit]) -> Iterator[Fit]:
    """The sentences some way behind the opening which tell that somebody denies what it tells."""
    if draft.chosen:
        reach = range(draft.chosen[0] + 1, draft.chosen[0] + DENIAL_REACH + 1)
        yield from (one for one in fit if one.index in reach and draft.denies(one))


def join_answers(draft: Draft, fit: Sequence[Fit]) -> None:
    """Join to the only bullet what answers it right behind it, then a denial further on."""
    last = draft.chosen[0]
    for one in fit:
        if one.index == last + 1 and draft.answers(one) and not one.personal:
            if not _join(draft, one):
                break
            last = one.index
    for one in denials(draft, fit):
        if one.index > last and _join(draft, one):
            break


def _join(draft: Draft, one: Fit) -> bool:
    """Join a sentence to the only bullet, if there is room."""
    opening = draft.chosen[0]
    told = draft.verdicts[opening]
    text = f"{told.text} {one.text}"
    if len(text) > MAX_JOINED:
        return False
    draft.verdicts[opening] = replace(told, text=text, cut=told.cut + one.cut, last=one.index)
    draft.refuse(one, LeadReason.JOINED)
    return True
