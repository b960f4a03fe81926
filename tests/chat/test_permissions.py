"""Rights as Telegram tells them."""

from __future__ import annotations

import pytest

from bot.chat.permissions import Permissions
from bot.chat.transport.client import TelegramClient
from tests.chat.conversation import ADMIN, CHANNEL
from tests.chat.fake_telegram import FakeTelegram, Fault, member_of
from tests.chat.stories import NOW


@pytest.mark.parametrize(
    ("status", "right", "may"),
    [
        ("creator", None, True),
        ("administrator", True, True),
        ("administrator", False, False),
        ("administrator", None, True),
        ("member", None, False),
        ("left", None, False),
    ],
)
async def test_who_may_post_in_a_channel(
    telegram: FakeTelegram, bot: TelegramClient, status: str, right: bool | None, may: bool
) -> None:
    user = {"id": ADMIN, "is_bot": False, "first_name": "A"}
    told = {} if right is None else {"can_post_messages": right}
    telegram.results["getChatMember"] = member_of(status, user) | told
    permissions = Permissions(bot, lambda: NOW)
    for _ in range(2):  # asked anew each time
        assert await permissions.may_post(CHANNEL, ADMIN) is may
    assert len(telegram.of("getChatMember")) == 2


async def test_where_telegram_does_not_say_nothing_is_guessed(
    telegram: FakeTelegram, bot: TelegramClient
) -> None:
    permissions = Permissions(bot, lambda: NOW)
    telegram.fail("getChatMember", Fault(400, "Bad Request: member list is inaccessible"))
    assert await permissions.may_post(CHANNEL, ADMIN) is None
    telegram.fail("getChat", Fault(400, "Bad Request: chat not found"))
    assert await permissions.title(CHANNEL) == ""
