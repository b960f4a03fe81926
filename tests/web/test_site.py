"""PORT: a front page, health and metrics, told in full to those who may see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from bot.errors import StoreUnavailable
from bot.web.site import build_site
from bot.web.webhook import WebhookEndpoint

TOKEN = "metrics-token-of-the-operator"


class Facts:
    """What the store says, unless it is away."""

    def __init__(self) -> None:
        self.away = False
        self.asked = 0

    async def __call__(self) -> Mapping[str, float]:
        self.asked += 1
        if self.away:
            raise StoreUnavailable("database precis at db.internal:5432: connection refused")
        return {"feeds": 3, "oldest_pending_seconds": 1.5}


async def nothing(_: int, __: str) -> None:
    """Takes an update."""


@pytest.fixture
def facts() -> Facts:
    return Facts()


def client(
    facts: Facts, *, peer: str = "127.0.0.1", host: str = "localhost", **settings: Any
) -> httpx.AsyncClient:
    site = build_site(facts, lambda: 0.0, **settings)
    transport = httpx.ASGITransport(site, client=(peer, 5000))
    return httpx.AsyncClient(transport=transport, base_url=f"http://{host}")


async def test_on_this_machine_health_and_metrics_show_the_same_numbers(facts: Facts) -> None:
    web = client(facts)
    assert (await web.get("/healthz")).json() == {
        "status": "ok",
        "feeds": 3,
        "oldest_pending_seconds": 1.5,
    }
    metrics = (await web.get("/metrics")).text
    assert "precis_feeds 3.0" in metrics
    assert "process_resident_memory_bytes" in metrics


@pytest.mark.parametrize(
    ("peer", "host", "headers"),
    [
        ("203.0.113.9", "precis.example", {}),
        ("203.0.113.9", "localhost", {}),
        ("127.0.0.1", "localhost", {"X-Forwarded-For": "203.0.113.9"}),
        ("127.0.0.1", "localhost", {"Forwarded": "for=203.0.113.9"}),
        ("127.0.0.1", "rebound.example", {}),
        ("::ffff:203.0.113.9", "localhost", {}),
    ],
)
async def test_strangers_are_told_up_or_down_and_no_more(
    facts: Facts, peer: str, host: str, headers: dict[str, str]
) -> None:
    web = client(facts, peer=peer, host=host)
    up = await web.get("/healthz", headers=headers)
    assert (up.status_code, up.json()) == (200, {"status": "ok"})
    refused = await web.get("/metrics", headers=headers)
    assert refused.status_code == 403
    assert "precis_" not in refused.text
    facts.away = True
    down = await client(facts, peer=peer, host=host).get("/healthz", headers=headers)
    assert (down.status_code, down.json()) == (503, {"status": "down"})


@pytest.mark.parametrize("peer", ["203.0.113.9", "127.0.0.1"])
async def test_with_a_metrics_token_its_bearer_alone_sees_more(facts: Facts, peer: str) -> None:
    web = client(facts, peer=peer, host="precis.example", metrics_token=TOKEN)
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    assert (await web.get("/healthz", headers=bearer)).json()["feeds"] == 3
    assert "precis_feeds 3.0" in (await web.get("/metrics", headers=bearer)).text
    for wrong in ({}, {"Authorization": f"Bearer {TOKEN}x"}, {"Authorization": f"Basic {TOKEN}"}):
        assert (await web.get("/healthz", headers=wrong)).json() == {"status": "ok"}
        refused = await web.get("/metrics", headers=wrong)
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")


async def test_the_operator_is_told_what_is_down(facts: Facts) -> None:
    facts.away = True
    web = client(facts)
    health = await web.get("/healthz")
    assert (health.status_code, health.json()["status"]) == (503, "down")
    assert "connection refused" in health.json()["reason"]
    assert "precis_up 0.0" in (await web.get("/metrics")).text


async def test_a_hundred_calls_ask_the_store_once(facts: Facts) -> None:
    web = client(facts)
    for _ in range(50):
        await web.get("/healthz")
        await web.get("/metrics")
    assert facts.asked == 1


async def test_the_front_page_answers_and_elsewhere_there_is_nothing(facts: Facts) -> None:
    web = client(facts, webhook=WebhookEndpoint("https://x.example/hook", "s" * 16, nothing))
    assert (await web.get("/")).status_code == 200
    assert (await web.head("/")).status_code == 200
    assert (await web.get("/hook")).status_code == 405
    assert (await web.get("/elsewhere")).status_code == 404
