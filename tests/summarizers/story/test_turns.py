"""What another outlet may add to a story that is told in one outlet's bullets."""

from __future__ import annotations

import pytest

from summarizers.story.candidates import StoryCandidate
from summarizers.story.known import Known
from summarizers.story.turns import best_turn, explains, worth
from tests.summarizers.story.telling import EVEN, KNOWN, LEAD, QUOTE, RETOLD, bullet, told

NEWS = bullet("Falk closed four more crossings in Tarn and ordered tests.")


def turn(
    one: StoryCandidate, following: StoryCandidate | None = None, known: Known = KNOWN
) -> bool:
    return best_turn([one], following, known, lambda _: True) is one


def test_new_names_numbers_and_events_are_a_turn() -> None:
    known = told(LEAD, "Ines Falk spoke of cracks.")
    assert turn(NEWS, known=known)
    assert worth(NEWS, KNOWN) > worth(bullet("The bridge collapsed and people died."), KNOWN)


def test_a_turn_takes_the_place_of_a_weak_bullet_and_not_of_a_good_one() -> None:
    known = told(LEAD, "Ines Falk spoke of cracks.")
    weak = bullet(QUOTE, article=0)
    good = bullet(
        "Divers found two cars, a bus with 14 seats and the body of mayor Per Holm.", article=0
    )
    assert turn(NEWS, weak, known)
    assert not turn(NEWS, good, known)


def test_no_turn_tells_what_the_leading_article_tells_next() -> None:
    weak = bullet("Some 1,204 people used it.", article=0)
    same = bullet("Engineer Ines Falk of Halden counted 1,204 cars and 5 buses in Tarn.")
    other = bullet("Engineer Ines Falk of Halden counted 1,206 cars and 5 buses in Tarn.")
    assert turn(other, weak)
    assert not turn(same, weak)
    close = bullet("Ines Falk of Halden closed crossings.", article=0)
    assert not turn(bullet("Falk closed four more crossings in Tarn and Halden."), close)


def test_a_figure_alone_does_not_replace_a_plain_bullet_but_a_quotation() -> None:
    few = bullet("The council of Halden counted 14 lorries and 9 vans.")
    plain = bullet("Nils Aas sent divers.", article=0)
    quote = bullet('"Nils has divers and a boat," said Ola Lie.', article=0)
    assert worth(plain, KNOWN) < worth(few, KNOWN) < worth(plain, KNOWN) + 2
    assert not turn(few, plain)
    assert turn(few, quote)


@pytest.mark.parametrize("text", RETOLD)
def test_the_same_event_in_other_words_is_none(text: str) -> None:
    assert not turn(bullet(text))


def test_a_quotation_that_was_given_is_told() -> None:
    known = told(LEAD, 'Engineers wrote of "cracks as wide as a hand" in March.')
    again = 'The council of Halden heard of "cracks as wide as a hand" from inspector Lena Voss.'
    assert not turn(bullet(again), known=known)
    assert turn(bullet(again.replace("cracks as wide as a hand", "rust")), known=known)


LEANING = [
    "But engineer Ines Falk of Halden rejected 3 complaints and 5 letters.",
    "Engineer Ines Falk of Halden, however, rejected 3 complaints and 5 letters.",
    "Why it matters: Engineer Ines Falk of Halden rejected 3 complaints and 5 letters.",
    "The letter was sent to Halden by engineer Ines Falk and 3 inspectors.",
    "Engineer Ines Falk of Halden told 3 of those inspectors to keep silent.",
    "In 2016, engineer Ines Falk of Halden rejected 3 complaints and 5 letters.",
    "She rejected 3 complaints of Halden's inspectors and 5 letters.",
]


@pytest.mark.parametrize("text", LEANING)
def test_what_needs_another_sentence_or_tells_of_before_is_none(text: str) -> None:
    assert not turn(bullet(text))
    plain = "Engineer Ines Falk of Halden rejected 3 complaints and 5 letters."
    assert turn(bullet(plain))


def test_who_is_named_in_full_above_only_is_not_known() -> None:
    above = "The chief inspector, Lena Voss of the Alder Works Council (AWC), had warned Halden. "
    bare = bullet(
        "Voss filed 12 reports on Halden and asked ministers in Tarn for money.", above=above
    )
    short = bullet(
        "AWC filed 12 reports on Halden and asked ministers in Tarn for money.", above=above
    )
    assert not turn(bare)
    assert not turn(short)
    assert turn(bare, known=told(LEAD, "Inspector Lena Voss had warned of rust."))
    assert turn(
        bullet("Lena Voss filed 12 reports on Halden and asked ministers in Tarn for money.")
    )


def test_a_comment_gives_no_turn() -> None:
    text = NEWS.bullet.text
    known = told(LEAD, "Ines Falk spoke of cracks.")
    for headline in ("Why the bridge had to fall", "Who let the Halden bridge fall?"):
        assert explains(headline, "en")
        assert not turn(bullet(text, headline=headline), known=known)


def test_another_story_gives_no_turn() -> None:
    other = bullet("Harbour Kolm sold 40 boats to Ostravia and 12 to Tarn.", above="Kolm wins. ")
    assert not turn(other)


@pytest.mark.parametrize(
    ("language", "lead", "good", "bad"),
    [
        ("de", "Die Brücke in Kolm ist eingestürzt.", "Der Landkreis Kolm sperrte 4 weitere Brücken und ordnete 12 Prüfungen an.", "Doch der Landkreis Kolm sperrte 4 weitere Brücken und ordnete 12 Prüfungen an."),
        ("fr", "Le pont de Kolm s'est effondré.", "La région de Kolm a fermé 4 autres ponts et ordonné 12 contrôles.", "Cette région de Kolm a fermé 4 autres ponts et ordonné 12 contrôles."),
        ("es", "El puente de Kolm se derrumbó.", "La región de Kolm cerró 4 puentes más y ordenó 12 inspecciones.", "La región de Kolm, sin embargo, cerró 4 puentes más y ordenó 12 inspecciones."),
        ("pt", "A ponte de Kolm desabou.", "A região de Kolm fechou 4 outras pontes e ordenou 12 inspeções.", "Mas a região de Kolm fechou 4 outras pontes e ordenou 12 inspeções."),
        ("ru", "Мост в Кольме рухнул.", "Власти Кольма закрыли 4 других моста и назначили 12 проверок.", "Однако власти Кольма закрыли 4 других моста и назначили 12 проверок."),
    ],
)  # fmt: skip
def test_turns_in_other_languages(language: str, lead: str, good: str, bad: str) -> None:
    known = Known.of((lead,), language, EVEN)
    above = lead + " "
    assert turn(bullet(good, above=above, headline=lead, language=language), known=known)
    assert not turn(bullet(bad, above=above, headline=lead, language=language), known=known)


def test_words_in_a_row_that_were_told_are_a_retelling() -> None:
    known = told(LEAD, "Thousands shouted slogans against the council in Halden.")
    again = bullet("Crowds in Tarn shouted slogans against the mayor with 12 demands for Halden.")
    assert not turn(again, known=known)


def test_a_person_who_is_nowhere_named_is_no_turn() -> None:
    known = told(LEAD, "Councillor Ines Falk spoke of rust.")
    bare = bullet("To rebuild it she needs 40 million from Norland and Tarn.")
    named = bullet("To rebuild it Falk says she needs 40 million from Norland and Tarn.")
    assert not turn(bare, known=known)
    assert turn(named, known=known)


def test_an_exact_figure_that_was_told_makes_a_retelling_and_a_year_does_not() -> None:
    known = told(LEAD, "Halden had spent 2,450 crowns on repairs since 2019.")
    again = bullet("Norland's auditors put what Halden spent in Tarn at 2,450 crowns and 12 öre.")
    year = bullet("Norland's auditors had asked Halden and Tarn since 2019 for 12 reports of Voss.")
    other = bullet("Norland's auditors asked Halden and Tarn in 2019 for 12 reports by Lena Voss.")
    assert not turn(again, known=known)
    assert not turn(year, known=known), "in the past perfect, it tells of before"
    assert turn(other, known=known)


def test_a_noun_that_is_named_at_once_is_known() -> None:
    above = "A judge in Halden threw out the case of 48 towns against the county on Monday. "
    named = bullet("The judge, Lena Voss, said that Halden had missed 3 dates.", above=above)
    unnamed = bullet("The judge said that Halden had missed 3 dates.", above=above)
    assert turn(named)
    assert not turn(unnamed)


def test_a_pronoun_that_may_mean_somebody_else_is_refused() -> None:
    known = told("Per Holm and Ola Lie were saved as the Halden bridge collapsed.")
    front = "Mayor Ines Falk, the first on the spot, sent"
    assert not turn(bullet(f"{front} him from Halden to Tarn with 12 divers."), known=known)
    assert turn(bullet(f"{front} divers from Halden to Tarn with 12 men."), known=known)


def test_the_same_persons_doing_the_same_once_more_are_no_turn() -> None:
    known = told("Ines Falk and Per Holm clashed over the Halden bridge before the council.")
    again = (
        "A packed council was electrified as Ines Falk clashed with Per Holm, a farmer from Tarn."
    )
    assert not turn(bullet(again), known=known)
    assert turn(
        bullet("Ines Falk sued Per Holm, a farmer from Tarn, for libel at a fair."), known=known
    )


def test_a_figure_or_denial_of_the_leading_article_keeps_its_place() -> None:
    known = told(LEAD, "Ines Falk spoke of cracks.")
    plain = bullet("Divers spoke of rust and huge cracks.", article=0)
    denial = bullet("Divers never spoke of rust and huge cracks.", article=0)
    assert turn(NEWS, plain, known)
    assert not turn(NEWS, denial, known)


def test_a_weekday_behind_a_name_is_no_part_of_it() -> None:
    above = "The council tabled an effort by Rand Holm Tuesday to close the Halden bridge. "
    text = "Holm's plan on Halden was killed by 55 members in Tarn."
    assert not turn(bullet(text, above=above))
    assert turn(bullet(text, above=above), known=told(LEAD, "Rand Holm spoke."))


def test_an_answer_is_a_turn_even_as_another_outlets_lead() -> None:
    answer = "Builder Alder Works rejected claims that the Halden bridge had cracks and rust."
    assert turn(bullet(answer, place=0, above=""))
    assert not turn(bullet(answer.replace("rejected", "heard of"), place=0, above=""))
    # Behind a headline without a full stop of its own, too.
    heard = told("Mayor Per Holm rejected a request for money.")
    assert not turn(bullet(answer, place=0, above=""), known=heard)


def test_a_new_figure_takes_the_place_of_a_bullet_without_one() -> None:
    figure = bullet("Repairs of the Halden bridge will cost 90 million.")
    plain = bullet("People used the bridge.", article=0)
    with_figure = bullet("People used the bridge 400 times.", article=0)
    assert turn(figure, plain)
    assert not turn(figure, with_figure)


def test_a_commentator_named_in_front_of_what_he_says_is_no_turn() -> None:
    text = "Falk closed four more crossings in Tarn and ordered tests."
    known = told(LEAD, "Ines Falk and Helen Strand spoke of cracks.")
    assert turn(bullet(text), known=known)
    assert not turn(bullet(f"Helen Strand: {text}"), known=known)


def test_a_long_statement_in_quotation_marks_is_no_turn_unless_it_answers() -> None:
    known = told(LEAD, "Ines Falk spoke of cracks.")
    said = "Falk closed crossings in Tarn and spoke of “new tests by engineers of 9 towns”."
    assert turn(bullet(said.replace("“", "").replace("”", "")), known=known)
    assert not turn(bullet(said), known=known)


def test_a_good_bullet_of_the_leading_article_gives_way_to_figures_and_answers_alone() -> None:
    known = told(LEAD, "Ines Falk spoke of cracks.")
    good = bullet("Divers and drones search muddy water.", article=0)
    names = bullet("Guards of Olm, Kolm and Tarn watch crossings of Halden, boats, piers and rust.")
    figures = bullet("Guards of Olm, Kolm and Tarn watch 14 crossings of Halden, boats and piers.")
    assert worth(good, known) >= 2
    assert min(worth(names, known), worth(figures, known)) - worth(good, known) >= 2
    assert not turn(names, good, known)
    assert turn(figures, good, known)
    assert turn(names, bullet("Divers search.", article=0), known)
