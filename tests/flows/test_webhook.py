"""With PORT and WEBHOOK_URL, Telegram calls us, and the same port tells how we are."""

from __future__ import annotations

import socket
from pathlib import Path

import httpx
import pytest

from bot.errors import PrecisError
from bot.running import running
from config.settings import Settings
from tests.local_telegram.fixtures import local_telegram


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


async def test_a_command_comes_by_webhook_and_is_answered(tmp_path: Path) -> None:
    sources = tmp_path / "sources.toml"
    sources.write_text('[[source]]\nurl = "http://127.0.0.1:9/feed"\n')
    port = free_port()
    async with local_telegram() as telegram, httpx.AsyncClient(trust_env=False) as web:
        ada = await telegram.user("Ada")
        settings = Settings(
            telegram_bot_token=telegram.token,
            telegram_api_url=telegram.url,
            database_url=f"sqlite:///{tmp_path}/precis.db",
            sources=str(sources),
            port=port,
            webhook_url=f"http://127.0.0.1:{port}/hook/path",
        )
        async with running(settings):
            answer = await ada.ask("/help", within=30)
            assert "/topics" in answer.text
            assert "getUpdates" not in {call["method"] for call in await telegram.calls()}
            base = f"http://127.0.0.1:{port}"
            health = await web.get(f"{base}/healthz")
            assert (health.status_code, health.json()["status"]) == (200, "ok")
            assert "precis_feeds 1.0" in (await web.get(f"{base}/metrics")).text
            forged = await web.post(f"{base}/hook/path", json={"update_id": 10**9})
            assert forged.status_code == 403


async def test_a_port_that_is_taken_is_said_in_one_line(tmp_path: Path) -> None:
    sources = tmp_path / "sources.toml"
    sources.write_text('[[source]]\nurl = "http://127.0.0.1:9/feed"\n')
    with socket.create_server(("0.0.0.0", 0)) as taken:
        port = taken.getsockname()[1]
        settings = Settings(
            telegram_bot_token="1:none",
            telegram_api_url="http://127.0.0.1:9",
            database_url=f"sqlite:///{tmp_path}/precis.db",
            sources=str(sources),
            port=port,
        )
        with pytest.raises(PrecisError, match=f"PORT {port} cannot be served"):
            async with running(settings):
                pass
