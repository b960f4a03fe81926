"""Stores on both databases, and a reader that reads in the test's own process."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.ingest.web.client import WebClient
from bot.services.collect import CollectLimits, CollectOptions, Collector
from bot.store import Stores
from tests.chat.conftest import bot, sender, talk, telegram, time
from tests.services.doubles import Clock, InProcessReader, Site, topics
from tests.store.conftest import press

__all__ = [
    "bot",
    "press",
    "sender",
    "talk",
    "telegram",
    "time",
]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def collector(stores: Stores, clock: Clock, site: Site) -> AsyncIterator[Collector]:
    """The collector over the `site` of each test module; nothing is left to chance."""
    web = WebClient(clock=clock, transport=site.transport())
    yield Collector(
        stores.feeds,
        stores.articles,
        web,
        InProcessReader(),
        topics(),
        clock,
        CollectOptions(limits=CollectLimits(first_fetch=3, each_fetch=5), random=lambda: 0.0),
    )
    await web.aclose()
