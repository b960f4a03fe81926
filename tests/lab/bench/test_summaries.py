"""The columns of the bench of bullets."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from bot.lab.bench.summaries import LEDE, by_lede, columns, run_set
from summarizers.sumy.methods import METHODS
from summarizers.text.sentences import parse

TEXT = """The road bridge of Halden was closed on Friday because engineers found cracks in it.

The repair of the bridge will take a year, the county said.

A ferry goes every hour until then."""


def test_the_columns_are_ours_the_lead_rivals_and_the_oracle() -> None:
    assert columns(quick=True)[:2] == ["news", "lead-3"]
    assert columns(quick=False)[-1] == "oracle"
    assert set(METHODS) <= set(columns(quick=False))
    assert (LEDE in columns(quick=True)) is (find_spec(LEDE) is not None)


def test_every_column_is_measured_on_every_row() -> None:
    row = {"text": TEXT, "summary": ["Cracks close the bridge of Halden."], "lang": "en"}
    ticks = list[int]()
    found = run_set([row], ["news", "lead-3", "oracle"], lambda: ticks.append(1))
    assert len(ticks) == 1
    assert all(len(system.scores) == 1 for system in found.values())
    assert found["oracle"].mean(0) >= found["lead-3"].mean(0) > 0


@pytest.mark.skipif(find_spec(LEDE) is None, reason="the package lede is not installed")
def test_lede_gives_sentences_of_the_text() -> None:
    made = by_lede(parse(TEXT, "", "en"), 120)
    assert made
    assert all(TEXT[one.start : one.end] == one.text for one in made)
