from __future__ import annotations

import httpx
import pytest

from tests.local_telegram.fixtures import Telegram


async def test_parameters_come_as_query_form_json_or_multipart(telegram: Telegram) -> None:
    ada = await telegram.user("Ada")
    url, call = f"/bot{telegram.token}/sendmessage", {"chat_id": str(ada.id), "text": "zwölf & 1"}
    answers: list[httpx.Response] = [
        await telegram.http.get(url, params=call),
        await telegram.http.post(url, data=call),
        await telegram.http.post(url, json=call),
        await telegram.http.post(url, data=call, files={"x": ("x", b"y")}),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == ["zwölf & 1"] * 4


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (b"{", "can't parse request JSON object"),
        (b"[]", "expected an Object in request body"),
        (b'{"chat_id": 1, "text": "\\ud800"}', "strings must be encoded in UTF-8"),
    ],
)
async def test_a_bad_body_is_refused(telegram: Telegram, body: bytes, complaint: str) -> None:
    headers = {"content-type": "application/json"}
    answer = await telegram.http.post(
        f"/bot{telegram.token}/sendMessage", content=body, headers=headers
    )
    assert answer.json()["description"] == f"Bad Request: {complaint}"
