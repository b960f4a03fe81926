"""What matters to many comes first: forty pairs of stories of one voice and one hour, by hand."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from bot.core.editions.ranking import best
from bot.core.model.articles import Article, Story
from summarizers.document import Bullet

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
FLOOR = 0.95


@cache
def pairs() -> tuple[tuple[str, str, str, str, str], ...]:
    """(language, headline and lead of the first, of the second)."""
    told = tomllib.loads(Path(__file__).with_name("order_pairs.toml").read_text("utf-8"))
    return tuple((a, b, c, d, e) for a, b, c, d, e in told["pairs"])


def story(
    number: int, title: str, text: str, *outlets: str, language: str = "en", hours: float = 2
) -> Story:
    at = NOW - timedelta(hours=hours)
    return Story(
        number,
        tuple(
            Article(
                url=f"https://{outlet}.example/{number}",
                title=title,
                text=text,
                outlet=outlet,
                published=at,
                seen=at + timedelta(minutes=3),
                language=language,
                bullets=(Bullet(text, 0, len(text)),),
                id=10 * number + n,
            )
            for n, outlet in enumerate(outlets)
        ),
    )


def first(one: Story, other: Story) -> int:
    return next(best([other, one], NOW)).id


def test_what_matters_to_many_comes_first() -> None:
    rows = pairs()
    wrong = [
        (one, other)
        for language, one, lead, other, second in rows
        # The lower number wins a tie: here it is the lighter story's.
        if first(
            story(2, one, lead, "post", language=language),
            story(1, other, second, "star", language=language),
        )
        != 2
    ]
    assert len(rows) >= 40
    assert len(wrong) <= (1 - FLOOR) * len(rows), wrong


@pytest.mark.parametrize("first_outlet", ["wire", "post"])
def test_several_voices_are_not_punished_for_the_agency_that_had_it_first(
    first_outlet: str,
) -> None:
    """The wire has spoken three times; its vaccine, which four tell, is still ahead of a mask."""
    spoken = [story(n, f"Strike in plant {n}", "Workers left.", "wire", hours=1) for n in (1, 2, 3)]
    outlets = [first_outlet, *({"wire", "post", "star", "echo"} - {first_outlet})]
    vaccine = story(4, "Vaccine works", "A trial ended.", *outlets, hours=3)
    mask = story(5, "Museum shows mask", "It is old.", "gazette", hours=2)
    order = [one.id for one in best([*spoken, vaccine, mask], NOW)]
    assert order.index(4) < order.index(5)


def test_one_outlet_alone_does_not_fill_an_edition() -> None:
    own = [story(n, f"Market day {n}", "It was full.", "wire") for n in range(1, 5)]
    other = story(9, "Harvest begins", "It is early.", "post", hours=3)
    assert [one.id for one in best([*own, other], NOW)].index(9) <= 2
