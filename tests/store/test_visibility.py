"""Two tenants: what another chat's own feed brings does not exist for anybody else."""

from __future__ import annotations

import asyncio
import inspect
import os
import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.rendering.renderer import Renderer
from bot.core.editions.topics import Topic, Topics
from bot.core.model.articles import Article
from bot.core.model.chats import PUBLIC, Chat, Schedule, Viewer
from bot.core.model.editions import Digest
from bot.core.model.feeds import Feed, FeedState
from bot.core.model.messages import Message
from bot.core.text.query import Query
from bot.services.answers import Answers
from bot.services.publish import Publisher
from bot.store import Database, Stores, stores_of
from bot.store.articles.article_store import SqlArticles
from summarizers.document import Bullet

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=99)
ADA, BEN = 11, 12
TOPICS = Topics([Topic("world", "World"), Topic("sport", "Sport")])
NIGHTLY = bool(os.environ.get("PRECIS_NIGHTLY"))
RENDERER = Renderer(lambda name: name)
WORDS = ("ferry", "bridge", "council", "harvest")

# --- a world of two readers: a bundled feed, one of each reader's own, and one of both


@dataclass(frozen=True)
class Piece:
    """An article as a feed brings it: everything that the strategies choose."""

    feed: int  # 0 bundled, 1 Ada's, 2 Ben's, 3 of both
    story: int
    address: int
    word: str
    topics: tuple[str, ...]
    hours: int
    independent: bool


PIECES = st.lists(
    st.builds(
        Piece,
        st.integers(0, 3),
        st.integers(1, 4),
        st.integers(1, 5),
        st.sampled_from(WORDS),
        st.sampled_from([(), ("world",), ("sport",), ("world", "sport")]),
        st.integers(1, 20),
        st.booleans(),
    ),
    min_size=1,
    max_size=9,
)
FOLLOWED = {ADA: (1, 3), BEN: (2, 3)}


def article(piece: Piece, place: int, feed_id: int) -> Article:
    """It names its feed in every field that a reader could be shown."""
    mark = f"mark{piece.feed}"
    text = f"{mark} and the {piece.word} number {place} were spoken of on Monday by the mayor."
    return Article(
        url=f"https://news.example/{piece.address}",
        title=f"{mark} {piece.word} report {place}",
        text=text,
        outlet=f"Outlet {mark}",
        published=NOW - timedelta(hours=piece.hours, minutes=place),
        seen=NOW - timedelta(hours=piece.hours, minutes=place) + timedelta(minutes=5),
        language="en",
        image=f"https://news.example/{mark}.jpg",
        bullets=(Bullet(text, 0, len(text)),),
        hashtags=(f"{mark}tag",),
        topics=piece.topics,
        feed_id=feed_id,
        story_id=piece.story,
        fingerprint=f"{piece.word}",
        independent=piece.independent,
    )


async def settled(stores: Stores, pieces: Sequence[Piece], left_out: int | None = None) -> None:
    """The feeds, chats and articles; of the feed `left_out` no article and no state is stored."""
    ids = {}
    for feed in range(4):
        stored = await stores.feeds.add(
            Feed(
                f"https://feed{feed}.example/?token=secret{feed}",
                f"Name mark{feed}",
                bundled=not feed,
            ),
            NOW,
        )
        ids[feed] = stored.id
        if feed != left_out:
            failing = FeedState(stored.id, NOW, succeeded_at=NOW - timedelta(hours=9), failures=2)
            await stores.feeds.save_state(failing)
    for chat_id, own in FOLLOWED.items():
        followed = tuple(ids[one] for one in own)
        await stores.chats.save(
            Chat(chat_id, feed_ids=followed, schedule=Schedule((time(7, 30),)), next_due=NOW)
        )
    for place, piece in enumerate(pieces):
        if piece.feed != left_out:
            await stores.articles.add(article(piece, place, ids[piece.feed]))


async def told(stores: Stores, chat_id: int, topics: tuple[str, ...]) -> list[Any]:
    """Everything that the chat can get to see of the store, article ids aside."""
    chat = await stores.chats.get(chat_id)
    assert chat is not None
    chat = replace(chat, topics=topics)
    answers = Answers(stores.articles, stores.chats, stores.feeds, TOPICS, lambda: NOW)
    found: list[Any] = [await answers.mine(chat), await answers.mine(chat, again=True)]
    found += [await answers.topic(name, chat) for name in ("world", "sport", *WORDS)]
    found += [await answers.search(word, chat) for word in WORDS]
    found += [await answers.story(number, chat) for number in range(1, 5)]
    await stores.chats.save(chat)
    drawn: list[tuple[int, Message]] = []

    def draw(digest: Digest, reader: Chat) -> list[Message]:
        messages = RENDERER.digest(digest, reader)
        drawn.extend((reader.id, message) for message in messages)
        return messages

    publisher = Publisher(
        stores.chats, stores.articles, stores.outbox, stores.feeds, draw, lambda: NOW
    )
    await publisher.run_due()
    found += [message for reader, message in drawn if reader == chat_id]
    found.append(await stores.chats.shown(chat_id, LONG_AGO, chat.viewer))
    return found


def without_ids(said: list[Any]) -> str:
    """What is told, as text; article ids, which only count what is stored, are left out."""
    return re.sub(r"article_ids?=(\d+|frozenset\(.*?\))", "", repr(said))


@asynccontextmanager
async def fresh(ready_file: Path) -> AsyncIterator[Stores]:
    """Stores over an empty database of their own."""
    with tempfile.TemporaryDirectory() as folder:
        path = shutil.copy(ready_file, f"{folder}/precis.db")
        opened = stores_of(Database(f"sqlite:///{path}"))
        try:
            yield opened
        finally:
            await opened.aclose()


@settings(max_examples=300 if NIGHTLY else 8)
@given(PIECES, st.sampled_from([(), ("world",), ("sport",)]))
def test_what_a_chat_is_told_is_the_same_as_if_the_others_feed_did_not_exist(
    ready_file: Path, pieces: list[Piece], topics: tuple[str, ...]
) -> None:
    async def compare(reader: int, stranger: int) -> None:
        async with fresh(ready_file) as both, fresh(ready_file) as alone:
            await settled(both, pieces)
            await settled(alone, pieces, left_out=stranger)
            said = without_ids(await told(both, reader, topics))
            assert f"mark{stranger}" not in said
            assert f"secret{stranger}" not in said
            assert said == without_ids(await told(alone, reader, topics))

    asyncio.run(compare(ADA, 2))
    asyncio.run(compare(BEN, 1))


# --- the same on both databases, by example


async def test_each_viewer_sees_a_story_put_together_from_what_is_theirs(stores: Stores) -> None:
    pieces = [Piece(feed, 1, feed, "ferry", ("world",), 2, True) for feed in range(4)]
    await settled(stores, pieces)
    feeds = {f.title[-1]: f.id for f, _ in await stores.feeds.all()}
    ada = Viewer(frozenset({feeds["1"], feeds["3"]}))
    for viewer, expected in ((PUBLIC, "0"), (ada, "013")):
        story = await stores.articles.story(1, viewer)
        (found,) = await stores.articles.stories(LONG_AGO, viewer, topics=["world"])
        (hit,) = await stores.articles.search(Query(("ferry",)), LONG_AGO, viewer)
        for one in (story, found, hit):
            assert one is not None
            assert "".join(sorted(a.title[4] for a in one.articles)) == expected
    assert await stores.articles.search(Query(("mark2",)), LONG_AGO, ada) == []
    assert await stores.articles.search(Query(("mark1",)), LONG_AGO, PUBLIC) == []


async def test_an_own_feed_never_goes_by_a_bundled_outlets_name(stores: Stores) -> None:
    await settled(stores, [Piece(1, 1, 1, "ferry", (), 2, True)])
    feeds = {f.title[-1]: f.id for f, _ in await stores.feeds.all()}
    story = await stores.articles.story(1, Viewer(frozenset({feeds["1"]})))
    assert story is not None
    assert [one.outlet for one in story.articles] == ["Outlet mark1 (feed1.example)"]


async def test_who_is_first_with_an_address_keeps_it_from_nobody(stores: Stores) -> None:
    await settled(
        stores, [Piece(1, 1, 7, "ferry", (), 5, True), Piece(0, 1, 7, "ferry", (), 2, True)]
    )
    story = await stores.articles.story(1, PUBLIC)
    assert story is not None
    assert [one.outlet for one in story.articles] == ["Outlet mark0"]
    feeds = {f.title[-1]: f.id for f, _ in await stores.feeds.all()}
    known = await stores.articles.known_urls(["https://news.example/7"], feeds["2"])
    assert known == {}, "Ben's feed has not brought it"
    both = await stores.articles.story(1, Viewer(frozenset({feeds["1"]})))
    assert both is not None
    assert [one.outlet for one in both.articles] == ["Outlet mark0"], "once, as the bundled one"


async def test_what_was_shown_from_one_feed_is_not_new_from_another(stores: Stores) -> None:
    await settled(
        stores, [Piece(1, 1, 7, "ferry", (), 5, True), Piece(0, 2, 7, "ferry", (), 2, True)]
    )
    feeds = {f.title[-1]: f.id for f, _ in await stores.feeds.all()}
    first = (await stores.articles.known_urls(["https://news.example/7"], feeds["1"])).values()
    await stores.chats.mark_shown(ADA, [(1, one) for one in first], NOW)
    ada = Viewer(frozenset({feeds["1"]}))
    assert set(await stores.chats.shown(ADA, LONG_AGO, ada)) == {1, 2}
    after_leaving = await stores.chats.shown(ADA, LONG_AGO, PUBLIC)
    assert set(after_leaving) == {2}


async def test_a_feed_that_is_left_takes_its_articles_along(stores: Stores) -> None:
    await settled(stores, [Piece(1, 1, 1, "ferry", (), 2, True)])
    chat = await stores.chats.get(ADA)
    assert chat is not None
    assert await stores.articles.search(Query(("ferry",)), LONG_AGO, chat.viewer)
    await stores.chats.save(replace(chat, feed_ids=()))
    assert await stores.articles.search(Query(("ferry",)), LONG_AGO, chat.viewer) == []
    assert await stores.articles.count(LONG_AGO) == 0, "nobody else follows it"


async def test_a_feed_of_the_sources_file_is_everybodys_until_it_is_taken_out(
    stores: Stores,
) -> None:
    await settled(
        stores, [Piece(1, 1, 1, "ferry", (), 2, True), Piece(0, 2, 1, "bridge", (), 2, True)]
    )
    named = {feed.title[-1]: feed for feed, _ in await stores.feeds.all()}
    own, bundled = named["1"], named["0"]

    async def public() -> list[str]:
        found = await stores.articles.stories(LONG_AGO, PUBLIC)
        return sorted(a.outlet for story in found for a in story.articles)

    await stores.feeds.sync_bundled([bundled, replace(own, bundled=True)], NOW)
    assert await public() == ["Outlet mark0"], "of one address the bundled feed's article"
    await stores.articles.add(article(Piece(1, 3, 3, "ferry", (), 1, True), 3, own.id))
    assert await public() == ["Outlet mark0", "Outlet mark1"]
    await stores.feeds.sync_bundled([bundled], NOW)
    assert await public() == ["Outlet mark0"]
    ada = Viewer(frozenset({own.id}))
    assert len(await stores.articles.search(Query(("mark1",)), LONG_AGO, ada)) == 1
    assert await stores.articles.known_urls(["https://news.example/3"], bundled.id) == {}


async def test_a_feed_that_sends_us_on_to_a_bundled_one_brings_nothing_along(
    stores: Stores,
) -> None:
    await settled(stores, [Piece(1, 1, 1, "ferry", (), 2, True)])
    feeds = {f.title[-1]: f.id for f, _ in await stores.feeds.all()}
    await stores.feeds.remember_keys(feeds["1"], ["an entry to come"], NOW)
    await stores.feeds.join(feeds["0"], feeds["1"])
    assert await stores.articles.stories(LONG_AGO, PUBLIC) == []
    unknown = await stores.feeds.unknown_keys(feeds["0"], ["an entry to come"])
    assert unknown == {"an entry to come"}, "nobody else's entries are known to it"
    chat = await stores.chats.get(ADA)
    assert chat is not None
    assert set(chat.feed_ids) == {feeds["0"], feeds["3"]}


# --- no query can forget for whom it asks

FOR_NO_READER = {"add", "add_all", "with_fingerprint", "recent", "with_ids"}


def test_every_query_that_yields_articles_asks_for_whom() -> None:
    yielding = {
        name
        for name, method in inspect.getmembers(SqlArticles, inspect.isfunction)
        if not name.startswith("_")
        and re.search(r"\b(Article|Story)\b", str(inspect.signature(method).return_annotation))
    }
    assert yielding > FOR_NO_READER
    for name in yielding - FOR_NO_READER:
        viewer = inspect.signature(getattr(SqlArticles, name)).parameters["viewer"]
        assert viewer.default is inspect.Parameter.empty, name
