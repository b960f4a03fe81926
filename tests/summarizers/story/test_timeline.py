"""Which days sentences name, and how a story went."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from summarizers.facts.calendar import find
from summarizers.story.bullets import StoryArticle
from summarizers.story.timeline import timeline

MONDAY = date(2026, 11, 23)

DAYS = [
    ("en", "The bridge closed on 12 March 2021.", "2021-03-12"),
    ("en", "The bridge closed on March 12, 2021, for repairs.", "2021-03-12"),
    ("en", "The bridge closed on Oct. 3.", "2026-10-03"),
    ("en", "The bridge closed on the 3rd of October.", "2026-10-03"),
    ("en", "The bridge will reopen on January 9.", "2027-01-09"),
    ("en", "The bridge reopens on December 20.", "2026-12-20"),
    ("en", "The bridge closed on Friday.", "2026-11-20"),
    ("en", "The bridge closed on Monday.", "2026-11-23"),
    ("en", "The bridge closed last Monday.", "2026-11-16"),
    ("en", "The bridge will reopen on Friday.", "2026-11-27"),
    ("en", "The bridge reopens next Tuesday.", "2026-11-24"),
    ("en", "The bridge closed yesterday.", "2026-11-22"),
    ("en", "The bridge closes tomorrow.", "2026-11-24"),
    ("en", "The bridge closed three days ago.", "2026-11-20"),
    ("en", "The bridge closed two weeks ago.", "2026-11-09"),
    ("en", "The bridge closed in March 2021.", "2021-03-01 month"),
    ("en", "The bridge has been closed since December.", "2025-12-01 month"),
    ("en", "The bridge was built in 1974.", "1974-01-01 year"),
    ("de", "Die Brücke wurde am 12. März 2021 gesperrt.", "2021-03-12"),
    ("de", "Die Brücke wurde am 3.10.2026 gesperrt.", "2026-10-03"),
    ("de", "Die Brücke wurde am Freitagabend gesperrt.", "2026-11-20"),
    ("de", "Die Brücke soll am kommenden Freitag öffnen.", "2026-11-27"),
    ("de", "Die Brücke wurde gestern gesperrt.", "2026-11-22"),
    ("de", "Die Brücke wurde vor drei Tagen gesperrt.", "2026-11-20"),
    ("es", "El puente cerró el 12 de marzo de 2021.", "2021-03-12"),
    ("es", "El puente cerró el viernes.", "2026-11-20"),
    ("es", "El puente cerró el lunes pasado.", "2026-11-16"),
    ("es", "El puente cerró ayer.", "2026-11-22"),
    ("es", "El puente cerró hace dos semanas.", "2026-11-09"),
    ("fr", "Le pont a fermé le 1er mars 2021.", "2021-03-01"),
    ("fr", "Le pont a fermé vendredi.", "2026-11-20"),
    ("fr", "Le pont rouvre vendredi prochain.", "2026-11-27"),
    ("fr", "Le pont a fermé hier.", "2026-11-22"),
    ("fr", "Le pont a fermé il y a trois jours.", "2026-11-20"),
    ("it", "Il ponte ha chiuso il 12 marzo 2021.", "2021-03-12"),
]  # fmt: skip

NO_DAYS = [
    ("en", "It may 5 people hurt, and they march 12 miles."),
    ("en", "The bridge closed on February 31, 2021."),
    ("en", "Today's youth reads USA Today's pages."),
    ("en", "Version 12.3.21 of the rules holds."),
    ("xx", "Um 12. März 2021."),
    ("en", ""),
]


@pytest.mark.parametrize(("language", "text", "named"), DAYS)
def test_the_day_that_a_sentence_names(language: str, text: str, named: str) -> None:
    (day,) = find(text, MONDAY, language)
    wanted, _, precision = named.partition(" ")
    assert (day.date.isoformat(), day.precision) == (wanted, precision or "day")


@pytest.mark.parametrize(("language", "text"), NO_DAYS)
def test_what_looks_like_a_day_and_is_none(language: str, text: str) -> None:
    assert find(text, MONDAY, language) == []


def test_without_a_date_of_its_own_an_article_has_whole_dates_only() -> None:
    text = "The bridge closed yesterday, on Friday, and on 12 March 2021."
    assert [day.date.isoformat() for day in find(text, None, "en")] == ["2021-03-12"]


def test_the_day_on_which_somebody_spoke_is_marked() -> None:
    spoke, happened = find("The mayor said on Sunday that the bridge fell on Saturday.", MONDAY)
    assert (spoke.spoken, happened.spoken) == (True, False)


def article(number: int, text: str, day: int = 23, language: str = "en") -> StoryArticle:
    published = datetime(2026, 11, day, 9, 0, tzinfo=UTC)
    return StoryArticle(number, f"Outlet {number}", "", text, language, (), published)


def test_a_story_is_told_by_date_from_all_its_outlets_and_nothing_twice() -> None:
    found = timeline(
        [
            article(1, "The Aller bridge collapsed on Saturday. Divers found a second car on Sunday."),
            article(2, "On Saturday the bridge over the Aller collapsed. The council will meet on Thursday about a new bridge."),
            article(3, "Inspectors had warned of cracks in the bridge on 2 March.", day=22),
        ]
    )  # fmt: skip
    assert [(one.date.isoformat(), one.article_id) for one in found] == [
        ("2026-03-02", 3),
        ("2026-11-21", 1),
        ("2026-11-22", 1),
        ("2026-11-26", 2),
    ]


def test_one_day_is_not_told_twice_in_other_words() -> None:
    found = timeline(
        [
            article(1, "Voters in Kolm picked Jo Marsh as their mayor on Sunday, ousting Al Reed."),
            article(2, "Jo Marsh won the race for mayor in Kolm on Sunday, an upset for many."),
        ]
    )
    assert [one.article_id for one in found] == [1]


def test_a_warning_to_would_be_travellers_is_past() -> None:
    found = timeline([article(1, "The port of Kolm warned would-be travellers on Saturday.")])
    assert [one.date.isoformat() for one in found] == ["2026-11-21"]


@pytest.mark.parametrize(
    ("language", "paper", "event"),
    [
        (
            "en",
            "The entries, dated 9 October and 2 November, described a radar that froze.",
            "The radar of the ferry froze on 9 October and was not replaced.",
        ),
        (
            "de",
            "Das Schreiben, datiert vom 9. Oktober, schilderte einen Ausfall des Radars.",
            "Das Radar der Fähre fiel am 9. Oktober aus.",
        ),
        (
            "fr",
            "La lettre, datée du 9 octobre, décrivait une panne du radar.",
            "Le radar du ferry est tombé en panne le 9 octobre.",
        ),
        (
            "es",
            "La carta, fechada el 9 de octubre, describió una avería del radar.",
            "El radar del ferri se averió el 9 de octubre.",
        ),
    ],
)
def test_the_day_of_a_paper_is_not_the_day_of_an_event(
    language: str, paper: str, event: str
) -> None:
    assert timeline([article(1, paper, language=language)]) == []
    (told,) = timeline([article(1, event, language=language)])
    assert told.date == date(2026, 10, 9)


def test_every_entry_points_to_its_sentence() -> None:
    told = article(1, "KOLM (Reuters) - The Aller bridge collapsed on Saturday. It rained.")
    (found,) = timeline([told])
    assert found.text == "The Aller bridge collapsed on Saturday."
    assert told.text[found.start : found.end].endswith(found.text)


@pytest.mark.parametrize(
    "text",
    [
        "He was arrested on Saturday.",
        "A picture of the Aller bridge is seen in Kolm, May 2, 2026.",
        "The mayor said on Sunday.",
        '"We will rebuild the bridge tomorrow," the mayor said.',
        "Did the bridge fall on Saturday?",
        "Read more on Saturday about the bridge of Kolm.",
        "Traffic over the Aller bridge is the lowest since 2 March.",
        "Traffic over the Aller bridge is the lowest since April 1982.",
        "The railway has cancelled all trains over the Aller bridge until Thursday.",
        "The council set up a board to look into the Sept. 11 collapse of the Aller bridge.",
        "The mayor is preparing a Saturday vote on the Aller bridge.",
        "The Aller bridge, which was built in 1901 by the railway, is to be repaired by the city.",
        "Jo Marsh (@jomarsh) of the Aller bridge board, February 6, 2026",
    ],
)
def test_what_cannot_stand_in_a_history_is_left_out(text: str) -> None:
    assert timeline([article(1, text)]) == []


def test_a_long_story_is_cut_to_the_days_that_several_outlets_name() -> None:
    days = ["The council met on 2 March.", "The bridge closed on 5 May.", "Divers came on 7 July."]
    found = timeline(
        [article(1, " ".join(days)), article(2, "The Aller bridge closed on 5 May.")], limit=1
    )
    assert [one.date.isoformat() for one in found] == ["2026-05-05"]


@pytest.mark.parametrize("text", ["", "\ud800", "12 " * 5000, "Montag " * 2000])
def test_odd_texts_have_no_history(text: str) -> None:
    assert timeline([article(1, text)]) == []
