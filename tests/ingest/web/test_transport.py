"""The way to the network: vetted addresses only, and never more bytes than are allowed."""

from __future__ import annotations

import ssl

import httpcore
import httpx
import pytest

from bot.core.model.reasons import Reason
from bot.ingest.web.decompression import BadEncoding
from bot.ingest.web.guard import Guard, Refused
from bot.ingest.web.transport import GuardedBackend, GuardedTransport, MeteredStream
from tests.ingest.loopback import answer, site

TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
HEAD = [b"HTTP/1.1 200 OK\r\n\r\n"]


def metered(*parts: bytes) -> MeteredStream:
    return MeteredStream(httpcore.AsyncMockStream(list(parts)))


async def drain(stream: MeteredStream) -> int:
    size = 0
    while data := await stream.read(65536):
        size += len(data)
    return size


async def test_what_comes_before_a_body_is_little_whatever_it_is() -> None:
    assert await drain(metered(*[b"x" * 16_000] * 12)) == 192_000
    with pytest.raises(BadEncoding, match=Reason.TOO_LARGE):
        await drain(metered(*[b"x" * 16_000] * 13))


async def test_a_body_has_a_measure_of_its_own_and_the_next_request_a_new_account() -> None:
    stream = metered(*[b"x" * 1000] * 200)
    stream.allow(2500)
    assert len(await stream.read(65536)) == 1000
    assert len(await stream.read(65536)) == 1000
    with pytest.raises(BadEncoding):
        await stream.read(65536)
    await stream.write(b"GET / HTTP/1.1\r\n\r\n")
    assert len(await stream.read(65536)) == 1000


async def test_the_first_vetted_address_that_answers_is_dialled() -> None:
    dialled: list[str] = []

    class Wire(httpcore.AsyncMockBackend):
        async def connect_tcp(self, host: str, *more: object) -> httpcore.AsyncNetworkStream:
            dialled.append(host)
            if host != "192.0.2.3":
                raise httpcore.ConnectError("dead")
            return httpcore.AsyncMockStream([])

    async def resolve(*_: object) -> list[str]:
        return ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"]

    guard = Guard(["192.0.2.0/24"], resolve)
    await GuardedBackend(guard, Wire([])).connect_tcp("x.example", 80, timeout=3.0)
    assert dialled == ["192.0.2.1", "192.0.2.2", "192.0.2.3"]


async def test_no_inner_address_and_no_socket_file_is_dialled() -> None:
    backend = GuardedBackend(Guard())
    with pytest.raises(Refused):
        await backend.connect_tcp("127.0.0.1", 80)
    with pytest.raises(Refused):
        await backend.connect_unix_socket("/run/docker.sock")


async def test_an_exchange_with_a_server_is_metered_and_its_body_bounded() -> None:
    async with site() as place:
        place.says("/small", answer(b"x" * 500))
        place.says("/large", answer(b"x" * 50_000))
        backend = GuardedBackend(Guard(["127.0.0.1"]))
        transport = GuardedTransport(backend, TLS, framed_size=1000)
        async with httpx.AsyncClient(transport=transport) as client:
            assert (await client.get(f"{place.root}/small")).content == b"x" * 500
            with pytest.raises(BadEncoding, match=Reason.TOO_LARGE):
                await client.get(f"{place.root}/large")
