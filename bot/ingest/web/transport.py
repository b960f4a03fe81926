"""How the one client reaches the network: httpx over a pool that dials vetted addresses only."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterable, AsyncIterator, Iterable
from typing import Any

import httpcore
import httpx

from bot.core.model.reasons import Reason
from bot.ingest.web.decompression import BadEncoding
from bot.ingest.web.guard import Guard, Refused

_ADDRESSES_TRIED = 3
_KEEP_IDLE_SECONDS = 5.0
# Parsing one read's worth of the smallest frames must not hold up the event loop.
_LONGEST_READ = 16 * 1024
_BEFORE_BODY = 192 * 1024


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
                return MeteredStream(
                    await self._wire.connect_tcp(
                        address, port, share, local_address, socket_options
                    )
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue  # the next address of the same host
        return MeteredStream(
            await self._wire.connect_tcp(chosen[-1], port, share, local_address, socket_options)
        )

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's own signature)
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Never: raises `Refused`."""
        raise Refused(Reason.NO_PUBLIC_ADDRESS)

    async def sleep(self, seconds: float) -> None:
        """Pause, as the pool wishes to."""
        await self._wire.sleep(seconds)


class MeteredStream(httpcore.AsyncNetworkStream):
    """A connection that gives no more than it is allowed to, framing and headers included.

    What comes back on a request is little at first, whatever it is (headers without end, interim
    answers without end), until `allow` sets the measure for a body.
    """

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream
        self._left = _BEFORE_BODY

    def allow(self, size: int) -> None:
        """From now on, up to the next request, give this many bytes."""
        self._left = size

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        """The next bytes, few at a time. Raises `BadEncoding` when there have been too many."""
        data = await self._stream.read(min(max_bytes, _LONGEST_READ), timeout)
        self._left -= len(data)
        if self._left < 0:
            raise BadEncoding(Reason.TOO_LARGE)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """Send a request, which begins a new account."""
        self._left = _BEFORE_BODY
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close the connection."""
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's own signature)
    ) -> httpcore.AsyncNetworkStream:
        """The same connection, secured and still metered."""
        return MeteredStream(await self._stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself."""
        return self._stream.get_extra_info(info)


class GuardedTransport(httpx.AsyncBaseTransport):
    """httpx's way out, over a pool of `connections` that dials by `backend` and uses no proxy.

    `framed_size` is how many bytes a body may take on the wire. Raises httpcore's exceptions,
    `Refused` and `BadEncoding`, which the client turns into words.
    """

    def __init__(
        self,
        backend: httpcore.AsyncNetworkBackend,
        tls: ssl.SSLContext,
        connections: int = 8,
        framed_size: int = 10 * 1024 * 1024,
    ) -> None:
        self._framed_size = framed_size
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=connections,
            keepalive_expiry=_KEEP_IDLE_SECONDS,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange up to the headers; the body is read from the response's stream."""
        response = await self._pool.handle_async_request(_for_the_pool(request))
        stream = response.extensions.get("network_stream")
        if isinstance(stream, MeteredStream):
            stream.allow(self._framed_size)
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()


def _for_the_pool(request: httpx.Request) -> httpcore.Request:
    url = httpcore.URL(
        scheme=request.url.raw_scheme,
        host=request.url.raw_host,
        port=request.url.port,
        target=request.url.raw_path,
    )
    return httpcore.Request(
        request.method,
        url,
        headers=request.headers.raw,
        content=request.stream,
        extensions=request.extensions,
    )


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
