"""python-telegram-bot, set up once: its HTTP client's timeouts, its addresses, no extras."""

from __future__ import annotations

import os
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from telegram.ext import Application, ApplicationBuilder
from telegram.request import HTTPXRequest

CONNECT_SECONDS = 10.0
# The library's own five seconds would leave many a delivered message in doubt.
READ_SECONDS = 25.0


def _on_loopback(api_url: str) -> bool:
    host = urlsplit(api_url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def telegram_request(
    api_url: str, *, connections: int = 32, read_timeout: float = READ_SECONDS
) -> HTTPXRequest:
    """A client for the Bot API at `api_url`; on loopback it minds no proxy of the environment."""
    # The library's opt-in for timedelta values; without it every 429 is a deprecation warning.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    return HTTPXRequest(
        connection_pool_size=connections,
        connect_timeout=CONNECT_SECONDS,
        read_timeout=read_timeout,
        write_timeout=READ_SECONDS,
        pool_timeout=CONNECT_SECONDS,
        httpx_kwargs={"trust_env": not _on_loopback(api_url)},
    )


def build_application(token: str, api_url: str) -> Application[Any, Any, Any, Any, Any, Any]:
    """The library's application for this token, without its updater, job queue and rate limiter:
    updates come from our inbox (`receiver`), due work from the store, rates from the pacer."""
    base = api_url.rstrip("/")
    return (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{base}/bot")
        .base_file_url(f"{base}/file/bot")
        .request(telegram_request(base))
        .get_updates_request(telegram_request(base, connections=2))
        .updater(None)
        .job_queue(None)
        .build()
    )
