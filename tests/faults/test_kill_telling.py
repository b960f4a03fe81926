"""Killed at any step while it keeps what it told, a process leaves no word of an article that is
gone, which nobody could find any more, and no change of a story would take along."""

from __future__ import annotations

import signal

from sqlalchemy import func, select

from bot.store import Stores
from bot.store.derived_schema import tellings
from tests.faults.lives import ended, lives
from tests.services.doubles import MORNING, article
from tests.store.press import found_press

GONE = 999
"""An article that was deleted while its story was told."""


async def kept(stores: Stores) -> int:
    async with stores.database.read() as connection:
        return int(await connection.scalar(select(func.count()).select_from(tellings)) or 0)


async def test_killed_at_any_step_it_leaves_nothing_of_an_article_that_is_gone(
    stores: Stores, same_url: str
) -> None:
    await found_press(stores, MORNING)
    one = await stores.articles.add(article(1))
    kills = 0
    with lives("tests.faults.telling_child") as child:
        while True:
            told = str(one.story_id), f"{one.id},{GONE}"
            status = await ended(await child.begin(same_url, *told, str(kills + 1)), 60)
            assert await kept(stores) == 0, f"killed at step {kills + 1}"
            if status == 0:
                break
            assert status == -signal.SIGKILL
            kills += 1
        assert kills >= 5, "it writes, looks and commits"
        assert (
            await ended(await child.begin(same_url, str(one.story_id), str(one.id), "0"), 60) == 0
        )
    assert await kept(stores) == 2, "what tells of articles that are there"
    assert await stores.articles.delete_older(MORNING) == 1
    assert await kept(stores) == 0
