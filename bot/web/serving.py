"""The one way to serve HTTP: a listening socket, and a server on it.

listener = listen(8080)
server = HttpServer(site, listener)
await server.start()
...
await server.stop()
"""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.server import ServerState

from bot.errors import PrecisError
from bot.web.connections import Connection, Connections, Limits

if TYPE_CHECKING:  # a bot without a PORT never loads it
    from starlette.types import ASGIApp

ON_LOOPBACK = Limits(
    connections=900, per_peer=900, head_seconds=None, body_seconds=None, answer_seconds=None
)
"""For a server that only this machine reaches, whose peers poll for as long as they like."""
_ACCEPTED_AT_ONCE = 100  # connections; with those that are open well under a process's 1,024 files
_QUEUED = 1024  # connections that the system keeps until they are accepted
_PATIENCE = 3.0  # seconds in which requests under way may end
_LAST_TURNS = 4  # of the loop, in which who was just accepted is taken in, cut, and closed


def listen(port: int) -> socket.socket:
    """A socket that listens on every address of this machine, IPv6 and IPv4.

    Raises PrecisError in one line when the port cannot be had.
    """
    try:
        # A PaaS calls from outside: the site listens on every address of the machine.
        if _has_both():
            return socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True)
        return socket.create_server(("0.0.0.0", port))  # noqa: S104
    except OSError as wrong:
        raise PrecisError(f"PORT {port} cannot be served ({wrong.strerror})") from None


def _has_both() -> bool:
    """Whether one socket can take IPv6 and IPv4: a container may have the first switched off."""
    if not socket.has_dualstack_ipv6():
        return False
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


class HttpServer:
    """One ASGI application on a listening socket, which it closes at the end.

    Signals are the product's, not its own, and nothing is logged for a request.
    """

    def __init__(
        self, site: ASGIApp, listener: socket.socket, limits: Limits | None = None
    ) -> None:
        limits = limits or Limits()
        self._listener = listener
        self._state = ServerState()
        self._connections = Connections(limits)
        self._config = uvicorn.Config(
            site,
            log_config=None,
            access_log=False,
            lifespan="off",
            ws="none",
            proxy_headers=False,
            timeout_keep_alive=limits.idle_seconds,
        )
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Begin to serve."""
        self._config.load()
        self._server = await asyncio.get_running_loop().create_server(
            lambda: Connection(self._config, self._state, self._connections),
            sock=self._listener,
            # The loop takes so many in one go, before any of them can be turned away.
            backlog=_ACCEPTED_AT_ONCE,
        )
        self._listener.listen(_QUEUED)

    async def stop(self, patience: float = _PATIENCE) -> None:
        """Take no more, give requests under way some seconds, cut what is left; safe twice."""
        if self._server is None:
            return
        server, self._server = self._server, None
        self._connections.close()
        # A server that is closed leaves whoever it was just accepting open for ever.
        asyncio.get_running_loop().remove_reader(self._listener)
        for _ in range(_LAST_TURNS):
            await asyncio.sleep(0)
        server.close()
        for connection in self._open():
            connection.shutdown()
        running = set(self._state.tasks)
        if running:
            _, stuck = await asyncio.wait(running, timeout=patience)
            for task in stuck:
                task.cancel()
            await asyncio.gather(*stuck, return_exceptions=True)
        for connection in self._open():
            connection.cut()
        await asyncio.sleep(0)
        await server.wait_closed()

    def reset(self, client: tuple[str, int]) -> None:
        """Break the connection that comes from this address and port, as a dying peer would."""
        for connection in self._open():
            if connection.client == client:
                connection.cut()

    def _open(self) -> list[Connection]:
        return [one for one in self._state.connections if isinstance(one, Connection)]


async def serve(site: ASGIApp, listener: socket.socket, limits: Limits | None = None) -> None:
    """Serve the site until cancelled; then its requests are finished and the socket is closed."""
    server = HttpServer(site, listener, limits)
    await server.start()
    try:
        await asyncio.Event().wait()
    finally:
        await server.stop()
