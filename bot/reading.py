"""The reading side at work beside other processes: `precis worker`, and `precis run` on PostgreSQL.

Every process reads; one of them, elected, groups stories.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from bot.app import Ingestion, now, open_ingestion
from bot.errors import PrecisError, StoreUnavailable
from bot.services.reading.fleet import FleetReader
from bot.services.reading.leadership import LEADER, PLACER, Leadership
from bot.services.reading.placing import Placer
from config.settings import Settings

log = structlog.get_logger(__name__)

HOLDS_SECONDS = 30.0


def may_be_many(settings: Settings) -> bool:
    """Whether several processes can read from this database: an SQLite file has one machine."""
    return not settings.database_url.startswith("sqlite")


async def run_worker(settings: Settings) -> None:
    """`precis worker`: at work until cancelled."""
    async with open_ingestion(settings, fleet=True) as ingestion:
        reading = asyncio.create_task(read_beside_others(ingestion))
        log.info("reading feeds")
        try:
            await asyncio.wait([reading])
            reading.result()  # it has no end but by a fault of ours
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)


@asynccontextmanager
async def nobody_else_reads(ingestion: Ingestion) -> AsyncIterator[None]:
    """While it is open no other process reads feeds for this database and groups their stories.

    Raises PrecisError where one is at work, StoreUnavailable.
    """
    role = PLACER if may_be_many(ingestion.settings) else LEADER
    claim = Leadership(ingestion.stores.leases, now, ingestion.owner, role)
    async with claim.at_once() as alone:
        if not alone:
            raise PrecisError(
                "another process reads the feeds of this database (precis run or precis worker); "
                "what is due is read there"
            )
        yield


async def read_beside_others(ingestion: Ingestion) -> None:
    """Read what is due, and group stories whenever no other process does, until cancelled."""
    stores, poll = ingestion.stores, ingestion.collector.poll
    reader = FleetReader(stores.polls, poll, now, ingestion.owner)
    placing = Leadership(stores.leases, now, ingestion.owner, PLACER)
    async with asyncio.TaskGroup() as group:
        group.create_task(reader.run())
        group.create_task(placing.lead(lambda: _grouping(ingestion)))
        group.create_task(_hear_of_holds(ingestion))


@asynccontextmanager
async def _grouping(ingestion: Ingestion) -> AsyncIterator[None]:
    ingestion.stories.start_over()  # another process has placed articles since
    placer = Placer(ingestion.stores.arrivals, ingestion.stories)
    placing = asyncio.create_task(placer.run())
    try:
        yield
    finally:
        placing.cancel()
        await asyncio.gather(placing, return_exceptions=True)


async def _hear_of_holds(ingestion: Ingestion) -> None:
    """Hosts that have asked another process to wait are left alone here, too."""
    while True:
        await asyncio.sleep(HOLDS_SECONDS)
        try:
            ingestion.client.heard(await ingestion.stores.holds.held(now()))
        except StoreUnavailable:
            log.debug("holds without database")
