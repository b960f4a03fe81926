"""python-telegram-bot, set up once: its HTTP client's timeouts, its addresses, no extras."""

from __future__ import annotations

import json
import os
import ssl
from collections.abc import Sequence
from functools import cache
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from telegram.error import NetworkError
from telegram.ext import Application, ApplicationBuilder, ExtBot
from telegram.request import HTTPXRequest

CONNECT_SECONDS = 10.0
# The library's own five seconds would leave many a delivered message in doubt.
READ_SECONDS = 25.0
POLL_MARGIN = 10.0  # seconds that a long poll may take beyond its own


def _on_loopback(api_url: str) -> bool:
    host = urlsplit(api_url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@cache
def _tls() -> ssl.SSLContext:
    """One for all connections: each costs 20 ms and 0.6 MB to make."""
    import certifi

    return ssl.create_default_context(cafile=certifi.where())


def telegram_request(
    api_url: str, *, connections: int = 32, read_timeout: float = READ_SECONDS
) -> HTTPXRequest:
    """A client for the Bot API at `api_url`; on loopback it minds no proxy of the environment."""
    # The library's opt-in for timedelta values; without it every 429 is a deprecation warning.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    return _Request(
        connection_pool_size=connections,
        connect_timeout=CONNECT_SECONDS,
        read_timeout=read_timeout,
        write_timeout=READ_SECONDS,
        pool_timeout=CONNECT_SECONDS,
        httpx_kwargs={"trust_env": not _on_loopback(api_url), "verify": _tls()},
    )


class NotBotApi(NetworkError):
    """What answered is no Bot API: its words are not JSON."""


def is_no_bot_api(error: BaseException | None) -> bool:
    """Whether an error comes of an answer that no Bot API gives; the library wraps it twice."""
    while error and not isinstance(error, NotBotApi):
        error = error.__cause__
    return error is not None


class _Request(HTTPXRequest):
    """The library's, which would log a traceback for every page of a proxy in between."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The JSON of an answer. Raises NotBotApi for anything else."""
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except ValueError as wrong:
            raise NotBotApi("the answer is no JSON") from wrong
        if not isinstance(answer, dict):
            raise NotBotApi("the answer is no JSON object")
        return answer


class TelegramClient(ExtBot[None]):
    """The library's bot, with updates as they came over the wire."""

    async def updates(
        self, offset: int | None, seconds: int, allowed: Sequence[str]
    ) -> list[dict[str, Any]]:
        """One long poll of `seconds`. The library's own would lose a batch for one odd update."""
        asked: dict[str, Any] = {"timeout": seconds, "limit": 100, "allowed_updates": allowed}
        if offset is not None:
            asked["offset"] = offset
        answer = await self._post("getUpdates", asked, read_timeout=seconds + POLL_MARGIN)
        rows = answer if isinstance(answer, list) else []
        return [row for row in rows if isinstance(row, dict) and "update_id" in row]

    async def title(self, chat_id: int) -> str:
        """The title that a chat has now, "" for none. The library's own call fails where a Bot API
        server is older than the fields that it asks for. Raises TelegramError."""
        answer = await self._post("getChat", {"chat_id": chat_id})
        title = answer.get("title") if isinstance(answer, dict) else None
        return title if isinstance(title, str) else ""


def telegram_client(token: str, api_url: str) -> TelegramClient:
    """A client for this token at the Bot API under `api_url`."""
    base = api_url.rstrip("/")
    return TelegramClient(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=telegram_request(base),
        get_updates_request=telegram_request(base, connections=2),
    )


def build_application(client: TelegramClient) -> Application[Any, Any, Any, Any, Any, Any]:
    """The library's application over this client, without updater, job queue and rate limiter:
    updates come from our inbox (`receiver`), due work from the store, rates from the pacer."""
    return ApplicationBuilder().bot(client).updater(None).job_queue(None).build()
