from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.store import Stores
from tests.services.doubles import article

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


async def test_articles_wait_in_the_order_in_which_they_came(stores: Stores) -> None:
    first, second = article(1, topics=("world", "health")), article(2, hashtags=("Tübingen",))
    assert await stores.arrivals.put(first, NOW)
    assert await stores.arrivals.put(second, NOW)
    waiting = await stores.arrivals.first(9)
    assert [one for _, one in waiting] == [first, second]
    await stores.arrivals.remove([waiting[0][0]])
    assert [one for _, one in await stores.arrivals.first(9)] == [second]
    assert await stores.arrivals.count() == 1


async def test_one_article_of_one_feed_waits_once(stores: Stores) -> None:
    assert await stores.arrivals.put(article(1, feed_id=7), NOW)
    assert not await stores.arrivals.put(article(1, feed_id=7), NOW)
    assert await stores.arrivals.put(article(1, feed_id=8), NOW), "another reader's own feed"
    assert await stores.arrivals.count() == 2


async def test_letters_that_no_database_holds_are_replaced(stores: Stores) -> None:
    odd = replace(article(1), title="a lone \ud83d half")
    await stores.arrivals.put(odd, NOW)
    ((_, kept),) = await stores.arrivals.first(1)
    assert kept == replace(odd, title="a lone \ufffd half")
