"""Two processes ask one host in turn."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from datetime import datetime

import pytest

from bot.ingest.web.client import WebClient
from bot.services.reading import host_turns
from bot.services.reading.host_turns import HostTurns
from bot.services.reading.leadership import new_owner
from bot.store import Stores
from tests.ingest.loopback import Request, Write, site
from tests.services.doubles import MORNING, Clock


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host_turns, "ASK_SECONDS", 0.01)
    monkeypatch.setattr(host_turns, "RENEW_SECONDS", 0.01)


async def test_two_clients_of_two_processes_never_ask_a_host_at_once(stores: Stores) -> None:
    now, most, clock = 0, 0, Clock(MORNING)

    async def handler(_: Request, write: Write) -> bool:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.02)
        await write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        now -= 1
        return False

    async with site() as pages:
        pages.handlers["/page"] = handler
        host = f"{pages.host}:{pages.port}"
        clients = [
            WebClient(
                clock=clock,
                reader_hosts=[host],
                shared=HostTurns(stores.leases, clock, new_owner()),
            )
            for _ in range(2)
        ]
        asked = [client.get(f"{pages.root}/page") for client in clients for _ in range(4)]
        answers = await asyncio.gather(*asked)
        for client in clients:
            await client.aclose()
    assert [answer.status for answer in answers] == [200] * 8
    assert most == 1
    assert await stores.leases.owner(f"host {host}") == ""


async def test_a_long_exchange_keeps_its_turn(stores: Stores) -> None:
    clock = Clock(MORNING)
    one, two = (HostTurns(stores.leases, clock, new_owner()) for _ in range(2))
    async with one.turn("a.example"):
        waiting = asyncio.create_task(two.turn("a.example").__aenter__())
        for _ in range(4):
            clock.forward(seconds=host_turns.LEASE_SECONDS / 2)
            await asyncio.sleep(0.1)
        assert not waiting.done()
        async with two.turn("b.example"):
            pass  # another host is free
    await asyncio.wait_for(waiting, 30)


async def test_the_turn_of_a_process_that_died_is_not_waited_for(stores: Stores) -> None:
    gone = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", "import os; print(os.getpid())"],
        capture_output=True,
        check=True,
    )
    dead, end = f"{socket.gethostname()}/{int(gone.stdout)}/a/b", datetime.max
    assert await stores.leases.take(
        "host a.example", dead, MORNING, end.replace(tzinfo=MORNING.tzinfo)
    )
    async with (
        asyncio.timeout(30),
        HostTurns(stores.leases, Clock(MORNING), new_owner()).turn("a.example"),
    ):
        assert await stores.leases.owner("host a.example") != dead
