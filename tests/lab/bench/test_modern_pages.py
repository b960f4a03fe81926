"""Scenarios of the table of modern pages: figures for every system, from pages made here."""

from bot.lab.bench.modern_pages import modern_pages

TEXT = (
    "The ferry to Osterholm runs again from Monday, the shipping company said on Friday.\n"
    "Its engine had failed in March in the middle of the sound, with ninety people on board."
)


def test_a_page_that_is_read_whole_scores_full_and_is_counted(capsys):
    body = "".join(f"<p>{row}</p>" for row in TEXT.split("\n"))
    row = {
        "html": f"<html><head><title>Ferry runs again</title></head><body><article>"
        f"<h1>Ferry runs again</h1>{body}</article></body></html>",
        "url": "https://post.example/2026/03/04/ferry",
        "truth_text": TEXT, "title": "Ferry runs again", "author": "", "date": "2026-03-04",
        "with": ["failed in March"], "without": ["All rights reserved"],
    }  # fmt: skip
    ticks = list[int]()
    figures = modern_pages([row], lambda: ticks.append(1))
    assert figures["précis"] == 100.0 and set(figures) == {
        "précis", "trafilatura fast", "trafilatura full",
    }  # fmt: skip
    told = capsys.readouterr().out
    assert ticks == [1] and "belong 1.000" in told and "foreign 0.000" in told
    assert "title        précis 1.000 (1)" in told and "date         précis 1.000 (1)" in told
