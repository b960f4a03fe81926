"""A story tells a claim with what is said against it in the same article, or not at all."""

from __future__ import annotations

import pytest

from summarizers.document import Bullet
from summarizers.story.answered import answer_to, denial, is_answered_by, place_behind, unanswered
from summarizers.story.bullets import StoryArticle, story_bullets, summarise_story
from summarizers.story.candidates import StoryCandidate, candidate
from summarizers.story.known import Known

CLAIM = "Jon Berg beat two prisoners in their cells on Monday night, three guards say."
DENIAL = "He denies it."
OTHER = "The prison of Sarn has 300 cells and 290 prisoners."
TEXT = "\n\n".join([CLAIM, DENIAL, OTHER, "A commission visits it on Friday."])
SECOND = """A guard in Sarn is accused of beating two prisoners on Monday night.

A commission with two doctors will visit the prison on Friday, the minister of justice announced.

He promised 4 million crowns for cameras."""


def of(place: int, text: str, article: int = 0) -> StoryCandidate:
    start = TEXT.index(text)
    return candidate(article, place, Bullet(text, start, start + len(text)), "en", "", TEXT)


def test_a_claim_knows_the_denial_right_behind_it_and_no_other() -> None:
    claim, denial, other = of(0, CLAIM), of(1, DENIAL), of(1, OTHER)
    assert answer_to(claim, [claim, other, denial]) is None  # another bullet is the next one
    assert answer_to(claim, [claim, denial]) is denial
    assert answer_to(claim, [of(1, DENIAL, article=1)]) is None
    assert answer_to(claim, [of(1, OTHER)]) is None
    assert is_answered_by([claim], denial)
    assert not is_answered_by([denial], claim)
    assert unanswered([claim], [claim, denial]) is denial
    assert unanswered([claim, denial], [claim, denial]) is None
    assert place_behind(denial, [claim, other]) == 1
    assert place_behind(denial, [other]) == 1


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("turned", [False, True])
def test_a_story_tells_a_claim_with_its_denial(count: int, turned: bool) -> None:
    articles = [
        StoryArticle(0, "Post", "Guard accused", TEXT, "en"),
        StoryArticle(1, "Times", "Guard accused", SECOND, "en"),
    ]
    told = [one.bullet.text for one in summarise_story(articles[:: -1 if turned else 1], count)]
    assert told
    assert (CLAIM in told) <= (DENIAL in told)
    if CLAIM in told:
        assert told.index(DENIAL) == told.index(CLAIM) + 1


def test_the_only_article_gives_no_claim_for_whose_denial_no_place_is_left() -> None:
    text = f"A court heard 12 witnesses.\n\n{TEXT}"
    bullets = tuple(
        Bullet(line, text.index(line), text.index(line) + len(line)) for line in text.split("\n\n")
    )
    article = StoryArticle(0, "Post", "Guards in court", text, "en", bullets)
    told = [one.bullet.text for one in story_bullets([article], 2)]
    assert told == ["A court heard 12 witnesses.", OTHER]
    told = [one.bullet.text for one in story_bullets([article], 3)]
    assert told == ["A court heard 12 witnesses.", CLAIM, DENIAL]


ACCUSES = """The port of Kolm will cut 900 jobs by the summer, the union of dockers said on Thursday.

The port employs 4,100 people and handled 6.2 million containers last year.

The union has called a strike for 2 May."""
DENIES = """The port of Kolm on Thursday denied a union claim that it would cut 900 jobs.

Its head Tom Birk said that it would hire 60 people this year."""
ELSEWHERE = """The port of Sarn denied reports that it would close its oldest quay.

It has three of them."""


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_story_tells_the_denial_that_another_outlet_alone_has(count: int) -> None:
    articles = [
        StoryArticle(0, "Post", "Union: port of Kolm to cut 900 jobs", ACCUSES, "en"),
        StoryArticle(1, "Echo", "Port of Kolm will cut no jobs", DENIES, "en"),
    ]
    told = [one.bullet.text for one in summarise_story(articles, count)]
    assert any("denied a union claim" in text for text in told)
    assert len(told) == count


def test_a_denial_of_another_matter_is_no_part_of_a_story() -> None:
    articles = [
        StoryArticle(0, "Post", "Union: port of Kolm to cut 900 jobs", ACCUSES, "en"),
        StoryArticle(1, "Echo", "Port of Sarn keeps its quay", ELSEWHERE, "en"),
    ]
    told = [one.bullet.text for one in summarise_story(articles, 2)]
    assert told[0].startswith("The port of Kolm will cut 900 jobs")
    assert not any("oldest quay" in text for text in told)


def test_a_denial_is_taken_of_the_same_outlet_first_and_once() -> None:
    text = "The firm hid its losses, auditors say.\n\nThe firm denies that it hid its losses."
    own = [
        candidate(0, n, Bullet(t, text.index(t), len(t)), "en", "", text)
        for n, t in enumerate(text.split("\n\n"))
    ]
    other = candidate(1, 0, Bullet("The firm denied that it hid losses.", 0, 35), "en", "", "")
    told = Known.of([own[0].bullet.text], "en", {})
    assert denial([], [*own, other], told) is None
    assert denial(own[:1], [other, *own], told) is own[1]
    assert denial(own[:1], [other], told) is other
    assert denial(own, [other], Known.of([one.bullet.text for one in own], "en", {})) is None
