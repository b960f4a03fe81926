"""Stories become an edition: each fact once, with its outlet, and only what is new."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.core.editions.composition import compose
from bot.core.editions.telling import open_story
from bot.core.model.articles import Article, Story
from bot.core.model.chats import Shown
from summarizers.document import Bullet

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


def article(
    number: int, outlet: str, *sentences: str, hours: float = 2, title: str = "", **changes: object
) -> Article:
    """An article whose every sentence is a bullet, published `hours` before NOW."""
    text, bullets = " ".join(sentences), list[Bullet]()
    for sentence in sentences:
        start = text.index(sentence)
        bullets.append(Bullet(sentence, start, start + len(sentence)))
    published = NOW - timedelta(hours=hours)
    values: dict[str, object] = {
        "url": f"https://{outlet.lower().replace(' ', '-')}.example/{number}",
        "title": title or "Ferry runs aground off Harle island",
        "text": text,
        "outlet": outlet,
        "published": published,
        "seen": published + timedelta(minutes=5),
        "language": "en",
        "bullets": tuple(bullets),
        "id": number,
    }
    return Article(**(values | changes))  # type: ignore[arg-type]


POST = article(
    1,
    "Harbour Post",
    "A ferry with 84 passengers ran aground off Harle island on Sunday night.",
    "Nobody was hurt, the coastguard said.",
    "The captain had warned of a broken radar in October.",
    hours=5,
)
RADIO = article(
    2,
    "Valley Radio",
    "A ferry carrying 84 passengers has run aground near Harle island.",
    "The island's only school stays closed on Monday.",
    hours=3,
)


def test_a_fact_that_two_outlets_tell_is_given_once_and_then_what_each_alone_says() -> None:
    opened = open_story(Story(1, (POST, RADIO)))
    assert opened is not None
    told = [(bullet.outlet, bullet.text) for bullet in opened.bullets]
    assert sum("aground" in text for _, text in told) == 1
    assert "aground" in told[0][1]
    assert ("Harbour Post", "The captain had warned of a broken radar in October.") in told
    assert ("Valley Radio", "The island's only school stays closed on Monday.") in told


def test_every_bullet_links_to_its_own_outlets_page() -> None:
    opened = open_story(Story(1, (POST, RADIO)))
    assert opened is not None
    pages = {"Harbour Post": POST.url, "Valley Radio": RADIO.url}
    for bullet in opened.bullets:
        assert bullet.url.startswith(pages[bullet.outlet])
        assert bullet.article_id == {"Harbour Post": 1, "Valley Radio": 2}[bullet.outlet]


def test_a_story_with_one_outlet_keeps_its_bullets_in_reading_order() -> None:
    opened = open_story(Story(1, (POST,)), bullets=2)
    assert opened is not None
    assert [bullet.text for bullet in opened.bullets] == [b.text for b in POST.bullets[:2]]


def test_a_reader_who_saw_the_story_gets_only_the_new_sentences() -> None:
    shown = Shown(1, NOW - timedelta(hours=4), frozenset({POST.id}))
    opened = open_story(Story(1, (POST, RADIO)), shown=shown)
    assert opened is not None
    assert opened.new_since == shown.at
    assert [b.text for b in opened.bullets] == ["The island's only school stays closed on Monday."]


def test_a_story_that_was_shown_stays_away_when_nothing_new_is_said() -> None:
    echo = article(3, "Evening Star", "A ferry ran aground off Harle island.", hours=1)
    shown = {1: Shown(1, NOW - timedelta(hours=4), frozenset({POST.id}))}
    digest = compose([Story(1, (POST, echo))], now=NOW, shown=shown)
    assert digest.stories == ()


def test_a_new_number_brings_a_shown_story_back() -> None:
    later = article(3, "Evening Star", "A ferry with 91 passengers ran aground off Harle island.")
    shown = {1: Shown(1, NOW - timedelta(hours=4), frozenset({POST.id}))}
    digest = compose([Story(1, (POST, later))], now=NOW, shown=shown)
    assert [b.text for story in digest.stories for b in story.bullets] == [
        "A ferry with 91 passengers ran aground off Harle island."
    ]


def test_a_reprint_is_covered_but_says_nothing_of_its_own() -> None:
    reprint = article(
        4, "Mirror Gazette", *[b.text for b in POST.bullets], hours=1, independent=False
    )
    opened = open_story(Story(1, (POST, reprint)))
    assert opened is not None
    assert {bullet.outlet for bullet in opened.bullets} == {"Harbour Post"}
    assert [one.outlet for one in opened.articles] == ["Harbour Post", "Mirror Gazette"]


def test_a_story_without_bullets_is_still_told_by_its_headline() -> None:
    opened = open_story(Story(1, (article(5, "Wire"),)))
    assert opened is not None
    assert (opened.title, opened.bullets) == ("Ferry runs aground off Harle island", ())


def test_an_opened_story_shows_where_outlets_differ_each_value_linked_to_its_sentence() -> None:
    star = article(6, "Evening Star", "The ferry that ran aground off Harle carried 91 passengers.")
    opened = open_story(Story(1, (POST, RADIO, star)))
    assert opened is not None
    (one,) = opened.differences
    assert one.what == "passengers"
    assert [(v.text, v.outlet) for v in one.values] == [
        ("84", "Harbour Post"),
        ("84", "Valley Radio"),
        ("91", "Evening Star"),
    ]
    assert one.values[2].url.startswith(star.url)


def test_an_opened_story_tells_how_it_went_by_date() -> None:
    opened = open_story(Story(1, (POST, RADIO)))
    assert opened is not None
    told = [(one.date.isoformat(), one.precision, one.told.outlet) for one in opened.timeline]
    assert told == [
        ("2026-11-22", "day", "Harbour Post"),
        ("2026-11-23", "day", "Valley Radio"),
    ]
    assert all(one.told.url.startswith("https://") for one in opened.timeline)


def test_a_story_of_a_single_day_has_no_history() -> None:
    opened = open_story(Story(1, (article(7, "Wire", "A ferry ran aground off Harle on Sunday."),)))
    assert opened is not None
    assert opened.timeline == ()


def test_an_opened_story_tells_what_is_announced_as_to_come() -> None:
    text = "A ferry ran aground off Harle on Sunday.", "The owner will be heard on Thursday."
    opened = open_story(Story(1, (article(7, "Wire", *text),)))
    assert opened is not None
    (one,) = opened.timeline
    assert one.ahead
    assert one.date > article(7, "Wire", *text).published.date()


def test_yesterday_is_no_date_in_an_article_that_has_none() -> None:
    text = "A ferry ran aground off Harle yesterday.", "The captain was charged on 2 March 2026."
    undated = article(8, "Wire", *text)
    undated = article(8, "Wire", *text, seen=undated.published)
    opened = open_story(Story(1, (undated,)))
    assert opened is not None
    assert opened.timeline == ()


def test_an_edition_is_brief_and_has_neither_differences_nor_history() -> None:
    star = article(6, "Evening Star", "The ferry that ran aground off Harle carried 91 passengers.")
    digest = compose([Story(1, (POST, star))], now=NOW)
    assert [(one.differences, one.timeline) for one in digest.stories] == [((), ())]


def test_what_an_outlet_says_of_itself_is_no_bullet() -> None:
    wire = article(9, "Wire", "Ann Lee has details.", "Divers searched the ferry's engine room.")
    opened = open_story(Story(1, (wire,)))
    assert opened is not None
    assert [b.text for b in opened.bullets] == ["Divers searched the ferry's engine room."]


def test_a_story_of_which_all_is_known_is_not_even_opened() -> None:
    shown = Shown(1, NOW - timedelta(hours=4), frozenset({POST.id, RADIO.id}))
    assert open_story(Story(1, (POST, RADIO)), shown=shown) is None
