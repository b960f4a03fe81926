"""Only what a reader can read, and how much there is in other languages."""

from __future__ import annotations

import pytest

from bot.core.editions.languages import guessed, readable
from bot.core.model.articles import Story
from tests.core.editions.test_composition import article


def story(number: int, *languages: str, feed_id: int = 0) -> Story:
    rows = enumerate(languages)
    return Story(
        number,
        tuple(
            article(number * 10 + at, f"Outlet {at}", "It happened.", language=language, feed_id=feed_id)
            for at, language in rows
        ),
    )  # fmt: skip


STORIES = [story(1, "en"), story(2, "de"), story(3, "de-AT"), story(4, "fr"), story(5, "")]


def test_without_a_choice_everything_is_readable() -> None:
    assert readable(STORIES, ()) == (STORIES, ())


def test_stories_in_other_languages_are_left_out_and_counted() -> None:
    kept, others = readable(STORIES, ("en",))
    assert [one.id for one in kept] == [1, 5]
    assert others == (("de", 2), ("fr", 1))


def test_of_a_story_only_what_can_be_read_is_kept() -> None:
    kept, others = readable([story(7, "de", "en", "fr")], ("en", "fr"))
    assert [one.language for one in kept[0].articles] == ["en", "fr"]
    assert others == ()
    whole = story(8, "en", "en")
    assert readable([whole], ("en",))[0][0] is whole


def test_a_feed_of_ones_own_is_read_in_any_language() -> None:
    assert [one.id for one in readable([story(9, "nl", feed_id=4)], ("en",), (4,))[0]] == [9]
    assert readable([story(9, "nl", feed_id=4)], ("en",), (5,)) == ([], (("nl", 1),))


@pytest.mark.parametrize(
    ("client", "reads"),
    [("en-GB", ("en",)), ("de", ("de", "en")), ("pt_BR", ("pt", "en")), ("nl", ()), ("", ())],
)
def test_languages_are_guessed_from_the_client(client: str, reads: tuple[str, ...]) -> None:
    assert guessed(client) == reads
