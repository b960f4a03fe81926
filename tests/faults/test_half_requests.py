"""Half-sent requests, bad ones and endless ones on PORT: the bot goes on, the log stays small."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from tests.faults.mutations import NIGHTLY
from tests.local_telegram.fixtures import Telegram, local_telegram

ROOT = Path(__file__).parents[2]
HALVES = 2500 if NIGHTLY else 250
FILES = 1024 if NIGHTLY else 200
"""How many files the bot may open: as a dyno has it by night, fewer than the halves by day."""
MOST_LOGGED = 20_000  # bytes, however many attack


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def start(env: dict[str, str], folder: Path, log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            env=env,
            cwd=folder,
            stderr=out,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES)),
        )


@asynccontextmanager
async def bot_on_a_port(telegram: Telegram, folder: Path) -> AsyncIterator[tuple[int, Path]]:
    """The bot in a process with few files to open; its port and the file of its log."""
    port, log = free_port(), folder / "log"
    (folder / "sources.toml").write_text('[[source]]\nurl = "http://127.0.0.1:9/feed"\n')
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "TELEGRAM_API_URL": telegram.url,
        "DATABASE_URL": f"sqlite:///{folder}/precis.db",
        "SOURCES": str(folder / "sources.toml"),
        "PORT": str(port),
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/hook/123%3Aabc",
    }
    process = start(env, folder, log)
    try:
        yield port, log
        process.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(process.wait, 15) == 0
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def many_files() -> None:
    """The attacker is this process: it needs a file for each half of a request."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < HALVES + 500:
        pytest.skip(f"this system lets a process open {hard} files only")
    resource.setrlimit(resource.RLIMIT_NOFILE, (HALVES + 500, hard))


def half(number: int) -> bytes:
    kinds = (
        b"",
        b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-A",
        b"POST /hook/123%3Aabc HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n{",
        b"\x16\x03\x01\x02\x00\x01",
        b"GET / HTTP/9.9 nonsense\r\n\r\n",
    )
    return kinds[number % len(kinds)]


async def attack(port: int) -> list[asyncio.StreamWriter]:
    async def one(number: int) -> asyncio.StreamWriter:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(half(number))
        return writer

    opened = []
    for begin in range(0, HALVES, 50):
        opened += await asyncio.gather(*(one(n) for n in range(begin, min(begin + 50, HALVES))))
    return opened


@pytest.mark.usefixtures("many_files")
async def test_half_sent_requests_stop_nothing_and_fill_no_disk(tmp_path: Path) -> None:
    async with (
        local_telegram() as telegram,
        bot_on_a_port(telegram, tmp_path) as (port, log),
        httpx.AsyncClient(trust_env=False, base_url=f"http://127.0.0.1:{port}") as web,
    ):
        ada = await telegram.user("Ada")
        await ada.ask("/help", within=30)
        writers = await attack(port)
        waits = []
        for _ in range(5):
            begun = time.monotonic()
            assert (await web.get("/healthz", headers={"Connection": "close"})).status_code == 200
            waits.append(time.monotonic() - begun)
        assert sorted(waits)[2] < 1  # seconds, of the ordinary call: none waits for a deadline
        await ada.ask("/topics", within=20)
        writers += await attack(port)
        await ada.ask("/help", within=20)
        assert log.stat().st_size < MOST_LOGGED
        for writer in writers:
            writer.transport.abort()
