"""The webhook stores before it says yes, and takes nothing that Telegram would not send."""

from __future__ import annotations

import json
from collections.abc import Mapping

import httpx
import pytest

from bot.errors import StoreUnavailable
from bot.web.site import build_site
from bot.web.webhook import MAX_UPDATE_BYTES, WebhookEndpoint

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
        return {}


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


def client(inbox: Inbox, url: str = "https://x.example/hook") -> httpx.AsyncClient:
    site = build_site(inbox.facts, lambda: 0.0, webhook=WebhookEndpoint(url, SECRET, inbox.take))
    return httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url="http://precis.test")


async def call(
    inbox: Inbox, body: bytes, secret: bytes | None = SECRET.encode(), path: str = "/hook"
) -> httpx.Response:
    headers = {b"X-Telegram-Bot-Api-Secret-Token": secret} if secret is not None else {}
    return await client(inbox).post(path, content=body, headers=headers)


async def test_an_update_is_stored_before_telegram_is_told_so(inbox: Inbox) -> None:
    body = json.dumps({"update_id": 7, "message": {}}).encode()
    assert (await call(inbox, body)).status_code == 200
    assert inbox.taken == [(7, body.decode())]


@pytest.mark.parametrize("secret", [None, b"", b"wrong", SECRET.encode() + b"x", "ü".encode() * 3])
async def test_without_the_secret_nothing_is_taken(inbox: Inbox, secret: bytes | None) -> None:
    assert (await call(inbox, b'{"update_id": 1}', secret)).status_code == 403
    assert inbox.taken == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"update_id": "x"}',
        b'{"update_id": true}',
        b'{"update_id": 1.5}',
        b'{"update_id": 1, "a": NaN}',
        b"[" * 100_000,
        '{"update_id": 1}'.encode("utf-16"),
        b'{"update_id": 1, "a": "\xff"}',
    ],
)
async def test_what_is_no_update_is_not_asked_for_again(inbox: Inbox, body: bytes) -> None:
    assert (await call(inbox, body)).status_code == 200
    assert inbox.taken == []


@pytest.mark.parametrize("number", [str(2**63), str(-(2**63)), "9" * 5000])
async def test_numbers_out_of_range_are_a_bad_request(inbox: Inbox, number: str) -> None:
    for body in (
        f'{{"update_id": {number}}}',
        f'{{"update_id": 1, "message": {{"chat": {{"id": {number}}}}}}}',
    ):
        assert (await call(inbox, body.encode())).status_code == 400
    assert (await call(inbox, b'{"update_id": -1}')).status_code == 400
    assert inbox.taken == []


async def test_the_largest_ids_arrive(inbox: Inbox) -> None:
    body = b'{"update_id": 9223372036854775807, "message": {"chat": {"id": -1001234567890}}}'
    assert (await call(inbox, body)).status_code == 200
    assert inbox.taken[0][0] == 2**63 - 1


async def test_an_endless_body_is_cut_off(inbox: Inbox) -> None:
    assert (await call(inbox, b" " * (MAX_UPDATE_BYTES + 1))).status_code == 413


async def test_while_the_database_is_away_telegram_is_asked_to_come_again(inbox: Inbox) -> None:
    inbox.away = True
    answer = await call(inbox, b'{"update_id": 1}')
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")


@pytest.mark.parametrize(
    ("url", "called"),
    [
        ("https://x.example/hook/123%3AABC", "/hook/123%3AABC"),
        ("https://x.example/hook/123:ABC", "/hook/123%3aABC"),
        ("https://x.example/hook/a%20b", "/hook/a%20b"),
        ("https://x.example/{hook}", "/%7Bhook%7D"),
        ("https://x.example/наш", "/%D0%BD%D0%B0%D1%88"),
        ("https://x.example", "/"),
    ],
)
async def test_a_path_arrives_however_it_is_written(inbox: Inbox, url: str, called: str) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    web = client(inbox, url)
    answer = await web.post(called, content=b'{"update_id": 1}', headers=headers)
    assert answer.status_code == 200
    assert len(inbox.taken) == 1
    assert (await web.post("/other", content=b"{}", headers=headers)).status_code == 404
