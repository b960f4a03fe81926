"""Backups and health from the command line."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.app import now
from bot.command.upkeep import ask_health, backup, restore
from bot.core.model.chats import Chat
from bot.errors import PrecisError
from bot.services.reading.leadership import LEADER, PLACER, Leadership, new_owner
from bot.store import Stores
from bot.web.serving import HttpServer, listen
from config.settings import Settings
from tests.test_cli import precis


async def test_health_is_asked_of_this_machine() -> None:
    async def down(_: object) -> PlainTextResponse:
        return PlainTextResponse("down", 503)

    listener = listen(0)
    port = listener.getsockname()[1]
    server = HttpServer(Starlette(routes=[Route("/healthz", down)]), listener)
    await server.start()
    assert await ask_health(port) == 503
    done = await asyncio.to_thread(precis, "healthcheck", PORT=str(port))
    assert (done.returncode, done.stderr) == (1, f"precis: port {port} answers 503\n")
    await server.stop()
    with pytest.raises(PrecisError, match="connection refused"):
        await ask_health(port)


def test_a_backup_is_restored_in_another_place(tmp_path: Path) -> None:
    file = tmp_path / "state.gz"
    done = precis("backup", str(file), DATABASE_URL=f"sqlite:///{tmp_path}/one.db")
    assert (done.returncode, done.stderr) == (0, "")
    done = precis("restore", str(file), DATABASE_URL=f"sqlite:///{tmp_path}/two.db")
    assert (done.returncode, done.stdout) == (0, "0 rows restored.\n")
    wrong = precis("restore", str(tmp_path / "one.db"), DATABASE_URL=f"sqlite:///{tmp_path}/two.db")
    assert wrong.returncode == 1
    assert len(wrong.stderr.splitlines()) == 1


@pytest.mark.parametrize("role", [LEADER, PLACER])
async def test_nothing_is_restored_under_a_bot_that_runs(
    stores: Stores, same_url: str, tmp_path: Path, role: str
) -> None:
    file, running = tmp_path / "state.gz", Leadership(stores.leases, now, new_owner(), role)
    await stores.chats.save(Chat(1))
    options = Namespace(file=str(file), replace=True)
    settings = Settings(database_url=same_url)
    await asyncio.to_thread(backup, options, settings)
    await stores.chats.save(Chat(2))
    async with running.at_once() as alone:
        assert alone
        with pytest.raises(PrecisError, match="is in use by a bot or worker that is running"):
            await asyncio.to_thread(restore, options, settings)
    assert await stores.chats.get(2)
    await asyncio.to_thread(restore, options, settings)
    assert await stores.chats.get(1)
    assert await stores.chats.get(2) is None
    async with running.at_once() as alone:
        assert alone, "a restore that is over holds nothing"
