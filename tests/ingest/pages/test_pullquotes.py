"""Scenarios of pull quotes: in the text, never a bullet."""

from __future__ import annotations

import pytest

from bot.ingest.pages.pullquotes import without_pull_quotes
from bot.ingest.pages.reader import read_page
from bot.ingest.workers.jobs import read_article

PROSE = (
    "The ferry to Osterholm runs again from Monday, the shipping company said after the last test.",
    "“Nobody here believed in it any more, not even my dog,” said Ada Brandt, who keeps the shop.",
    "Divers took three weeks to free the propeller, which had caught an anchor chain of 1911.",
    "A second ferry is to be bought next year, the mayor promised, if the province pays for half.",
)
SAID = "Nobody here believed in it any more, not even my dog"
OTHER = "“We were an island of tinned peas, and each of us knew it by heart.”"


def page(inset: str) -> str:
    rows = [f"<p>{text}</p>" for text in PROSE]
    body = "".join([*rows[:2], inset, *rows[2:]])
    return f"<html><body><article><h1>Ferry runs again</h1>{body}</article></body></html>"


@pytest.mark.parametrize(
    ("inset", "quote"),
    [
        (f"<p><big>{SAID}</big></p>", SAID),  # told by its words alone
        (f"<figure class='wp-block-pullquote'><blockquote><p>{OTHER}</p></blockquote></figure>", OTHER),
        (f"<aside class='zitat'><p>{OTHER}</p></aside>", OTHER),
    ],
)  # fmt: skip
def test_a_pull_quote_stays_in_the_text_and_is_no_bullet(inset: str, quote: str) -> None:
    assert quote in read_page(page(inset)).text.split("\n\n")
    reading = read_article(page(inset))
    assert reading.page.pull_quotes == (quote,)
    start = reading.page.text.index(f"\n\n{quote}\n\n") + 2
    assert reading.bullets
    assert not any(b.start < start + len(quote) and b.end > start for b in reading.bullets)


def test_a_quotation_that_is_told_once_is_none() -> None:
    assert read_page(page(f"<blockquote><p>{OTHER}</p></blockquote>")).pull_quotes == ()


def test_blanks_keep_every_other_place() -> None:
    text = "One.\n\nTwo is two.\n\nThree."
    blank = without_pull_quotes(text, ("Two is two.",))
    assert (len(blank), blank.split()) == (len(text), ["One.", "Three."])
    assert without_pull_quotes(text, ()) == text
