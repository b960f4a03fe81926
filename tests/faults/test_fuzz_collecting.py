"""Mutated feeds through collecting: each is read or is its own failure, and all others are read.

The whole collector with a real store; what comes of a mutant is stored, grouped and remembered.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.model.feeds import Feed
from bot.core.model.reasons import Reason
from bot.ingest.web.client import WebClient
from bot.services.collect import CollectOptions, Collector
from bot.store import open_stores
from tests.faults.mutations import NIGHTLY, mutants
from tests.faults.test_fuzz_feeds import feed_seeds
from tests.services.doubles import MORNING, Clock, InProcessReader, Site, topics
from tests.services.test_collect import SURROGATE_FEED, item, rss

COUNT, BLOCKS = (2_000, 5) if NIGHTLY else (120, 1)
WELL = "https://well.example/feed"


@pytest.mark.timeout(1800 if NIGHTLY else 120)
@pytest.mark.parametrize("block", range(BLOCKS))
async def test_no_mutant_of_a_feed_stops_another(tmp_path: Path, block: int) -> None:
    clock, site = Clock(), Site()
    stores = await open_stores(f"sqlite:///{tmp_path}/precis.db")
    seeds = [*feed_seeds(), json.dumps(SURROGATE_FEED).encode()]
    for number, document in enumerate(mutants(seeds, COUNT, seed=block)):
        site.put(f"https://odd{number}.example/feed", document, Content_Type="text/xml")
    site.put(WELL, rss(item(1)))
    for url in list(site.pages):
        await stores.feeds.add(Feed(url, full_text=False), MORNING)
    web = WebClient(clock=clock, transport=site.transport())
    collector = Collector(
        stores.feeds,
        stores.articles,
        web,
        InProcessReader(),
        topics(),
        clock,
        CollectOptions(random=lambda: 0.0),
    )
    report = await collector.run_due()
    assert report.feeds == COUNT + 1
    assert {why.detail for why in report.failed.values() if why.reason is Reason.STUMBLED} == set()
    assert report.articles > COUNT // 4
    urls = {one.url for one in await stores.articles.recent(MORNING - timedelta(days=1))}
    assert "https://courier.example/1" in urls
    assert all(state.attempted_at for _, state in await stores.feeds.all())
    await web.aclose()
    await stores.aclose()
