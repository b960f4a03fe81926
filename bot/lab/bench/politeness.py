"""`precis bench manners`: what a publisher's log would show of us, as a score card."""

from __future__ import annotations

import asyncio
from argparse import Namespace

from bot import logs
from bot.ingest.workers.pool import WorkerPool
from bot.lab.bench.politeness_scenes import SCENES, CheckRow
from bot.lab.bench.politeness_sites import publisher_sites
from config.settings import Settings


async def card() -> list[CheckRow]:
    """The whole card."""
    rows: list[CheckRow] = []
    workers = WorkerPool(workers=1)
    try:
        for scene in SCENES:
            async with publisher_sites(workers) as one:
                rows += await scene(one)
    finally:
        await workers.aclose()
    return rows


def print_card(rows: list[CheckRow]) -> int:
    """Print the card. Returns how many rows are bad."""
    for row in rows:
        print(f"{'manners':20} {'good' if row.good else 'BAD':5} {row.counted:5.0f}  {row.name}")
    bad = sum(not row.good for row in rows)
    print(f"{'manners':20} {len(rows) - bad} of {len(rows)} good")
    return bad


def bench(_: Namespace, __: Settings) -> int:
    """Play every scene and print the card. 1 where a row is bad."""
    logs.configure("ERROR", "console")  # sites that fail are what is played here
    return 1 if print_card(asyncio.run(card())) else 0
