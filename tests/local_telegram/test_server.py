from __future__ import annotations

import asyncio
import logging
import socket

import pytest

from tests.local_telegram.fixtures import Telegram, local_telegram


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:99"}, 200),
        ({"Host": "[::1]:99"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Host": "[bad"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
async def test_strangers_are_kept_out(
    telegram: Telegram, headers: dict[str, str], status: int
) -> None:
    assert (await telegram.http.get("/rooms", headers=headers)).status_code == status
    own = {"Origin": telegram.url}
    assert (await telegram.http.get("/rooms", headers=own)).status_code == 200


async def test_a_taken_port_is_an_error_of_the_operating_system() -> None:
    async with local_telegram() as telegram:
        port = int(telegram.url.rpartition(":")[2])
        with pytest.raises(OSError, match="in use"):
            async with local_telegram(port=port):
                pass


async def test_a_call_that_breaks_off_is_no_fault_of_the_server(
    telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    """As when `precis try` is stopped with a message half sent."""
    port = int(telegram.url.rpartition(":")[2])
    with caplog.at_level(logging.ERROR):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        head = f"POST /bot{telegram.token}/sendMessage HTTP/1.1\r\nHost: localhost\r\n"
        writer.write(f"{head}Content-Length: 100\r\n\r\nchat_id=1".encode())
        await writer.drain()
        await asyncio.sleep(0.1)
        writer.close()
        await asyncio.sleep(0.2)
        assert (await telegram.http.get("/rooms")).status_code == 200
    assert not caplog.records


def ipv6_is_here() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


@pytest.mark.skipif(not ipv6_is_here(), reason="needs the address ::1, which is not here")
async def test_it_also_listens_on_ipv6() -> None:
    async with local_telegram(host="::1") as telegram:
        assert telegram.url.startswith("http://[::1]:")
        assert telegram.server.page_url == f"{telegram.url}/"
        assert (await telegram.http.get("/")).status_code == 200
