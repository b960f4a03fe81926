"""The process that gets killed while it keeps what it told of a story.

    python -m tests.faults.telling_child URL STORY_ID ARTICLE_ID,… NTH

It kills itself (SIGKILL) at its nth step: before a statement, after one, after a commit. With `nth`
0 it runs to its end. It says when it is ready.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from itertools import count

from sqlalchemy import Engine, event

from bot.core.model.tellings import KeptTelling
from bot.store import Database, stores_of

VERSION = 1


def told_of(story_id: int, article_ids: tuple[int, ...]) -> list[KeptTelling]:
    """Two tellings, in brief and opened."""
    return [
        KeptTelling(b"%d-%d" % (story_id, bullets), story_id, bullets, "[1]", article_ids)
        for bullets in (3, 0)
    ]


def die_at(nth: int) -> None:
    steps = count(1)

    def step(*_: object) -> None:
        if next(steps) == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, name, step)


async def main(url: str, story_id: str, article_ids: str, nth: str) -> None:
    stores = stores_of(Database(url))
    die_at(int(nth))
    print("ready", flush=True)
    told = told_of(int(story_id), tuple(map(int, article_ids.split(","))))
    await stores.articles.tellings.keep(told, VERSION)
    await stores.aclose()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
