from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.model.articles import Article
from bot.core.model.chats import PUBLIC
from bot.core.text.query import Query
from bot.store import Stores
from summarizers.document import Bullet
from tests.store.press import PRESS, found_press

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
LONG_AGO = NOW - timedelta(days=99)

pytestmark = pytest.mark.usefixtures("press")


def article(name: str, hours_ago: float = 0, **more: object) -> Article:
    """An article that says its name, seen so many hours ago."""
    seen = NOW - hours_ago * HOUR
    plain = Article(f"https://x.example/{name}", name, f"Text of {name}.", "X", seen, seen)
    plain = replace(plain, feed_id=PRESS)
    return replace(plain, **more)  # type: ignore[arg-type]


async def titles(stores: Stores, *words: str) -> list[str]:
    """Titles of the first articles of the stories that match."""
    return [
        s.articles[0].title
        for s in await stores.articles.search(Query(tuple(words)), LONG_AGO, PUBLIC)
    ]


async def test_an_article_comes_back_as_it_was_stored(stores: Stores) -> None:
    whole = Article(
        url="https://x.example/ü?a=1&b=2",
        title="Überraschung 🙂",
        text="Erster Satz.\n\nZweiter Satz.",
        outlet="X & Y",
        published=NOW - HOUR,
        seen=NOW,
        language="de",
        author="A. Ü.",
        image="https://x.example/1.jpg",
        bullets=(Bullet("Erster Satz.", 0, 12), Bullet("Zweiter.", 14, 27)),
        hashtags=("Über", "b"),
        topics=("world", "business"),
        feed_id=3,
        fingerprint="ab12",
        independent=False,
        from_feed=True,
    )
    stored = await stores.articles.add(whole)
    assert stored == replace(whole, id=stored.id, story_id=stored.id)
    assert await stores.articles.recent(NOW) == [stored]


async def test_an_address_is_stored_once(stores: Stores) -> None:
    first = await stores.articles.add(article("a"))
    again = await stores.articles.add(article("a", text="Another text.", story_id=99))
    assert again == first
    assert await stores.articles.count(LONG_AGO) == 1


async def test_known_addresses_are_told_from_new_ones(stores: Stores) -> None:
    long = article("a", url="https://x.example/" + "very-long-" * 1000)
    ids = {a.url: (await stores.articles.add(a)).id for a in (long, article("b"))}
    asked = [*ids, "https://x.example/new", *(f"https://y.example/{i}" for i in range(1200))]
    assert await stores.articles.known_urls(asked, PRESS) == ids
    assert await stores.articles.known_urls([], PRESS) == {}


async def test_text_that_no_database_would_take_is_made_storable(stores: Stores) -> None:
    odd = article("a", title="nul\0 here", text="half a pair \ud83d, then more")
    stored = await stores.articles.add(odd)
    story = await stores.articles.story(stored.story_id, PUBLIC)
    assert story
    assert story.articles[0].title == "nul  here"
    assert story.articles[0].text == "half a pair \ufffd, then more"


async def test_a_time_without_a_zone_is_refused(stores: Stores) -> None:
    with pytest.raises(Exception, match="without a zone"):
        await stores.articles.add(article("a", seen=datetime(2026, 11, 23)))


async def test_the_same_text_is_recognised_by_its_fingerprint(stores: Stores) -> None:
    for name, hours in (("late", 1), ("early", 5), ("ancient", 99)):
        await stores.articles.add(article(name, hours, fingerprint="same"))
    found = await stores.articles.with_fingerprint("same", NOW - 48 * HOUR, PRESS)
    assert found
    assert found.title == "early"
    assert await stores.articles.with_fingerprint("other", LONG_AGO, PRESS) is None
    await stores.articles.add(article("no fingerprint"))
    assert await stores.articles.with_fingerprint("", LONG_AGO, PRESS) is None


# --- stories


async def test_a_story_is_its_articles_oldest_first(stores: Stores) -> None:
    first = await stores.articles.add(article("first", 1))
    for name, hours in (("early", 3), ("late", 0)):
        await stores.articles.add(article(name, hours, story_id=first.id))
    story = await stores.articles.story(first.id, PUBLIC)
    assert story
    assert [a.title for a in story.articles] == ["early", "first", "late"]
    assert await stores.articles.story(4711, PUBLIC) is None


async def test_articles_can_be_put_into_another_story(stores: Stores) -> None:
    found = [article("a", 2), article("b", 1), article("c")]
    a, b, c = [await stores.articles.add(one) for one in found]
    await stores.articles.assign({b.id: a.id, c.id: a.id})
    await stores.articles.assign({})
    (story,) = await stores.articles.stories(LONG_AGO, PUBLIC)
    assert [x.id for x in story.articles] == [a.id, b.id, c.id]
    assert await stores.articles.story(b.id, PUBLIC) is None


async def test_stories_are_newest_first_and_whole(stores: Stores) -> None:
    old = await stores.articles.add(article("old", 50))
    await stores.articles.add(article("middle", 2))
    await stores.articles.add(article("follow-up", 1, story_id=old.id))
    await stores.articles.add(article("too old", 60))
    stories = await stores.articles.stories(NOW - 24 * HOUR, PUBLIC)
    found = [[a.title for a in story.articles] for story in stories]
    assert found == [["old", "follow-up"], ["middle"]]
    assert len(await stores.articles.stories(NOW - 24 * HOUR, PUBLIC, limit=1)) == 1


async def test_stories_are_chosen_by_topic_or_feed(stores: Stores) -> None:
    world = await stores.articles.add(article("world", 4, topics=("world", "world", "sport")))
    await stores.articles.add(article("follow-up", 0, story_id=world.id))
    await stores.articles.add(article("sport", 2, topics=("sport",)))
    await found_press(stores, NOW, 7)
    await stores.articles.add(article("mine", 3, feed_id=7))
    since = NOW - 3 * HOUR

    async def chosen(topics: list[str] | None, feed_ids: tuple[int, ...] = ()) -> list[str]:
        found = await stores.articles.stories(since, PUBLIC, topics=topics, feed_ids=feed_ids)
        return [story.articles[0].title for story in found]

    assert await chosen(["world"]) == ["world"]
    assert await chosen(["sport"]) == ["world", "sport"]
    assert await chosen(["business"]) == []
    assert await chosen([], (7,)) == ["mine"]
    assert await chosen(["sport"], (7,)) == ["world", "sport", "mine"]
    assert await chosen([]) == []
    assert await chosen(None) == ["world", "sport", "mine"]


async def test_recent_articles_come_oldest_first(stores: Stores) -> None:
    same_moment = [article(str(n), 1) for n in range(5)]
    for one in (article("new"), *same_moment, article("old", 9)):
        await stores.articles.add(one)
    expected = ["0", "1", "2", "3", "4", "new"]
    assert [a.title for a in await stores.articles.recent(NOW - HOUR)] == expected
    ids = [a.id for a in await stores.articles.recent(NOW - HOUR)]
    assert [a.title for a in await stores.articles.with_ids([ids[3], ids[0]])] == ["0", "3"]


# --- search


SEARCHED = {
    "Zürich wählt neuen Stadtrat": "Am Sonntag wurde gewählt.",
    "Iran talks resume": "Negotiators met in Geneva. Covid-19 rules were eased, 100% of them.",
    "Elections in Tirana": "Voters in Albania's capital went to the polls.",
    "Выборы в Албании": "Жители Тираны проголосовали.",
    "東京で地震": "東京都で強い地震がありました。",
}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["zürich"], ["Zürich wählt neuen Stadtrat"]),
        (["ZURICH", "Stadtrat"], ["Zürich wählt neuen Stadtrat"]),
        (["iran"], ["Iran talks resume"]),
        (["iran", "tirana"], []),
        (["election"], ["Elections in Tirana"]),
        (["talk"], []),  # short words must stand as they are
        (["#Politics"], ["Elections in Tirana"]),
        (["covid-19"], ["Iran talks resume"]),
        (["ВЫБОРЫ", "тираны"], ["Выборы в Албании"]),
        (["地震"], ["東京で地震"]),
        (["100%"], ["Iran talks resume"]),
        (["%"], []),
        (["_"], []),
        ([""], []),
        ([], []),
    ],
)
async def test_search_finds_articles_that_hold_all_words(
    stores: Stores, words: list[str], expected: list[str]
) -> None:
    for title, text in SEARCHED.items():
        hashtags = ("Politics",) if "Elections" in title else ()
        await stores.articles.add(article(title, text=text, hashtags=hashtags))
    assert await titles(stores, *words) == expected


async def test_search_gives_whole_stories_newest_first(stores: Stores) -> None:
    lead = await stores.articles.add(article("quake", 5))
    await stores.articles.add(article("aftershock", 0, story_id=lead.id))
    await stores.articles.add(article("quake again", 2))
    assert await titles(stores, "quake") == ["quake again", "quake"]
    (story, *_) = await stores.articles.search(Query(("aftershock",)), LONG_AGO, PUBLIC)
    assert len(story.articles) == 2
    assert await stores.articles.search(Query(("aftershock",)), NOW + HOUR, PUBLIC) == []


# --- retention


async def test_what_is_too_old_goes_in_batches_with_all_that_belongs_to_it(
    stores: Stores,
) -> None:
    for n in range(3):
        await stores.articles.add(article(f"old {n}", 100 - n, topics=("world",)))
    await stores.articles.add(article("new"))
    gone = [await stores.articles.delete_older(NOW - 24 * HOUR, limit=2) for _ in range(3)]
    assert gone == [2, 1, 0]
    assert await titles(stores, "old") == []
    assert [s.articles[0].title for s in await stores.articles.stories(LONG_AGO, PUBLIC)] == ["new"]
    assert await rows(stores, "article_search") == 1
    assert await rows(stores, "article_topics") == 0


async def rows(stores: Stores, table: str) -> int:
    async with stores.database.read() as connection:
        found = await connection.exec_driver_sql(f"SELECT count(*) FROM {table}")
        return int(found.scalar_one())


async def test_the_id_of_a_deleted_article_is_never_given_again(stores: Stores) -> None:
    first = await stores.articles.add(article("first", 99))
    await stores.articles.delete_older(NOW)
    assert (await stores.articles.add(article("second"))).id > first.id
