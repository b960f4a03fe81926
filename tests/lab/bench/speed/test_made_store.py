"""A store filled in bulk looks like one that has read for a month."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.core.model.chats import PUBLIC
from bot.lab.bench.speed.made_store import fill
from bot.services.placing.grouping_start import restored_groupers
from bot.store import open_stores

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


async def test_a_filled_store_holds_stories_and_records(tmp_path: Path) -> None:
    stores = await open_stores(f"sqlite:///{tmp_path}/made.db")
    try:
        await fill(stores, 30, NOW, ("world",))
        told = await stores.articles.stories(NOW - timedelta(days=31), PUBLIC)
        assert sum(len(story.articles) for story in told) == 30
        assert len(told) < 30
        kept = [
            one
            async for batch in stores.articles.grouping.kept(NOW - timedelta(days=31))
            for one in batch
        ]
        assert all(one.record for one in kept)
        await asyncio.wait_for(restored_groupers(stores.articles, NOW - timedelta(days=31)), 60)
    finally:
        await stores.aclose()
