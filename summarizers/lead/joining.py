"""The only bullet of an article, with what answers it: a claim and its denial are one bullet then.

Of several bullets the second may be "He denies it."; of one, the reader would be told the claim
alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizers.lead.answers import is_claim
from summarizers.lead.draft import Draft, Fit
from summarizers.lead.reasons import LeadReason

MAX_JOINED = 480
"""Characters of a bullet that holds a sentence and its answer."""
DENIAL_REACH, CLAIM_REACH = 5, 10
"""Sentences behind the opening in which its denial is looked for; where it is a claim."""


def denials(draft: Draft, fit: Sequence[Fit]) -> Iterator[Fit]:
    """The sentences some way behind the opening which tell that somebody denies what it tells."""
    if draft.chosen:
        opening = draft.chosen[0]
        claim = is_claim(draft.verdicts[opening].text, draft.document.language)
        reach = range(opening + 1, opening + (CLAIM_REACH if claim else DENIAL_REACH) + 1)
        yield from (one for one in fit if one.index in reach and draft.denies(one))


def join_answers(draft: Draft, fit: Sequence[Fit], count: int) -> None:
    """Join what answers the opening to it, where it found no place among `count` bullets: what
    stands right behind it and its answers, and, to the only bullet, a denial further on."""
    if not draft.chosen:
        return
    onto = last = draft.chosen[0]
    while last + 1 in draft.chosen:
        onto = last = last + 1
    for one in fit:
        if one.index == last + 1 and draft.answers(one) and not one.personal:
            if not _join(draft, onto, one):
                break
            last = one.index
    if count == 1:
        for one in denials(draft, fit):
            if one.index > last and _join(draft, onto, one):
                break


def _join(draft: Draft, onto: int, one: Fit) -> bool:
    """Join a sentence to the bullet of the sentence at `onto`, if there is room."""
    told = draft.verdicts[onto]
    text = f"{told.text} {one.text}"
    if len(text) > MAX_JOINED:
        return False
    draft.verdicts[onto] = replace(told, text=text, cut=told.cut + one.cut, ends=one.index)
    draft.refuse(one, LeadReason.JOINED)
    return True
