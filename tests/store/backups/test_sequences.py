"""A number that was given once is not given again, in whichever database a backup goes on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.model.chats import Chat
from bot.core.model.feeds import Feed
from bot.store import Database, Stores, open_stores
from bot.store.backups.backup import restore_backup, write_backup
from tests.services.doubles import MORNING, article


@pytest.mark.usefixtures("press")
async def test_a_new_story_is_not_taken_for_one_that_was_shown_and_is_gone(
    stores: Stores, database: Database, press: int, tmp_path: Path
) -> None:
    own = await stores.feeds.add(Feed("https://own.example/feed", bundled=False), MORNING)
    await stores.chats.save(Chat(1, feed_ids=(own.id,)))
    await stores.articles.add(article(1, feed_id=press))
    gone = await stores.articles.add(article(2, feed_id=own.id))
    await stores.chats.mark_shown(1, [(gone.story_id, gone.id)], MORNING)
    await stores.chats.save(Chat(1))  # nobody follows the feed: it goes with its articles
    there, back = tmp_path / "there.gz", tmp_path / "back.gz"
    await write_backup(database, there)
    elsewhere = await open_stores(f"sqlite:///{tmp_path}/elsewhere.db")
    await restore_backup(elsewhere.database, there)
    await write_backup(elsewhere.database, back)
    await restore_backup(database, back, replace=True)
    for restored in (elsewhere, stores):
        new = await restored.articles.add(article(3, feed_id=press))
        shown = await restored.chats.shown_to([1], MORNING - timedelta(days=1))
        assert new.story_id not in shown[1]
    await elsewhere.aclose()
