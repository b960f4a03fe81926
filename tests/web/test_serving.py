"""The server: both kinds of address, deadlines on each phase, and a clean end."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.errors import PrecisError
from bot.web.connections import Limits
from bot.web.serving import HttpServer, listen, serve

QUICK = Limits(head_seconds=0.2, body_seconds=0.2, answer_seconds=0.5, idle_seconds=1)
GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


async def echo(request: Request) -> Response:
    return PlainTextResponse(f"got {len(await request.body())}")


async def slow(_: Request) -> Response:
    await asyncio.sleep(30)
    return PlainTextResponse("late")


@asynccontextmanager
async def served(limits: Limits = QUICK) -> AsyncIterator[int]:
    routes = [Route("/", echo, methods=["GET", "POST"]), Route("/slow", slow)]
    listener = listen(0)
    server = HttpServer(Starlette(routes=routes), listener, limits)
    await server.start()
    try:
        yield listener.getsockname()[1]
    finally:
        await server.stop(patience=0.05)


async def sent(port: int, *parts: bytes, host: str = "127.0.0.1", pause: float = 0.05) -> bytes:
    """Everything that comes back until the server ends the connection."""
    reader, writer = await asyncio.open_connection(host, port)
    try:
        answer = asyncio.create_task(reader.read())
        for part in parts:
            if not answer.done():
                writer.write(part)
                await asyncio.sleep(pause)
        return await answer
    except ConnectionResetError:
        return b"reset"
    finally:
        writer.close()


async def test_ipv4_and_ipv6_are_served_by_one_socket() -> None:
    hosts = ["127.0.0.1"]
    if socket.has_dualstack_ipv6():
        hosts.append("::1")
    async with served() as port:
        for host in hosts:
            answer = await sent(port, GET, host=host)
            assert answer.startswith(b"HTTP/1.1 200 ")
            assert b"date: " in answer.lower()


@pytest.mark.parametrize(
    "parts",
    [
        [b""],
        [b"GET / HT"],
        [b"GET / HTTP/1.1\r\n", *[b"x: y\r\n"] * 20],
        [b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nab", *[b"c"] * 20],
    ],
    ids=["silent", "half a line", "header by header", "letter by letter"],
)
async def test_a_request_that_never_ends_is_cut(parts: list[bytes]) -> None:
    async with served() as port, asyncio.timeout(5):
        assert b"200 OK" not in await sent(port, *parts, pause=0.02)


async def test_an_answer_that_never_comes_is_cut() -> None:
    async with served() as port, asyncio.timeout(5):
        assert b"200 OK" not in await sent(port, b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")


async def test_requests_one_after_another_have_a_deadline_each() -> None:
    async with served() as port, asyncio.timeout(5):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(4):
            writer.write(GET)
            assert b"got 0" in await reader.readuntil(b"got 0")
            await asyncio.sleep(0.1)
        assert await reader.read() == b""  # the rest between two requests has an end too
        writer.close()


async def test_newcomers_are_served_while_others_hang() -> None:
    limits = Limits(connections=20, per_peer=20, head_seconds=30)
    async with served(limits) as port, asyncio.timeout(10):
        hanging = [await asyncio.open_connection("127.0.0.1", port) for _ in range(60)]
        for _, writer in hanging:
            writer.write(b"GET / HTTP/1.1\r\nHost")
        for _ in range(5):
            assert b"200 OK" in await sent(
                port, GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
            )
        for _, writer in hanging:
            writer.close()


async def test_stopping_finishes_what_it_can_and_closes_the_port() -> None:
    listener = listen(0)
    port = listener.getsockname()[1]
    task = asyncio.create_task(serve(Starlette(routes=[Route("/", echo)]), listener))
    await asyncio.sleep(0.05)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(GET)
    assert b"200 OK" in await reader.readline()
    task.cancel()
    await asyncio.wait([task])
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", port)
    writer.close()


@pytest.mark.parametrize("turns", range(6))
async def test_who_connects_in_the_last_moment_is_not_left_open(turns: int) -> None:
    async with served(Limits()) as port:
        client = socket.create_connection(("127.0.0.1", port), timeout=5)
        for _ in range(turns):  # the accepting takes the loop some turns
            await asyncio.sleep(0)
    with client:
        try:
            rest = await asyncio.to_thread(client.recv, 1)
        except ConnectionResetError:
            rest = b""
    assert rest == b""


async def test_a_port_that_is_taken_is_said_in_one_line() -> None:
    with socket.create_server(("0.0.0.0", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PrecisError, match=f"PORT {port} cannot be served"):
            listen(port)
