"""A bullet that another told already, and one that may stand beside those of another outlet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from summarizers.document import Bullet
from summarizers.facts.statements import Statement, statement
from summarizers.story.echoes import echoes, fills, goes_on


@dataclass(frozen=True)
class Told:
    article: int
    place: int
    bullet: Bullet
    states: Statement
    needs_context: bool = False


def told(text: str, article: int = 0, place: int = 0) -> Told:
    return Told(article, place, Bullet(text, 0, len(text)), statement(text, "en"))


EVEN = defaultdict[str, float](lambda: 1.0)
LEAD = told("The Halden bridge collapsed on Saturday and three people died.")
AGAIN = told("Three people died when the bridge of Halden collapsed on Saturday.", 1)
OTHER = told("Ferries will carry commuters from Monday, the county said.", 1)
LATER = told("The bridge that collapsed had been inspected by 4 engineers.", 1, 2)
QUOTE = told('"It fell like a card," said Ola Lie of the bridge.', 1, 1)


def test_another_account_of_the_same_event_is_an_echo_and_another_matter_is_none() -> None:
    assert echoes(AGAIN, LEAD, EVEN)
    assert not echoes(OTHER, LEAD, EVEN)


def test_another_outlets_lead_fills_only_where_it_tells_of_something_else() -> None:
    assert not fills(AGAIN, [LEAD], EVEN)
    assert fills(OTHER, [LEAD], EVEN)


def test_a_later_bullet_of_another_outlet_fills_and_a_bare_quotation_does_not() -> None:
    assert fills(LATER, [LEAD], EVEN)
    assert not fills(QUOTE, [LEAD], EVEN)


def test_the_leading_article_goes_on_as_it_is() -> None:
    assert fills(told('"It fell like a card," said Ola Lie.', 0, 1), [LEAD], EVEN)


def test_an_article_goes_on_with_names_figures_or_its_own_new_words() -> None:
    town_hall = told("Falk has agreed to a televised town hall in Halden on Thursday.")
    names = "Falk's televised town hall on Thursday will be in Halden{}."
    assert goes_on(told(names.format(", led by Lena Voss for Kolm Radio"), 0, 1), town_hall)
    assert not goes_on(told(names.format(""), 0, 1), town_hall)
    assert not goes_on(told(names.format(", led by Lena Voss for Kolm Radio"), 1, 1), town_hall)
    assert goes_on(told("Falk's town hall on Thursday in Halden has 400 seats.", 0, 1), town_hall)
    assert goes_on(told("Falk, at the hall, spoke of rust, cracks, bolts, piers.", 0, 1), town_hall)
    spoken = '"I speak of rust, cracks, bolts, piers in that hall," said Falk.'
    assert not goes_on(told(spoken, 0, 1), town_hall)
