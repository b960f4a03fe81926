"""The verbs that look after a running product: backup, restore, healthcheck, doctor."""

from __future__ import annotations

import asyncio
import os
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import PrecisError
from config.settings import Settings

if TYPE_CHECKING:
    from bot.store import Stores

_ANSWER_SECONDS = 5.0


def backup(options: Namespace, settings: Settings) -> int:
    """`precis backup FILE`: the whole state, whichever database."""
    rows = asyncio.run(_backup(settings, Path(options.file)))
    print(f"{rows} rows written to {options.file}.")
    return 0


async def _backup(settings: Settings, path: Path) -> int:
    from bot.store import open_stores
    from bot.store.backups.backup import write_backup

    stores = await open_stores(settings.database_url)
    try:
        return await write_backup(stores.database, path)
    finally:
        await stores.aclose()


def restore(options: Namespace, settings: Settings) -> int:
    """`precis restore FILE`: a backup in the place of what is stored."""
    rows = asyncio.run(_restore(settings, Path(options.file), options.replace))
    print(f"{rows} rows restored.")
    return 0


async def _restore(settings: Settings, path: Path, replace: bool) -> int:
    from bot.store import open_stores
    from bot.store.backups.backup import restore_backup

    stores = await open_stores(settings.database_url)
    try:
        async with _nobody_at_work(stores):
            return await restore_backup(stores.database, path, replace=replace)
    finally:
        await stores.aclose()


@asynccontextmanager
async def _nobody_at_work(stores: Stores) -> AsyncIterator[None]:
    """While it is open no bot begins on this database, and no worker groups stories in it; one that
    begins may fetch. Raises PrecisError where one is at work: it would go on with what it remembers
    of rows that are gone."""
    from bot.app import now
    from bot.services.reading.leadership import LEADER, LEASE_SECONDS, PLACER, Leadership, new_owner

    async with AsyncExitStack() as claims:
        for role in (LEADER, PLACER):
            claim = Leadership(stores.leases, now, new_owner(), role)
            if not await claims.enter_async_context(claim.at_once()):
                raise PrecisError(
                    f"{stores.database.name} is in use by a bot or worker that is running; stop it"
                    f" first (after a kill on another machine wait {LEASE_SECONDS:.0f} s)"
                )
        yield


def healthcheck(_: Namespace, settings: Settings) -> int:
    """`precis healthcheck`: whether the running instance answers on PORT."""
    if not settings.port:
        raise PrecisError("PORT is not set, so nothing can be asked")
    status = asyncio.run(ask_health(settings.port))
    if status != 200:
        raise PrecisError(f"port {settings.port} answers {status}")
    print("ok")
    return 0


async def ask_health(port: int) -> int:
    """The status of /healthz on this machine. Raises PrecisError when nothing answers."""
    try:
        async with asyncio.timeout(_ANSWER_SECONDS):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            line = (await reader.readline()).split()
            writer.close()
    except (OSError, TimeoutError) as wrong:
        reason = os.strerror(wrong.errno) if wrong.errno else "no answer in time"
        raise PrecisError(f"port {port}: {reason.lower()}") from None
    return int(line[1]) if len(line) > 1 and line[1].isdigit() else 0
