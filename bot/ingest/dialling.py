"""How the one client reaches the network: httpx over a pool that dials vetted addresses only."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterable, AsyncIterator, Iterable

import httpcore
import httpx

from bot.ingest.guard import NO_PUBLIC_ADDRESS, Guard, Refused

_ADDRESSES_TRIED = 3
_KEEP_IDLE_SECONDS = 5.0


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """A network backend that asks the guard for a host's addresses and dials one of those.

    The name stays what TLS and the Host header speak of; only the address comes from the guard.
    """

    def __init__(self, guard: Guard, wire: httpcore.AsyncNetworkBackend | None = None) -> None:
        self._guard = guard
        self._wire = wire or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's own signature)
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first vetted address that answers, within `timeout` seconds in all.

        Raises `Refused`, or httpcore's ConnectError and ConnectTimeout.
        """
        chosen = (await self._guard.addresses(host, port))[:_ADDRESSES_TRIED]
        share = timeout / len(chosen) if timeout else None
        for address in chosen[:-1]:
            try:
                return await self._wire.connect_tcp(
                    address, port, share, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue  # the next address of the same host
        return await self._wire.connect_tcp(chosen[-1], port, share, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's own signature)
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Never: raises `Refused`."""
        raise Refused(NO_PUBLIC_ADDRESS)

    async def sleep(self, seconds: float) -> None:
        """Pause, as the pool wishes to."""
        await self._wire.sleep(seconds)


class GuardedTransport(httpx.AsyncBaseTransport):
    """httpx's way out, over a pool of `connections` that dials by `backend` and uses no proxy.

    Raises httpcore's exceptions and `Refused`, which the client turns into words.
    """

    def __init__(
        self, backend: httpcore.AsyncNetworkBackend, tls: ssl.SSLContext, connections: int
    ) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=connections,
            keepalive_expiry=_KEEP_IDLE_SECONDS,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange up to the headers; the body is read from the response's stream."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        response = await self._pool.handle_async_request(
            httpcore.Request(
                request.method,
                url,
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    """The body of a response of the pool, as httpx wants it."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        stream = self._response.stream
        assert isinstance(stream, AsyncIterable)
        async for part in stream:
            yield part

    async def aclose(self) -> None:
        await self._response.aclose()
