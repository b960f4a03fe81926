"""The operator's chat keeps one pinned file, which the bot finds again."""

from __future__ import annotations

import pytest
from telegram.error import TelegramError

from bot.chat.transport.client import telegram_client
from bot.chat.transport.safe_chat import FILE_NAME, SafeChat
from tests.local_telegram.fixtures import local_telegram


async def test_the_newest_file_is_pinned_and_the_one_before_goes() -> None:
    async with local_telegram() as telegram:
        ada = await telegram.user("Ada")
        client = telegram_client(telegram.token, telegram.url)
        await client.initialize()
        assert await SafeChat(client, ada.id).get() is None
        for data in (b"first", b"second"):
            assert await SafeChat(client, ada.id).put(data)  # each by another process
        same = SafeChat(client, ada.id)
        for data in (b"third", b"fourth"):
            assert await same.put(data)
        assert await SafeChat(client, ada.id).get() == b"fourth"
        (message,) = await ada.replies()
        assert message.silent
        assert FILE_NAME in str(message.raw)
        await client.shutdown()


async def test_a_file_of_somebody_else_s_is_none_of_ours() -> None:
    async with local_telegram() as telegram:
        ada = await telegram.user("Ada")
        client = telegram_client(telegram.token, telegram.url)
        await client.initialize()
        sent = await client.send_document(ada.id, b"recipes", filename="recipes.txt")
        await client.pin_chat_message(ada.id, sent.message_id)
        assert await SafeChat(client, ada.id).get() is None
        await client.shutdown()


@pytest.mark.parametrize("method", ["sendDocument", "pinChatMessage", "getChat"])
async def test_what_telegram_refuses_is_told_and_the_old_one_stays(method: str) -> None:
    async with local_telegram() as telegram:
        ada = await telegram.user("Ada")
        client = telegram_client(telegram.token, telegram.url)
        await client.initialize()
        assert await SafeChat(client, ada.id).put(b"first")
        await telegram.fault(method=method, status=400, description="no", times=1)
        assert not await SafeChat(client, ada.id).put(b"second")
        assert await SafeChat(client, ada.id).get() == b"first"
        await telegram.fault(method="getFile", status=400, description="x", times=1)
        with pytest.raises(TelegramError):
            await SafeChat(client, ada.id).get()
        await client.shutdown()
