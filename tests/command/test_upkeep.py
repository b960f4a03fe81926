"""Backups and health from the command line."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.command.upkeep import ask_health
from bot.errors import PrecisError
from bot.web.serving import HttpServer, listen
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
