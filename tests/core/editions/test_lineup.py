"""The order in which an edition takes stories is worked out once for all who want the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core.editions.lineup import line_up
from bot.core.editions.ranking import best
from bot.core.model.tastes import Aim, Rule, Taste, Wish
from tests.core.editions.test_needed_texts import NOW, stories


def test_the_order_is_that_of_weights_whenever_it_is_asked_for() -> None:
    order = line_up(stories(), NOW).order
    assert [one.id for one in order] == [one.id for one in best(stories(), NOW)]
    assert order == line_up(stories(), NOW + timedelta(hours=9)).order
    assert [one.story_id for one in line_up(stories(), NOW).bare] == [one.id for one in order]


def test_what_came_out_before_is_left_out() -> None:
    oldest = NOW - timedelta(hours=12)
    kept = {one.id for one in line_up(stories(), NOW, oldest=oldest).order}
    assert 0 < len(kept) < len(stories())
    newest = {one.id: max(a.published for a in one.articles) for one in stories()}
    assert kept == {key for key, at in newest.items() if at >= oldest}


def test_what_is_followed_stands_first_and_what_is_muted_nowhere() -> None:
    lightest = line_up(stories(), NOW).order[-1]
    heaviest = line_up(stories(), NOW).order[0]
    taste = Taste(
        (
            Rule(Wish.FOLLOW, Aim.STORY, str(lightest.id)),
            Rule(Wish.MUTE, Aim.STORY, str(heaviest.id)),
        )
    )
    order = line_up(stories(), NOW, taste=taste).order
    assert order[0].id == lightest.id
    assert heaviest.id not in {one.id for one in order}
    assert len(order) == len(stories()) - 1


def test_a_headline_is_the_clearest_ones() -> None:
    given = stories()
    line = line_up(given, NOW)
    lone = next(one for one in given if len(one.articles) == 1)
    assert line.headline(lone).title == lone.articles[0].title
    renamed = replace(lone, articles=(replace(lone.articles[0], title="Another"),))
    assert line.headline(renamed).title == lone.articles[0].title, "it was looked for once"
