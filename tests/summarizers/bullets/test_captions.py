"""What stands under a picture, told from what stands in the article."""

from __future__ import annotations

import pytest

from summarizers.bullets.captions import is_labelled, is_scene, points_at_picture


@pytest.mark.parametrize(
    "text",
    [
        "A map showing the old bridge and the harbour of Halden.",
        "This photograph was taken on Monday.",
        "Clockwise from top left: Ida Moss, Tom Berg and Ada Brandt.",
        "Jo Marsh, pictured after the rescue.",
        "Ida Moss stands in this undated photo beside the bridge.",
        "The captain Ida Moss showed off her new watch on Thursday Moss compared it with a clock.",
    ],
)
def test_a_text_that_speaks_of_a_picture(text: str) -> None:
    assert points_at_picture(text)


@pytest.mark.parametrize(
    "text",
    [
        "The picture of the economy is mixed, the bank said.",
        "A map was found in the mayor's office on Monday.",
        "Jo Marsh, who was seen after the rescue, is well.",
        "Both candidates court the towns that will sway the November election: Halden, Kolm and Tarn.",
        "Ida Moss showed her watch on Thursday and Moss Council praised it.",
    ],
)
def test_a_text_that_only_has_the_word(text: str) -> None:
    assert not points_at_picture(text)


def test_a_label_in_front_of_a_colon_is_a_captions() -> None:
    assert is_labelled("Relief: A neighbour waves to the crew", 4, "en")
    assert is_labelled("Waving to the crowd: Two men on the bridge", 4, "en")
    assert not is_labelled("The result: Prices rose again.", 4, "en")
    assert not is_labelled("Erleichtert: Ein Nachbar winkt", 4, "de")


def test_in_front_of_the_first_sentence_a_town_is_no_label() -> None:
    assert is_labelled("Halden: The bridge is closed.", 4, "en")
    assert not is_labelled("Halden: The bridge is closed.", 0, "en")


def test_people_in_the_present_and_where_are_a_picture() -> None:
    text = "A gang member waits outside the jail on Monday."
    assert is_scene(text, 3, "en")
    assert not is_scene(text, 0, "en")
    assert not is_scene("A gang member waited outside the jail.", 3, "en")


def test_a_full_date_with_its_weekday_at_the_end_is_a_captions() -> None:
    text = "Crews bring down the rest of the tower, late Sunday, July 4, 2021, in Kolm."
    assert is_scene(text, 2, "en")
    assert not is_scene(text, 0, "en")
    assert not is_scene("Crews brought down the rest of the tower on Sunday in Kolm.", 2, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Jonas Brand, pictured, drove into a wall after his party.",
        "Ola Lie (left; right) shaved her head in a lesson.",
        "Almost as big as a person: Ben stands beside his sister.",
        "The lamb is as big as a dog Proud mum: Jean with her son.",
    ],
)
def test_words_about_a_picture_within_a_sentence_are_a_caption(text: str) -> None:
    assert points_at_picture(text) or is_labelled(text, 4, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Officials agreed on one point: The bridge is old.",
        "The mayor had pictured a park there.",
        "What matters to the council: Nobody was hurt.",
    ],
)
def test_colons_and_words_like_it_are_no_caption(text: str) -> None:
    assert not points_at_picture(text)
    assert not is_labelled(text, 4, "en")


def test_a_name_that_begins_a_second_sentence_shows_a_glued_caption() -> None:
    glued = (
        "Mara Holt lost over 7st after a stranger took her for pregnant Mara had reached size 24."
    )
    assert points_at_picture(glued)
    assert not points_at_picture("Mara Holt lost over 7st in the two years after Mara had moved.")
    assert not points_at_picture("Mara Holt of Halden said on Monday that Mara was well.")
