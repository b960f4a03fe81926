"""The bench of pages: both readers on one set, and exact facts counted."""

from __future__ import annotations

import pytest

from bot.lab.bench.pages import Tally, library_text, pages
from tests.ingest.pages.test_reader import STORY, page

HTML = page(*STORY)
TRUTH = "\n\n".join(STORY)


def test_both_readers_are_scored_on_the_same_pages(capsys: pytest.CaptureFixture[str]) -> None:
    ticks: list[None] = []
    figures = pages([{"html": HTML, "truth_text": TRUTH}] * 2, "set", lambda: ticks.append(None))
    assert figures.keys() == {"précis", "trafilatura"}
    assert figures["précis"] == pytest.approx(100.0)
    assert len(ticks) == 2
    assert [line.split()[:2] for line in capsys.readouterr().out.splitlines()] == [
        ["set", "précis"],
        ["set", "trafilatura"],
    ]


def test_a_wrong_text_scores_nothing() -> None:
    row = {"html": HTML, "truth_text": "Entirely other words stand here, and not one of ours."}
    assert pages([row], "set", lambda: None)["précis"] == 0.0


def test_the_library_gives_its_text_or_an_empty_one() -> None:
    assert STORY[0] in library_text(HTML)
    assert library_text("<html></html>") == ""


def test_facts_are_right_to_the_letter_or_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    tally = Tally()
    tally.add("title", "Bridge  Closed", {"ours": "bridge closed", "theirs": "Bridge"})
    tally.add("title", "Ferry", {"ours": "Ferry", "theirs": "Ferry"})
    tally.add("title", "", {"ours": "x", "theirs": "x"})  # nobody knows it: not counted
    tally.show()
    assert capsys.readouterr().out.split() == [
        *("metadata", "title", "ours", "1.000", "theirs", "0.500", "(2", "pages)"),
    ]
