"""The weights of the lead's evidence are learnt from what editors told."""

from __future__ import annotations

import tomllib

import numpy as np

from bot.lab.summaries.lead_training import Choice, Told, as_toml, choices, fitted
from summarizers.lead.evidence import FURTHER, OPENING
from summarizers.text.sentences import parse

TEXT = """The lamps along the quay were lit early on that evening.

The Halden bridge was closed on Friday because cracks had been found in two of its pillars.

Drivers must go around the fjord until the pillars are mended, which takes a year.

The council of Halden will pay 4 million crowns for the repair."""


def test_an_article_gives_a_choice_of_an_opening_and_one_of_a_further_bullet() -> None:
    article = parse(TEXT, "Halden bridge closed", "en")
    told = Told(article, ("The Halden bridge was closed on Friday.", "Drivers must go around."))
    (opening,), (further,) = choices([told])
    assert opening.rows.shape == (3, len(OPENING))
    assert further.rows.shape == (2, len(FURTHER))
    assert opening.rewards.argmax() == 1


def test_an_article_of_one_sentence_leaves_no_choice() -> None:
    assert choices([Told(parse("The bridge is closed.", "", "en"), ("Bridge closed.",))]) == (
        [],
        [],
    )


def test_what_goes_with_the_reward_gets_weight_and_noise_gets_little() -> None:
    random = np.random.default_rng(1)
    found = list[Choice]()
    for _ in range(200):
        rows = random.normal(size=(5, 2))
        found.append(Choice(rows, 0.5 + 0.1 * rows[:, 0], 1.0))
    weights = fitted(found, 0.08)
    assert weights[0] > 0.5
    assert abs(weights[1]) < 0.2


def test_the_model_is_written_as_the_product_reads_it() -> None:
    text = as_toml(np.arange(len(OPENING)) / 4, np.ones(len(FURTHER)), (0.3, 0.5))
    table = tomllib.loads(text)
    assert table["opening"]["later"] == 0.25
    assert table["further"]["margin"] == 0.5
    assert set(table["further"]) == {"margin", *FURTHER}
