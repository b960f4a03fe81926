"""From feed to chat: what a newcomer sees in the first minutes, through every real part."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio

from bot.app import now
from bot.command.trial import FIRST_WORDS, Trial, first_digest, trial
from bot.core.model.chats import PUBLIC, Chat
from bot.core.model.feeds import Feed, FeedState
from bot.core.model.reasons import Reason, Unreadable
from bot.services.telling.telling_version import telling_version
from config.settings import Settings
from tests.local_telegram.client import FakeUser, Telegram

pytestmark = pytest.mark.asyncio(loop_scope="module")

PATIENCE = 60.0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def product() -> AsyncIterator[Trial]:
    async with trial(Settings()) as running:
        await running.ingestion.collector.run_due()
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def telegram(product: Trial) -> AsyncIterator[Telegram]:
    client = Telegram(product.telegram)
    yield client
    await client.http.aclose()


@pytest_asyncio.fixture(loop_scope="module")
async def ada(telegram: Telegram) -> FakeUser:
    return await telegram.user("Ada")


def headlines(edition: str) -> list[str]:
    """The numbered headlines of an edition."""
    return [m[1] for m in re.finditer(r"^\d+\s{2}(.+)$", edition, re.MULTILINE)]


async def whole_edition(reader: FakeUser, after: int) -> str:
    """An edition to its end, in however many messages it took."""
    await reader.wait_for(" —", after=after, within=PATIENCE)
    return "\n".join(message.text for message in await reader.replies() if message.id > after)


async def test_the_sample_edition_is_read_whole_and_each_story_once(product: Trial) -> None:
    stories = await product.ingestion.stores.articles.stories(now() - timedelta(days=1), PUBLIC)
    by_page = {product.site.page_url(article): article.story for article in product.site.articles}
    found = [{by_page[article.url] for article in story.articles} for story in stories]
    assert sum(len(story.articles) for story in stories) == len(by_page)
    assert all(len(mixed) == 1 for mixed in found)
    assert Counter(name for one in found for name in one) == Counter(set(by_page.values()))


async def test_every_bullet_stands_word_for_word_in_its_article(product: Trial) -> None:
    for story in await product.ingestion.stores.articles.stories(now() - timedelta(days=1), PUBLIC):
        for article in story.articles:
            assert article.bullets, article.title
            for bullet in article.bullets:
                span = iter(re.findall(r"\w+", article.text[bullet.start : bullet.end]))
                assert all(word in span for word in re.findall(r"\w+", bullet.text)), bullet


async def test_no_page_furniture_is_in_any_text(product: Trial) -> None:
    furniture = ("cookie", "WhatsApp", "newsletter", "Newsletter", "Read more", "Lesen Sie auch",
                 "Lea también", "All rights", "comments", "Most read", "Photo:", "Foto:")  # fmt: skip
    for article in await product.ingestion.stores.articles.recent(now() - timedelta(days=1)):
        assert not [word for word in furniture if word in article.text], article.url


async def test_a_newcomer_is_greeted_and_reads_an_edition(ada: FakeUser) -> None:
    await ada.say("/start")
    greeting = await ada.wait_for("What interests you?", within=PATIENCE)
    assert len([text for row in greeting.buttons for text in row]) >= 9
    asked = await ada.say(FIRST_WORDS)
    edition = await whole_edition(ada, asked.id)
    assert len(headlines(edition)) == len(set(headlines(edition))) == 8
    assert edition.count("•") >= 16


async def test_the_trial_asks_for_who_only_looks_and_not_for_who_sets_up(product: Trial) -> None:
    people, reader = product.telegram.people, product.telegram.reader_id
    people.say(reader, "/start")
    asked = asyncio.create_task(first_digest(product, looks=2.0))
    while len(people.chat(reader).messages) < 2:  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.3)
    greeting = max(people.chat(reader).messages)
    people.tap(reader, reader, greeting, "w:s:ask")
    await asked
    said = [m.text for m in people.chat(reader).messages.values() if not m.from_bot]
    assert said == ["/start"]
    await first_digest(product, looks=0.0)
    said = [m.text for m in people.chat(reader).messages.values() if not m.from_bot]
    assert said == ["/start", FIRST_WORDS]


async def test_a_topic_a_near_miss_and_a_search(ada: FakeUser) -> None:
    sport = await ada.ask("/topic sport", within=PATIENCE)
    assert "Cup" in sport.text
    near = await ada.ask("/topic scince", within=PATIENCE)
    assert "Science" in near.text and "•" in near.text
    found = await ada.ask("/search Nordlys", within=PATIENCE)
    assert "Skarvik" in found.text


async def test_a_page_is_read_and_summarised_in_place(ada: FakeUser, product: Trial) -> None:
    page = next(a for a in product.site.articles if a.story == "chips" and a.outlet == "courier")
    said = await ada.say(product.site.page_url(page))
    card = await ada.wait_for("Halvorsen picks Eastmere", after=said.id, within=PATIENCE)
    assert card.edited
    assert "•" in card.text


async def test_an_address_within_is_refused_politely(ada: FakeUser) -> None:
    said = await ada.say("/summary http://127.0.0.2/secret")
    answer = await ada.wait_for(lambda m: "Reading" not in m.text, after=said.id, within=PATIENCE)
    assert "•" not in answer.text


async def test_stories_are_told_before_anybody_asks(product: Trial) -> None:
    tellings = product.ingestion.stores.articles.tellings
    every = now() - timedelta(days=1), now(), Chat(0).bullets, telling_version(), 99
    for _ in range(int(5 * PATIENCE)):  # the tick's first turn is three seconds after a start
        if not (left := await tellings.untold(*every)):
            break
        await asyncio.sleep(0.2)
    assert left == []
    assert await tellings.untold(*every[:2], 99, *every[3:]), "there are stories"


async def test_a_scheduled_edition_comes_by_itself(ada: FakeUser, product: Trial) -> None:
    planned = await ada.ask("/schedule 07:30", within=PATIENCE)
    chat = await product.ingestion.stores.chats.get(ada.id)
    assert chat is not None
    assert chat.next_due is not None
    await product.ingestion.stores.chats.save(replace(chat, next_due=now() - timedelta(seconds=1)))
    assert len(headlines(await whole_edition(ada, planned.id))) == 8
    await settled(product)


async def settled(product: Trial) -> None:
    """Until the outbox knows, too, that the edition has arrived."""
    for _ in range(400):
        if (await product.ingestion.stores.outbox.counts()).get("sent", 0):
            return
        await asyncio.sleep(0.05)
    raise AssertionError("nothing was sent")


async def test_a_reader_is_told_of_a_feed_that_has_ended(ada: FakeUser, product: Trial) -> None:
    await ada.ask("/subscribe science", within=PATIENCE)
    stores, tomorrow = product.ingestion.stores, now() + timedelta(days=1)
    feed = await stores.feeds.add(Feed("https://gull.example/feed", "Old Gull"), tomorrow)
    chat = await stores.chats.get(ada.id)
    assert chat is not None
    await stores.chats.save(replace(chat, feed_ids=(feed.id,)))
    await stores.feeds.save_state(
        FeedState(feed.id, tomorrow, gone=True, error=Unreadable(Reason.GONE))
    )
    told = await ada.wait_for("Old Gull has been ended by its publisher", within=PATIENCE)
    assert "/sources" in told.text
