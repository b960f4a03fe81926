"""A story tells a claim with what is said against it in the same article, or not at all."""

from __future__ import annotations

import pytest

from summarizers.document import Bullet
from summarizers.story.answered import answer_to, is_answered_by, place_behind, unanswered
from summarizers.story.bullets import StoryArticle, story_bullets, summarise_story
from summarizers.story.candidates import StoryCandidate, candidate

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
