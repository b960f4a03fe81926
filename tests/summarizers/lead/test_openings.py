"""Which sentences may stand first."""

from __future__ import annotations

from summarizers.lead.method import explain
from summarizers.text.sentences import parse


def first(text: str, headline: str = "") -> str:
    return explain(parse(text, headline, "en"), 3)[0].text


def test_a_quotation_from_below_opens_no_digest() -> None:
    text = """Think it is hard to book a seat with points?

"Every seat is a reward seat, and no day is left out of it," Halden Air spokeswoman Ada Moss said.

Halden Air offered 12 million reward seats last year, more than any other, a study found."""
    assert first(text).startswith("Halden Air offered")


def test_a_personal_article_may_open_with_its_author_where_that_tells_the_headline() -> None:
    text = """I mended my first roof in Halden when I was nine years old.

My neighbour lent me her ladder and a box of nails.

Today I show how to mend a slate roof without a ladder of my own.

Slates weigh three kilos each and break when I drop them."""
    assert first(text, "How to mend a slate roof without a ladder").startswith("Today I show")


def test_where_only_one_sentence_says_i_it_opens_nothing() -> None:
    text = """I show how to mend a slate roof without a ladder below.

Slate roofs of the north are mended from hooks, without a ladder, since 1890.

The slaters of Halden carry eight kilos of tools each.

A hook holds two people and costs nine crowns.

A slate weighs three kilos and lasts a century."""
    assert first(text, "How to mend a slate roof without a ladder").startswith("Slate roofs")


def test_who_is_named_in_full_above_does_not_open_by_her_first_name() -> None:
    text = """When it comes to tricks on parents, it is important to know when to stop.

However, this did not cross the mind of teenager Lily Moss, who lives in Halden.

Lily told her mother on Friday that strangers had taken her to the old harbour.

Her mother called the police, who searched 14 ships."""
    assert first(text).startswith("When it comes")


def test_a_short_sentence_with_a_number_may_open() -> None:
    text = """2025 was a year of repairs.

Roofs, bridges and quays were mended all over the town of Halden.

The town has spent nine million crowns."""
    assert first(text, "Repairs in Halden").startswith("2025 was")


LIST = """Most scooters are not built for the long way to work.

Batteries lose a third of their charge after some hundred trips through Halden.

Here are the top scooters for the way to work in Halden.

You'll learn which scooters last, which break and what each of them costs.

The Varga 9 ran 900 kilometres without a fault and costs 700 crowns."""


def test_what_only_announces_the_list_below_is_no_further_bullet() -> None:
    told = explain(parse(LIST, "", "en"), 3)
    assert [verdict.text for verdict in told if verdict.taken][2].startswith("The Varga 9")


def test_figures_behind_here_are_their_own_news() -> None:
    text = """The army ordered its troops to be vaccinated on Wednesday, Halden Radio said.

Here are figures by branch: 40 percent of sailors and 53 percent of pilots are vaccinated.

The order holds from Friday on."""
    told = explain(parse(text, "", "en"), 2)
    assert [verdict.text for verdict in told if verdict.taken][1].startswith("Here are figures")
