"""Rules, cards and contents on both databases: one of a kind, of one chat, and gone in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.model.chats import Chat
from bot.core.model.editions import Contents, Headline, Why
from bot.core.model.tastes import Aim, Rule, Wish
from bot.store import Stores

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
MUTE = Rule(Wish.MUTE, Aim.WORDS, "election", "election")
HELD = Contents(
    NOW,
    (
        (Headline(7, "Ferry"), Why(1, 2, "world", 2, 3, NOW, 1.5, leanings=(("Courier", 2),))),
        (Headline(8, "Bridge"), None),
    ),
    (Headline(9, "Chip"),),
    3,
    (("election", 2),),
)


async def test_one_rule_about_one_thing(stores: Stores) -> None:
    first = await stores.tastes.put(5, MUTE, NOW)
    again = await stores.tastes.put(5, replace(MUTE, until=NOW + timedelta(days=1)), NOW)
    assert first and again
    assert first.id == again.id
    assert (await stores.tastes.of(5, NOW)).rules == (again,)
    assert (await stores.tastes.of(6, NOW)).rules == ()
    assert (await stores.chats.taste(5, NOW + timedelta(days=1))).rules == ()


async def test_what_is_asked_about_holds_only_after_the_yes(stores: Stores) -> None:
    held = await stores.tastes.put(5, MUTE, NOW)
    asked = await stores.tastes.put(5, replace(MUTE, saved=False), NOW)
    assert held and asked
    assert (await stores.tastes.of(5, NOW)).rules == (held,)
    for _ in range(2):
        saved = await stores.tastes.set_saved(5, asked.id, True, NOW + timedelta(days=2))
        assert saved and saved.until == NOW + timedelta(days=2)
    assert (await stores.tastes.of(5, NOW)).rules == (saved,)
    assert await stores.tastes.set_saved(6, asked.id, True, None) is None
    await stores.tastes.remove(6, asked.id)
    assert await stores.tastes.rule(5, asked.id) == saved
    await stores.tastes.remove(5, asked.id)
    assert await stores.tastes.rule(5, asked.id) is None


async def test_a_chat_has_so_many_rules_and_no_more(stores: Stores) -> None:
    rules = [await stores.tastes.put(5, replace(MUTE, value=str(n)), NOW) for n in range(203)]
    assert rules[0] is not None and rules[-1] is None


async def test_a_vote_tells_what_stood_before(stores: Stores) -> None:
    await stores.tastes.show_card(5, 100, 7, NOW, 5)
    assert await stores.tastes.vote(5, 100, 1) == (7, 0)
    assert await stores.tastes.vote(5, 100, -1) == (7, 1)
    assert await stores.tastes.vote(5, 101, 1) is None
    assert await stores.tastes.vote(6, 100, 1) is None


async def test_contents_are_found_by_their_second_and_the_last_without(stores: Stores) -> None:
    later = replace(HELD, at=NOW + timedelta(hours=1, microseconds=5))
    for held in (HELD, later, later):
        await stores.chats.keep_contents(5, held)
    assert await stores.chats.contents(5) == later
    assert await stores.chats.contents(5, int(NOW.timestamp())) == HELD
    assert await stores.chats.contents(5, int(later.at.timestamp())) == later
    assert await stores.chats.contents(5, 1) is None
    assert await stores.chats.contents(6) is None


async def test_all_of_it_moves_with_its_group(stores: Stores) -> None:
    await stores.chats.save(Chat(-5, "group"))
    for chat in (-5, -1005):
        await stores.tastes.put(chat, MUTE, NOW)
    await stores.tastes.put(-5, replace(MUTE, value="ferry"), NOW)
    await stores.tastes.show_card(-5, 100, 7, NOW, -5)
    await stores.chats.keep_contents(-5, HELD)
    await stores.chats.move(-5, -1005)
    values = [rule.value for rule in (await stores.tastes.of(-1005, NOW)).rules]
    assert values == ["election", "ferry"]
    assert await stores.tastes.vote(-1005, 100, 1) == (7, 0)
    assert await stores.tastes.place_of_card(-1005, 100) == -1005
    assert await stores.chats.contents(-1005) == HELD
    assert not (await stores.tastes.of(-5, NOW)).rules


async def test_all_of_it_is_erased_with_its_chat(stores: Stores) -> None:
    await stores.chats.save(Chat(5))
    for chat in (5, 6):
        await stores.tastes.put(chat, MUTE, NOW)
        await stores.tastes.show_card(chat, 100, 7, NOW, chat)
        await stores.chats.keep_contents(chat, HELD)
    await stores.chats.erase(5)
    assert not (await stores.tastes.of(5, NOW)).rules
    assert await stores.tastes.vote(5, 100, 1) is None
    assert await stores.chats.contents(5) is None
    assert await stores.chats.contents(6) == HELD


async def test_what_is_past_is_let_go(stores: Stores) -> None:
    ends = replace(MUTE, until=NOW + timedelta(hours=1))
    stays = await stores.tastes.put(5, replace(MUTE, value="ferry"), NOW)
    await stores.tastes.put(5, ends, NOW)
    asked = await stores.tastes.put(5, replace(MUTE, value="x", saved=False), NOW)
    await stores.tastes.show_card(5, 100, 7, NOW, 5)
    await stores.chats.keep_contents(5, HELD)
    assert asked is not None
    await stores.tastes.purge(NOW + timedelta(hours=2))
    assert await stores.tastes.rule(5, asked.id) is not None
    await stores.tastes.purge(NOW + timedelta(days=8))
    assert (await stores.tastes.of(5, NOW)).rules == (stays,)
    assert await stores.tastes.rule(5, asked.id) is None
    assert await stores.chats.contents(5) is None
    assert await stores.tastes.vote(5, 100, 1) is None
