"""Folders of own feeds, on both databases."""

from __future__ import annotations

from bot.core.model.chats import Chat
from bot.store import Stores

HARBOUR, DAILY = ("News", "Häfen / Ports"), ("Daily",)


async def test_a_feed_lies_in_the_folders_that_were_put_last(stores: Stores) -> None:
    await stores.chats.save(Chat(5))
    for folders in ([HARBOUR, DAILY, DAILY], [HARBOUR, DAILY]):
        await stores.folders.put(5, 7, folders)
    await stores.folders.put(5, 8, [DAILY])
    assert await stores.folders.of(5) == {7: (DAILY, HARBOUR), 8: (DAILY,)}
    await stores.folders.put(5, 7, [])
    assert await stores.folders.of(5) == {8: (DAILY,)}
    assert await stores.folders.of(6) == {}


async def test_they_move_and_go_with_their_chat(stores: Stores) -> None:
    await stores.chats.save(Chat(-5, "group"))
    await stores.folders.put(-5, 7, [DAILY])
    await stores.chats.move(-5, -1005)
    assert await stores.folders.of(-1005) == {7: (DAILY,)}
    await stores.chats.erase(-1005)
    assert await stores.folders.of(-1005) == {}
