"""Trains `summarizers/data/lead_model.toml`: which sentence tells what an editor told.

Each article has its editor's own short version: the standfirst of a page, the highlights of a news
article. For the opening, the sentences compete in ROUGE-1 with the first sentence of it; further
ones in the ROUGE that they bring beside the opening. A conditional logit (McFadden, 1974) is fitted
to the shares exp(ROUGE / temperature) by Adam, with an L2 penalty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.lab.summaries.rouge import rouge
from summarizers.document import Document
from summarizers.facts.statements import statement
from summarizers.lead.draft import Draft
from summarizers.lead.evidence import FURTHER, OPENING, Evidence
from summarizers.lead.fit import find_fit
from summarizers.lead.openings import opening_places
from summarizers.lead.reasons import LeadReason
from summarizers.text.language import with_language

Array = NDArray[np.float64]
Places = NDArray[np.intp]
TEMPERATURE, FURTHER_TEMPERATURE, PENALTY = 0.08, 0.03, 2e-3
STEPS, RATE = 600, 0.03
LOOKED_AT = 16


@dataclass(frozen=True, slots=True)
class Told:
    """An article, and what its editor told of it: at least one sentence; how much it counts."""

    document: Document
    summary: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The features of sentences among which one is chosen, a row each, and the reward of each."""

    rows: Array
    rewards: Array
    weight: float


def choices(articles: Iterable[Told]) -> tuple[list[Choice], list[Choice]]:
    """(the choices of an opening, those of a further bullet behind the best opening)."""
    openings, further = list[Choice](), list[Choice]()
    for told in articles:
        document = with_language(told.document)
        draft = Draft(document, statement(document.title, document.language), document.title)
        fit = find_fit(draft, LOOKED_AT)
        evidence = Evidence(document, draft.guide, fit)
        places = opening_places(draft, fit)
        if len(places) < 2:
            continue
        gains = np.array([rouge([fit[p].text], [told.summary[:1]]).r1 for p in places])
        rows = np.array([evidence.row(p) for p in places])
        openings.append(Choice(rows, gains, told.weight))
        first = places[int(gains.argmax())]
        draft.take(fit[first], LeadReason.LEAD)
        left = [p for p, one in enumerate(fit) if p != first and draft.refusal(one) is None]
        if len(left) > 1:
            pairs = ([fit[first].text, fit[p].text] for p in left)
            gained = [sum(rouge(pair, [told.summary]).as_tuple()) / 3 for pair in pairs]
            beside = np.array([evidence.further_row(p, draft) for p in left])
            further.append(Choice(beside, np.array(gained), told.weight))
    return openings, further


def fitted(found: Sequence[Choice], temperature: float) -> Array:
    """The weights of the conditional logit, one a feature."""
    rows = np.vstack([choice.rows for choice in found])
    sizes = np.array([len(choice.rewards) for choice in found])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp)
    owner = np.repeat(np.arange(len(found)), sizes)
    weight = np.array([choice.weight for choice in found])
    scale = rows.std(axis=0) + 1e-6
    scaled = (rows - rows.mean(axis=0)) / scale
    wished = _shares(
        np.concatenate([choice.rewards for choice in found]) / temperature, starts, owner
    )
    weights, mean, square = np.zeros((3, rows.shape[1]))
    for _ in range(STEPS):
        wrong = (_shares(scaled @ weights, starts, owner) - wished) * weight[owner]
        slope = scaled.T @ wrong / weight.sum() + PENALTY * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights = weights - RATE * mean / (np.sqrt(square) + 1e-8)
    fit: Array = weights / scale
    return fit


def _shares(values: Array, starts: Places, owner: Places) -> Array:
    """The softmax of the values within each choice."""
    powers = np.exp(values - np.maximum.reduceat(values, starts)[owner])
    shares: Array = powers / np.add.reduceat(powers, starts)[owner]
    return shares


def as_toml(opening: Array, further: Array, margins: tuple[float, float]) -> str:
    """The model as `lead_model.toml` has it."""
    lines = [
        "# Made by bot.lab.summaries.lead_training; the features: summarizers/lead/evidence.py."
    ]
    parts = (("opening", OPENING, opening), ("further", FURTHER, further))
    for (name, features, weights), margin in zip(parts, margins, strict=True):
        lines += ["", f"[{name}]", f"margin = {margin}"]
        lines += [
            f"{feature} = {value:.2f}" for feature, value in zip(features, weights, strict=True)
        ]
    return "\n".join(lines) + "\n"
