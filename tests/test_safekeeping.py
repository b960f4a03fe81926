"""An empty disk is filled from the operator's chat before the bot starts, and only then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.chat.transport.client import telegram_client
from bot.chat.transport.safe_chat import SafeChat
from bot.core.model.chats import Chat
from bot.core.sealing import NONCE_BYTES, seal
from bot.safekeeping import file_of, take_back
from bot.store import open_stores
from bot.store.backups.snapshot import write_snapshot
from config.settings import Settings
from tests.local_telegram.fixtures import local_telegram


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite:///var/precis.db", Path("var/precis.db")),
        ("sqlite:////data/precis.db", Path("/data/precis.db")),
        ("sqlite:///:memory:", None),
        ("postgresql://db/precis", None),
    ],
)
def test_the_file_of_an_address(url: str, file: Path | None) -> None:
    assert file_of(Settings(database_url=url)) == file


@pytest.mark.parametrize("status", [0, 502], ids=["at once", "after an outage"])
async def test_an_empty_disk_is_filled_and_a_full_one_left_alone(
    tmp_path: Path, status: int
) -> None:
    async with local_telegram() as telegram:
        ada = await telegram.user("Ada")
        settings = replace(
            Settings(),
            telegram_bot_token=telegram.token,
            telegram_api_url=telegram.url,
            admin_user_ids=(ada.id,),
            snapshots=True,
            database_url=f"sqlite:///{tmp_path}/precis.db",
        )
        await take_back(settings)
        assert list(tmp_path.iterdir()) == [], "there is no snapshot yet"  # noqa: ASYNC240
        stores = await open_stores(f"sqlite:///{tmp_path}/other.db")
        await stores.chats.save(Chat(7))
        snapshot = tmp_path / "snapshot"
        await write_snapshot(stores.database, snapshot, datetime.now(UTC), clean=True)
        await stores.aclose()
        client = telegram_client(telegram.token, telegram.url)
        await client.initialize()
        sealed = seal(snapshot.read_bytes(), telegram.token, bytes(NONCE_BYTES))
        assert await SafeChat(client, ada.id).put(sealed)
        await client.shutdown()
        await take_back(replace(settings, snapshots=False))
        assert not (tmp_path / "precis.db").exists()
        if status:
            await telegram.fault(method="getChat", status=status, times=1)
        await take_back(settings)
        back = await open_stores(settings.database_url)
        assert await back.chats.get(7)
        await back.chats.save(Chat(8))
        await take_back(settings)
        assert await back.chats.get(8), "what is there stays"
        await back.aclose()
