"""A story told in brief, whole or only what is new of it; opened, it says more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core.editions.telling import in_brief, lead_article, newest_lead, open_story
from bot.core.model.articles import Story
from bot.core.model.chats import Shown
from summarizers import summarize
from tests.services.doubles import MORNING as NOW
from tests.services.doubles import article

STORY = Story(1, tuple(article(n, 1, f"Outlet {n}", id=n) for n in (1, 2, 3)))


def test_every_outlets_article_is_named_and_bullets_lead_to_their_sentences() -> None:
    told = in_brief(STORY, 3, None)
    assert told is not None
    assert [one.article_id for one in told.articles] == [1, 2, 3]
    assert told.title == lead_article(STORY.articles).title
    assert told.bullets
    assert all(bullet.url.startswith("https://news.example/") for bullet in told.bullets)
    assert all("#:~:text=" in bullet.url for bullet in told.bullets)


def test_only_what_is_new_is_told_under_the_newest_headline() -> None:
    before = Shown(1, NOW - timedelta(days=1), frozenset({1, 2}))
    told = in_brief(STORY, 3, before)
    assert told is not None
    assert told.title == newest_lead(STORY.articles[2:]).title
    assert {bullet.article_id for bullet in told.bullets} == {3}
    assert told.new_since == before.at
    everything = Shown(1, NOW, frozenset({1, 2, 3}))
    assert in_brief(STORY, 3, everything) is None


def test_an_opened_story_is_the_same_and_how_it_went() -> None:
    opened, brief = open_story(STORY), in_brief(STORY, 8, None)
    assert opened is not None and brief is not None
    more = {"differences": opened.differences, "timeline": opened.timeline}
    assert opened == replace(brief, **more)


def test_the_headline_tells_what_the_first_bullet_tells() -> None:
    texts = {
        1: ("Borrowers brace for dearer loans", "The central bank of Kolm raised its key rate to 4.5 percent on Monday. Governor Ana Roth spoke of stubborn prices. A family pays 90 crowns more a month."),
        2: ("Kolm's central bank raises key rate to 4.5 percent", "The central bank of Kolm raised its key rate by half a point to 4.5 percent on Monday, Governor Ana Roth said. Seven of nine members voted for it. The next meeting is in May."),
        3: ("Borrowers brace for a dear winter of loans", "Borrowers in Kolm could pay more for loans. Mortgage brokers told of many calls on Monday."),
    }  # fmt: skip
    articles = [
        replace(
            article(n, 1, f"Outlet {n}", id=n),
            title=title,
            text=text,
            bullets=tuple(summarize(text, title, "en", 3)),
        )
        for n, (title, text) in texts.items()
    ]
    told = in_brief(Story(1, tuple(articles)), 3, None)
    assert told is not None
    assert lead_article(articles).id != 2
    assert "4.5 percent" in told.bullets[0].text
    assert told.title == texts[2][0]


def test_of_headlines_that_fit_alike_that_of_the_first_bullet_stands_unless_it_is_loaded() -> None:
    bullet = "The dam of Kolm burst on Monday and 900 people left the valley, the mayor said."
    text = f"{bullet} Two cars were swept away. Schools stay closed until Friday."

    def shown(own: str) -> str:
        titles = (own, "Dam of Kolm bursts in the night", "Dam of Kolm bursts")
        articles = [
            replace(
                article(n, 1, f"Outlet {n}", id=n),
                title=title,
                text=text if n == 1 else "People left. Nobody was hurt.",
                bullets=tuple(summarize(text, title, "en", 3)) if n == 1 else (),
            )
            for n, title in enumerate(titles, 1)
        ]
        told = in_brief(Story(1, tuple(articles)), 3, None)
        assert told is not None and told.bullets[0].text == bullet
        return told.title

    fewer = "Kolm dam gone, 900 flee"  # the clearest one's tells of the burst, too
    assert shown(fewer) == fewer
    plain, loaded = "Kolm flees as dam bursts", "Shameful: Kolm flees as dam bursts"
    assert shown(plain) == plain
    assert shown(loaded) != loaded
