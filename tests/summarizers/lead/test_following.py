"""What goes with the opening: the next sentence, or what came of the matter."""

from __future__ import annotations

import pytest

from summarizers.lead.method import explain
from summarizers.lead.reasons import LeadReason
from summarizers.text.sentences import parse

THEFT = """A company director was filmed stealing wine worth 200 crowns from a shop in Halden.

Odd Holm, 39, put the bottles into a bag at the checkout on February 21.

The house of the director stands in a leafy street with a view over the fjord.

A neighbour had seen Holm walk the dog there on the same evening.

{}"""


def taken(text: str, language: str = "en", count: int = 3) -> list[int]:
    return [v.index for v in explain(parse(text, "", language), count) if v.taken]


@pytest.mark.parametrize(
    "outcome",
    [
        "A judge sentenced Holm to 80 hours of work and ordered him to pay 575 crowns.",
        "Holm was banned from the shop and will appear in court on May 3, police said.",
    ],
)
def test_what_came_of_it_closes_the_digest_though_it_stands_below(outcome: str) -> None:
    assert taken(THEFT.format(outcome)) == [0, 1, 4]


def test_an_outcome_of_former_years_or_of_another_matter_does_not_close_it() -> None:
    assert taken(THEFT.format("As a student Holm was fined 300 crowns for theft.")) == [0, 1, 2]
    assert taken(THEFT.format("A ferry was seized in Moss and two men arrested.")) == [0, 1, 2]


def test_what_lacks_its_partner_gives_way_to_the_next() -> None:
    text = """Compare the sewing machines for beginners in this test of 12 models.

What does a beginner need?

All the other stitches are fine to have, but nobody needs 40 of them.

The machine Moss 4 costs 300 crowns and sews through 8 layers of jeans."""
    assert taken(text, count=2) == [0, 3]


def test_without_an_outcome_the_lead_stands() -> None:
    assert taken(THEFT.format("The shop was built by a cousin of the mayor.")) == [0, 1, 2]


def test_an_outcome_that_leans_on_what_is_not_shown_stays_away() -> None:
    assert taken(THEFT.format("She was jailed for theft in a court on Friday.")) == [0, 1, 2]


def test_a_caption_far_below_does_not_close_the_digest() -> None:
    caption = "Odd Holm leaves the court in Halden after he was sentenced to 80 hours of work"
    assert taken(THEFT.format(caption)) == [0, 1, 2]


def test_a_turn_right_below_is_worth_more_than_news_from_afar() -> None:
    text = """The council of Halden wanted to sell the old ferry to a museum in Oslo.

The price was set at 40,000 crowns in March.

But a storm tore the ferry from the pier and drove it onto a reef.

The harbour has three piers and a hotel.

The museum will open on Sunday."""
    assert taken(text) == [0, 1, 2]


def test_the_same_figures_again_are_a_repetition() -> None:
    again = "The judge made Holm pay 575 crowns, as he was told to pay 575 crowns, a clerk wrote."
    outcome = "A judge ordered Holm to pay 575 crowns on Friday."
    text = THEFT.format(f"{outcome}\n\n{again}")
    assert 5 not in taken(text, count=4)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            """Ein Direktor stahl in einem Laden in Halden Wein für 200 Kronen.

Odd Holm steckte die Flaschen am 21. Februar in eine Tasche.

Das Haus des Direktors steht in einer Straße mit Blick auf den Fjord.

Ein Gericht verurteilte Holm zu 80 Stunden Arbeit und 575 Kronen Geldstrafe.""",
        ),
        (
            "fr",
            """Un directeur a volé du vin pour 200 couronnes dans un magasin de Halden.

Odd Holm a mis les bouteilles dans un sac le 21 février.

La maison du directeur se trouve dans une rue avec vue sur le fjord.

Un tribunal a condamné Holm à 80 heures de travail et 575 couronnes d'amende.""",
        ),
        (
            "es",
            """Un director robó vino por 200 coronas en una tienda de Halden.

Odd Holm metió las botellas en una bolsa el 21 de febrero.

La casa del director está en una calle con vistas al fiordo.

Holm fue condenado por un tribunal a 80 horas de trabajo y una multa de 575 coronas.""",
        ),
    ],
)
def test_other_languages_close_with_what_came_of_it_too(language: str, text: str) -> None:
    assert taken(text, language) == [0, 1, 3]


def test_the_reason_of_each_departure_is_told() -> None:
    text = THEFT.format("A judge sentenced Holm to 80 hours of work and 575 crowns.")
    told = {v.index: v.reason for v in explain(parse(text, "", "en"), 3)}
    assert told[1] is LeadReason.NEXT
    assert told[4] is LeadReason.CENTRAL
    assert told[2] is LeadReason.NOT_NEEDED


def test_a_sentence_whose_time_is_told_above_it_stays_with_it() -> None:
    text = """An officer in Halden shot a man on Friday, the second time in his career.

The death of Odd Holm, 19, has brought 300 people into the streets of Halden.

The square in front of the town hall was full of lamps and flowers.

Eight years ago it was a different story.

The officer shot and killed a man, the police said, and was cleared by a court."""
    assert taken(text) == [0, 1, 2]


def test_more_names_alone_are_no_reason_to_leave_the_lead() -> None:
    text = """Staff in Halden believed a boy of four had drawn a bomb.

His teachers had misheard the word that he used for a cucumber.

The drawing was sent to a panel of the town, which took no step.

Mari Lund of Bergen and Odd Holm of Oslo visit the garden of the school with Per Vik."""
    assert taken(text) == [0, 1, 2]


FERRY = """The ferry from Halden to Moss will stop on Monday because its owner has no money left.

Odd Holm, the owner, told the crew in a letter.

Guests drank coffee on the deck and looked at gulls that followed the boat.

Odd Holm bought the boat in Oslo with an uncle from Bergen.

{}"""


def test_without_a_headline_only_a_clear_outcome_leaves_the_order_of_the_text() -> None:
    weak = "A survey of 1,200 guests in Moss found a boat is dear to them and to Holm and Bergen."
    strong = "A judge in Oslo fined Odd Holm 40,000 crowns and ordered him to refund guests."
    assert taken(FERRY.format(weak)) == [0, 1, 2]
    assert taken(FERRY.format(strong)) == [0, 1, 4]


def test_an_outcome_tied_to_a_passed_over_sentence_stays_away() -> None:
    tied = "A judge in Oslo then fined Odd Holm 40,000 crowns because of the gulls."
    assert taken(FERRY.format(tied)) == [0, 1, 2]


def test_news_behind_what_everybody_knows_is_told() -> None:
    text = """It is well known that sport makes the muscles of people bigger.

Now, a study has found it makes your brain larger.

Sport can add grey matter in parts that help with balance, a paper in Halden says.

The study's author, Ida Moss, measured ten pairs of twins."""
    assert 1 in taken(text)


def test_without_a_headline_the_second_bullet_keeps_to_the_order() -> None:
    text = """The ferry from Halden to Moss will stop on Monday because its owner has no money left.

Odd Holm met the crew at his home in Bergen, a paper reported.

A judge in Oslo fined Odd Holm 40,000 crowns and ordered him to refund guests."""
    assert taken(text, count=2) == [0, 1]


def test_an_entry_of_a_list_is_not_taken_from_afar() -> None:
    assert taken(THEFT.format("Court: Holm was fined and has to pay 575 crowns.")) == [0, 1, 2]
