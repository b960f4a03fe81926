"""Where the sections of groups go, on both databases."""

from __future__ import annotations

from bot.store import Stores

GROUP, NEW = -100200, -100777


async def test_a_section_has_one_forum_topic(stores: Stores) -> None:
    for thread in (44, 45):
        await stores.chats.send_section(GROUP, "sport", thread)
    await stores.chats.send_section(GROUP, "world", 44)
    assert await stores.chats.sections([GROUP, NEW]) == {GROUP: {"sport": 45, "world": 44}}
    await stores.chats.keep_section(GROUP, "sport", 44)  # it is not there any more
    assert (await stores.chats.sections([GROUP]))[GROUP]["sport"] == 45
    for _ in range(2):
        await stores.chats.keep_section(GROUP, "sport", 45)
    assert await stores.chats.sections([GROUP]) == {GROUP: {"world": 44}}


async def test_they_move_and_go_with_their_group(stores: Stores) -> None:
    await stores.chats.send_section(GROUP, "sport", 44)
    await stores.chats.move(GROUP, NEW)
    assert await stores.chats.sections([GROUP, NEW]) == {NEW: {"sport": 44}}
    assert (await stores.chats.export(NEW))["forum_sections"]
    await stores.chats.erase(NEW)
    assert await stores.chats.sections([NEW]) == {}
