"""The local Telegram as a server on loopback: Bot API, control API and chat page on one port."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import socket
import time

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.local_telegram.api.bot_api import BotApi
from bot.local_telegram.api.loopback_only import LoopbackOnly
from bot.local_telegram.api.webhook import Backoff, WebhookCaller
from bot.local_telegram.control import Control
from bot.local_telegram.page.chat_page import ChatPage
from bot.local_telegram.world.human_actions import People
from bot.local_telegram.world.state import Clock, User
from bot.local_telegram.world.telegram import build
from bot.web.serving import ON_LOOPBACK, HttpServer

BOT_ID = 424_242


class LocalTelegram:
    """A Telegram of one's own, in memory, on 127.0.0.1.

    `port` 0 takes a free one; `token` None makes one up; `limits` puts Telegram's sending rates
    in force; with `greet` the first look at the page says /start for the person. `clock` gives
    seconds since 1970 and `monotonic` seconds for the rates. `backoff` is how the webhook is
    retried.
    """

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        token: str | None = None,
        limits: bool = True,
        *,
        greet: bool = False,
        clock: Clock = time.time,
        monotonic: Clock = time.monotonic,
        backoff: Backoff | None = None,
        bot_name: str = "Précis",
        username: str = "precis_local_bot",
    ) -> None:
        self.token = token or f"{BOT_ID}:{secrets.token_urlsafe(26)[:35]}"
        bot_id = int(self.token.partition(":")[0])
        bot = User(bot_id, bot_name, username=username, is_bot=True)
        self.telegram = build(self.token, bot, (clock, monotonic), limits)
        self.people = People(self.telegram)
        self._host, self._port = host, port
        self._api = BotApi(self.telegram, self._reset)
        self._pages = ChatPage(self.people, greet=greet)
        self._webhook = WebhookCaller(self.telegram, backoff or Backoff())
        self._server: HttpServer | None = None
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def url(self) -> str:
        """The base of the Bot API, fit for TELEGRAM_API_URL: calls go to {url}/bot{token}/…"""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    @property
    def reader_id(self) -> int:
        """The user id of the person who sits at the chat page; their private chat's id too."""
        return self._pages.person.id

    @property
    def page_url(self) -> str:
        """Where a browser finds the chat page."""
        return f"{self.url}/"

    async def start(self) -> None:
        """Listen; raises OSError when the port is taken. `url` is final from then on."""
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        listener = socket.create_server((self._host, self._port), family=family)
        self._port = listener.getsockname()[1]
        self._server = HttpServer(self._application(), listener, ON_LOOPBACK)
        await self._server.start()
        self._tasks = [asyncio.create_task(self._webhook.run())]

    async def stop(self) -> None:
        """End long polls, break connections, close the port; safe to call twice."""
        self.telegram.closing.set()
        self.telegram.world.tell("closing", 0)
        self.telegram.updates.terminate()
        for task in self._tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        self._tasks = []
        if self._server:
            await self._server.stop(patience=1.0)
            self._server = None

    def _reset(self, client: tuple[str, int]) -> None:
        """Break the connection that comes from this address, as a dying peer would."""
        if self._server:
            self._server.reset(client)

    def _application(self) -> Starlette:
        control = Control(self.people)
        return Starlette(
            routes=[
                Route("/bot{token}/{method}", self._api.call, methods=["GET", "POST"]),
                Route("/file/bot{token}/{path:path}", self._api.file),
                Route("/control/{deed}", control.answer, methods=["GET", "POST"]),
                *self._pages.routes(),
            ],
            middleware=[Middleware(LoopbackOnly)],
            exception_handlers={ClientDisconnect: _unheard},
        )


async def _unheard(_: Request, __: Exception) -> Response:
    """For whoever left in the middle of a call, as a bot does that is stopped: nobody reads it."""
    return Response(status_code=400)
