"""Which methods the local Bot API has, and how it checks a webhook's address."""

from __future__ import annotations

import pytest
import telegram as ptb
from telegram.error import BadRequest

from bot.local_telegram.api.method_table import BY_LOWER_NAME, METHODS
from tests.local_telegram.fixtures import Telegram


def test_every_method_is_one_that_the_real_library_calls() -> None:
    known = {name.replace("_", "").lower() for name in dir(ptb.Bot)}
    missing = {name for name in METHODS if name.lower() not in known}
    assert missing <= {"sendMessageDraft"}
    assert len(BY_LOWER_NAME) == len(METHODS)


async def test_methods_are_found_in_any_letter_case(telegram: Telegram, bot: ptb.Bot) -> None:
    answer = await bot.do_api_request("GETME")
    assert answer["is_bot"] is True


@pytest.mark.parametrize("url", ["ftp://x.example/hook", "http://", "nowhere"])
async def test_a_webhook_needs_an_address(telegram: Telegram, bot: ptb.Bot, url: str) -> None:
    with pytest.raises(BadRequest, match=r"(?i)webhook"):
        await bot.set_webhook(url)
    assert (await bot.get_webhook_info()).url == ""
