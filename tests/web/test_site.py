"""PORT: health, metrics, and a webhook that stores before it says yes."""

from __future__ import annotations

import json
from collections.abc import Mapping

import httpx
import pytest

from bot.errors import StoreUnavailable
from bot.web.site import MAX_UPDATE_BYTES, build_site

SECRET = "s" * 40


class Inbox:
    """Takes updates, unless its database is away."""

    def __init__(self) -> None:
        self.taken: list[tuple[int, str]] = []
        self.away = False

    async def take(self, update_id: int, text: str) -> None:
        if self.away:
            raise StoreUnavailable("database x: connection refused")
        self.taken.append((update_id, text))

    async def facts(self) -> Mapping[str, float]:
        if self.away:
            raise StoreUnavailable("database x: connection refused")
        return {"feeds": 3, "oldest_pending_seconds": 1.5}


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def client(inbox: Inbox) -> httpx.AsyncClient:
    site = build_site(inbox.facts, webhook_path="/hook", secret=SECRET, take=inbox.take)
    return httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url="http://precis.test")


async def call(
    client: httpx.AsyncClient, body: bytes, secret: str | None = SECRET
) -> httpx.Response:
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret is not None else {}
    return await client.post("/hook", content=body, headers=headers)


async def test_an_update_is_stored_before_telegram_is_told_so(
    client: httpx.AsyncClient, inbox: Inbox
) -> None:
    body = json.dumps({"update_id": 7, "message": {}}).encode()
    assert (await call(client, body)).status_code == 200
    assert inbox.taken == [(7, body.decode())]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "ü" * 3])
async def test_without_the_secret_nothing_is_taken(
    client: httpx.AsyncClient, inbox: Inbox, secret: str | None
) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret.encode()} if secret is not None else {}
    answer = await client.post("/hook", content=b'{"update_id": 1}', headers=headers)  # type: ignore[arg-type]
    assert answer.status_code == 403
    assert inbox.taken == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"update_id": "x"}', b"[" * 100_000])
async def test_what_is_no_update_is_not_asked_for_again(
    client: httpx.AsyncClient, inbox: Inbox, body: bytes
) -> None:
    assert (await call(client, body)).status_code == 200
    assert inbox.taken == []


async def test_an_endless_body_is_cut_off(client: httpx.AsyncClient, inbox: Inbox) -> None:
    answer = await call(client, b" " * (MAX_UPDATE_BYTES + 1))
    assert answer.status_code == 413


async def test_while_the_database_is_away_telegram_is_asked_to_come_again(
    client: httpx.AsyncClient, inbox: Inbox
) -> None:
    inbox.away = True
    answer = await call(client, b'{"update_id": 1}')
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    health = await client.get("/healthz")
    assert (health.status_code, health.json()["status"]) == (503, "down")
    assert "precis_up 0.0" in (await client.get("/metrics")).text


async def test_health_and_metrics_show_the_same_numbers(client: httpx.AsyncClient) -> None:
    assert (await client.get("/healthz")).json() == {
        "status": "ok",
        "feeds": 3,
        "oldest_pending_seconds": 1.5,
    }
    metrics = (await client.get("/metrics")).text
    assert "precis_feeds 3.0" in metrics
    assert "process_resident_memory_bytes" in metrics


async def test_elsewhere_there_is_nothing(client: httpx.AsyncClient) -> None:
    assert (await client.get("/")).status_code == 404
    assert (await client.get("/hook")).status_code == 405
