"""HTTP on PORT: a listening socket, and a server on it until it is cancelled."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING

import uvicorn

from bot.errors import PrecisError

if TYPE_CHECKING:  # a bot without a PORT never loads it
    from starlette.applications import Starlette

_PATIENCE = 3  # seconds in which requests under way may end


class _Server(uvicorn.Server):
    """uvicorn, minding its own requests: signals are the product's, not its own."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take no signal over."""
        yield


def listen(port: int) -> socket.socket:
    """A listening socket. Raises PrecisError in one line when the port cannot be had."""
    try:
        # A PaaS calls from outside: the site listens on every address of the machine.
        return socket.create_server(("0.0.0.0", port))  # noqa: S104
    except OSError as wrong:
        raise PrecisError(f"PORT {port} cannot be served ({wrong.strerror})") from None


async def serve(site: Starlette, listener: socket.socket) -> None:
    """Serve the site until cancelled; then its requests are finished and the socket is closed."""
    config = uvicorn.Config(
        site, log_config=None, lifespan="off", timeout_graceful_shutdown=_PATIENCE
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve([listener]))
    try:
        await asyncio.shield(serving)
    finally:
        server.should_exit = True  # it ends by itself, its requests finished
        await serving
        listener.close()
