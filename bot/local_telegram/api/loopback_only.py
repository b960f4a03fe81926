"""Keeps strangers out: only this machine's own names and the page itself may talk to the server.

Without it any web site open in a browser could write into the chat (by a form), or read it by
pointing a name of its own at 127.0.0.1.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.web.access import is_loopback_name


class LoopbackOnly:
    """ASGI middleware: 403 unless Host is a loopback name and Origin, if any, is the same."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http" and not allowed(Headers(scope=scope)):
            refusal = PlainTextResponse("only for this machine", status_code=403)
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)


def allowed(headers: Headers) -> bool:
    """True when a request's Host is loopback and its Origin, if it has one, is that host."""
    host = headers.get("host", "")
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return False
    return is_loopback_name(host)
