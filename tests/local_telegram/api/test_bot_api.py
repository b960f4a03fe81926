from __future__ import annotations

import pytest

from tests.local_telegram.fixtures import Telegram


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/bot{token}/danceForMe", 404, "Not Found"),
        ("/bot123:abc/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 404, "Not Found"),
        ("/file/bot123:abc/documents/file_1", 401, "Unauthorized"),
        ("/file/bot{token}/documents/file_1", 404, "Not Found"),
    ],
)
async def test_wrong_tokens_and_methods(
    telegram: Telegram, path: str, status: int, text: str
) -> None:
    answer = await telegram.http.get(path.format(token=telegram.token))
    assert answer.json() == {"ok": False, "error_code": status, "description": text}
    assert answer.status_code == status
