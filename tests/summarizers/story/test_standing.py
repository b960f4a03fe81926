"""What a reader of one outlet's bullets understands of another's."""

from __future__ import annotations

import pytest

from summarizers.document import Bullet
from summarizers.story.candidates import StoryCandidate, candidate
from summarizers.story.known import Known
from summarizers.story.standing import acts, refers, stands_alone

LEAD = "The county of Halden ordered every home on the river cleared by Friday."
HEADLINE = "Halden orders homes on river cleared"
EVENT = "Halden county ordered homes on its river cleared by Friday. "
OTHER = "A baker of Tarn won a prize for a cake of nine layers. "


def bullet(text: str, above: str = EVENT, headline: str = HEADLINE) -> StoryCandidate:
    start = len(above)
    return candidate(1, 1, Bullet(text, start, start + len(text)), "en", headline, above + text)


def known() -> Known:
    words = dict.fromkeys(("county", "halden"), 0.5)
    return Known.of((HEADLINE, LEAD), "en", words)


@pytest.mark.parametrize("noun", ["decision", "move", "announcement"])
def test_what_an_article_calls_the_event_is_known_where_the_event_is_told(noun: str) -> None:
    text = f"The {noun} was made late on Monday after a night of rain."
    assert acts(bullet(text), known())
    assert stands_alone(bullet(text), known())
    assert not refers(bullet(text), known())
    elsewhere = bullet(text, OTHER, "Baker of Tarn wins prize")
    assert not acts(elsewhere, known())
    assert refers(elsewhere, known())


def test_an_announcement_or_a_city_of_another_article_is_not_known() -> None:
    baker = "Baker of Tarn wins prize"
    assert refers(bullet("Shares fell after the announcement, then rose.", OTHER, baker), known())
    assert not refers(
        bullet("Shares fell after the announcement of a merger.", OTHER, baker), known()
    )
    assert refers(
        bullet("The city, also known as Tarn, saw most of the fighting.", OTHER, baker), known()
    )
    assert not refers(bullet("The government will pay.", OTHER, baker), known())


def test_what_leans_on_a_question_or_an_earlier_state_does_not_stand_alone() -> None:
    assert not stands_alone(bullet("Precisely how far away it is isn't clear."), known())
    assert not stands_alone(bullet("Now, following its release, Roth calls for a ban."), known())
    assert stands_alone(bullet("Now the homes stand empty."), known())


def test_a_thing_of_the_other_article_alone_is_not_known() -> None:
    text = "The letter was sent late on Monday by an engineer."
    assert refers(bullet(text, f"{EVENT}An engineer wrote a letter. "), known())
    assert not stands_alone(bullet(text, f"{EVENT}An engineer wrote a letter. "), known())


def test_who_is_named_at_once_is_known() -> None:
    above = f"{EVENT}A judge looked at it. "
    assert stands_alone(bullet("The judge, Ann Roth, gave people four days.", above), known())
    assert not stands_alone(bullet("People may stay, the judge said on Monday.", above), known())


def test_a_report_is_known_where_a_report_is_told_of() -> None:
    text = "The report counted nine floods in a hundred years."
    assert refers(bullet(text, OTHER, "Baker of Tarn wins prize"), known())
    told = Known.of((HEADLINE, f"{LEAD[:-1]}, a report says."), "en", {})
    assert not refers(bullet(text, OTHER, "Baker of Tarn wins prize"), told)
