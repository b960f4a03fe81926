"""The small world: members, ids, and whoever waits for news."""

from __future__ import annotations

import asyncio

from bot.local_telegram.world.state import LocalChat, LocalMessage, Signal, User, World

ADA, BOT = User(7, "Ada", "Byron"), User(1, "Précis", is_bot=True)


def world() -> World:
    made = World(BOT, lambda: 1_000.0)
    made.users[ADA.id] = ADA
    made.chats[-5] = LocalChat(
        -5, "supergroup", members={7: "administrator", 1: "member", 8: "left"}
    )
    return made


def test_a_person_has_a_first_and_a_last_name() -> None:
    assert (ADA.name, User(2, "Bo").name) == ("Ada Byron", "Bo")


def test_who_left_is_no_member_and_a_member_is_no_administrator() -> None:
    one = world()
    chat = one.chats[-5]
    assert [one.is_member(chat, id_) for id_ in (7, 1, 8, 9)] == [True, True, False, False]
    assert [one.is_admin(chat, id_) for id_ in (7, 1)] == [True, False]


def test_message_ids_rise_and_a_deleted_message_is_not_alive() -> None:
    one = world()
    chat = one.chats[-5]
    first = one.add(LocalMessage(one.message_id(chat), -5, one.now(), ADA, text="a"))
    second = one.add(LocalMessage(one.message_id(chat), -5, one.now(), ADA, text="b"))
    assert second.id > first.id
    second.deleted = True
    assert one.live(chat, first.id) is first
    assert one.live(chat, second.id) is None
    assert one.live(chat, None) is None


async def test_whoever_waits_is_woken_by_the_next_news() -> None:
    signal = Signal()
    waiting = asyncio.ensure_future(signal.wait())
    await asyncio.sleep(0)
    assert not waiting.done()
    signal.fire()
    assert await waiting
