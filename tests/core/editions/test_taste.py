"""A taste hides, marks and weighs stories; what it does not name stays as it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.editions.composition import compose
from bot.core.editions.taste import concerns, hides, judged, outlet_among
from bot.core.model.articles import Article, Story
from bot.core.model.chats import Shown
from bot.core.model.tastes import Aim, Rule, Taste, Wish, leant
from summarizers.document import Bullet

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


def told(number: int, title: str, outlet: str = "Courier", **more: object) -> Article:
    text = f"{title}, the council said on Monday. Nobody was hurt."
    values: dict[str, object] = {
        "url": f"https://{outlet.lower().replace(' ', '-')}.example/{number}",
        "title": title,
        "text": text,
        "outlet": outlet,
        "published": NOW - timedelta(hours=2),
        "seen": NOW - timedelta(hours=1),
        "bullets": (Bullet(text[: text.index(".") + 1], 0, text.index(".") + 1),),
        "topics": ("world",),
        "id": number,
    }
    return Article(**(values | more))  # type: ignore[arg-type]


FERRY = Story(1, (told(1, "Ferry runs aground"), told(2, "Ferry aground in fog", "Daily Lantern")))
STRIKE = Story(3, (told(3, "Nurses call off strike", topics=("health",), hashtags=("Nurses",)),))
BRIDGE = Story(4, (told(4, "Bridge closes", "Daily Lantern"),))
ALL = (FERRY, STRIKE, BRIDGE)


def mute(aim: Aim, value: str) -> Rule:
    return Rule(Wish.MUTE, aim, value)


def ids(*rules: Rule) -> list[int]:
    return [story.id for story in judged(ALL, Taste(rules)).stories]


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        (mute(Aim.WORDS, "ferry"), [3, 4]),
        (mute(Aim.WORDS, "ferry fog"), [3, 4]),
        (mute(Aim.WORDS, '"in fog"'), [3, 4]),
        (mute(Aim.WORDS, '"fog in"'), [1, 3, 4]),
        (mute(Aim.WORDS, "ferry -fog"), [1, 3, 4]),
        (mute(Aim.WORDS, "volcano, ferry, strike"), [4]),
        (mute(Aim.WORDS, ", ,"), [1, 3, 4]),
        (mute(Aim.STORY, "3"), [1, 4]),
        (mute(Aim.TOPIC, "health"), [1, 4]),
        (mute(Aim.OUTLET, "dailylantern"), [1, 3]),
    ],
)
def test_a_mute_hides_what_it_names_and_nothing_else(rule: Rule, left: list[int]) -> None:
    assert ids(rule) == left
    assert hides(rule, ALL) == 3 - len(left)


def test_a_muted_outlet_is_taken_out_of_stories_that_others_tell() -> None:
    left = judged((FERRY,), Taste((mute(Aim.OUTLET, "dailylantern"),))).stories
    assert [article.outlet for article in left[0].articles] == ["Courier"]


def test_an_outlet_is_known_by_its_name_and_by_its_site() -> None:
    assert outlet_among("the daily lantern", ALL) == "Daily Lantern"
    assert outlet_among("daily-lantern.example", ALL) == "Daily Lantern"
    assert outlet_among("lantern", ALL) == ""
    assert outlet_among("", ALL) == ""


def test_what_is_followed_comes_first_marked_and_beyond_the_limit() -> None:
    eye = Rule(Wish.FOLLOW, Aim.WORDS, "nurses", "nurses")
    plain = compose(ALL, now=NOW, limit=1)
    assert [(s.id, s.followed) for s in plain.stories] == [(1, "")]
    marked = compose(ALL, now=NOW, limit=1, taste=Taste((eye,)))
    assert [(s.id, s.followed) for s in marked.stories] == [(3, "nurses")]
    both = Taste((eye, Rule(Wish.FOLLOW, Aim.STORY, "4", "Bridge")))
    assert {s.id for s in compose(ALL, now=NOW, limit=1, taste=both).stories} == {3, 4}


def test_muting_goes_before_following() -> None:
    taste = Taste((Rule(Wish.FOLLOW, Aim.WORDS, "nurses"), mute(Aim.TOPIC, "health")))
    digest = compose(ALL, now=NOW, taste=taste)
    assert 3 not in {story.id for story in digest.stories}
    assert digest.muted == (("health", 1),)


def test_leanings_move_the_order_gently_and_say_so() -> None:
    first = compose(ALL, now=NOW).stories[0].id
    rule = Rule(Wish.LEAN, Aim.WORDS, "Nurses", "Nurses", strength=5)
    leaning = judged(ALL, Taste((rule,)))
    assert (first, leaning.factors) == (1, {3: 1.6})
    why = next(s.why for s in compose(ALL, now=NOW, taste=Taste((rule,))).stories if s.id == 3)
    assert why is not None
    assert (why.leanings, why.leaning) == ((("Nurses", 5),), 1.6)
    against = judged(ALL, Taste((Rule(Wish.LEAN, Aim.OUTLET, "dailylantern", strength=-5),)))
    assert against.factors == {1: 0.6, 4: 0.6}


def test_a_leaning_has_its_bounds() -> None:
    rule = Rule(Wish.LEAN, Aim.TOPIC, "world", strength=4)
    assert [leant(rule, by).strength for by in (1, 2, -2, -20)] == [5, 5, 2, -5]
    assert concerns(rule, FERRY) and not concerns(rule, STRIKE)


def test_counts_tell_shown_smaller_and_known_stories_apart() -> None:
    known = {1: Shown(1, NOW - timedelta(hours=1), frozenset({1, 2}))}
    digest = compose(ALL, now=NOW, limit=1, shown=known)
    assert (len(digest.stories), digest.total, digest.article_count) == (1, 2, 2)
    assert (digest.known, [one.title for one in digest.rest]) == (1, ["Bridge closes"])


def test_a_story_that_returns_brings_its_new_headline() -> None:
    known = {1: Shown(1, NOW - timedelta(hours=1), frozenset({1, 2}))}
    text = "The ferry was towed free at noon, its owner said."
    free = told(9, "Ferry towed free", "Northlight", text=text, bullets=(Bullet(text, 0, 49),))
    story = compose([Story(1, (*FERRY.articles, free))], now=NOW, shown=known).stories[0]
    assert (story.title, story.url) == ("Ferry towed free", free.url)
    assert story.new_since is not None
