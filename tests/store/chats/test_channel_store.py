"""Channels managed from private chats, on both databases."""

from __future__ import annotations

from bot.core.model.chats import ManagedChannel
from bot.store import Stores

ADA, BOB, CHANNEL = 5, 6, -100300


async def test_a_link_is_one_however_often_it_is_made(stores: Stores) -> None:
    first = await stores.channels.link(ADA, CHANNEL)
    assert await stores.channels.link(ADA, CHANNEL) == first
    assert first == ManagedChannel(first.number, ADA, CHANNEL)
    other = await stores.channels.link(BOB, CHANNEL)
    assert await stores.channels.of(ADA) == [first]
    assert await stores.channels.managers(CHANNEL) == [first, other]


async def test_a_number_means_something_in_its_own_chat_alone(stores: Stores) -> None:
    link = await stores.channels.link(ADA, CHANNEL)
    assert await stores.channels.get(link.number, ADA) == link
    assert await stores.channels.get(link.number, BOB) is None
    for _ in range(2):
        await stores.channels.unlink(link.number)
    assert await stores.channels.get(link.number, ADA) is None
    again = await stores.channels.link(ADA, CHANNEL)
    assert again.number != link.number  # a number is never another link's later


async def test_erasing_the_reader_or_the_channel_forgets_it(stores: Stores) -> None:
    for erased in (ADA, CHANNEL):
        await stores.channels.link(ADA, CHANNEL)
        assert (await stores.chats.export(ADA))["managed_channels"]
        await stores.chats.erase(erased)
        assert await stores.channels.managers(CHANNEL) == []


async def test_a_chat_with_another_id_keeps_who_manages_it(stores: Stores) -> None:
    await stores.channels.link(ADA, -9)
    await stores.channels.link(BOB, -9)
    await stores.channels.link(ADA, CHANNEL)
    for _ in range(2):
        await stores.chats.move(-9, CHANNEL)
    assert [one.chat_id for one in await stores.channels.managers(CHANNEL)] == [BOB, ADA]
    assert await stores.channels.managers(-9) == []
