from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.core.model.articles import Article
from bot.core.model.chats import PUBLIC, Chat, Schedule, Shown, Slot, place_number
from bot.core.model.feeds import Feed
from bot.core.model.messages import Message, Outcome, SendResult
from bot.store import Stores
from bot.store.chats.migration import merged
from bot.store.schema import metadata

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
DAY = timedelta(days=1)
GROUP, SUPERGROUP = -500, -1_001_234_567_890_123
WEEKDAYS = Schedule((time(7, 30), time(18)), (0, 1, 2, 3, 4))
FULL = Chat(
    11,
    kind="private",
    timezone="Europe/Zurich",
    language="de",
    topics=("world", "business", "arts"),
    feed_ids=(3, 1, 2),
    schedule=WEEKDAYS,
    next_due=NOW,
    last_edition_at=NOW - DAY,
    stories=5,
    bullets=2,
    thread_id=9,
    created_at=NOW - 9 * DAY,
)


async def test_settings_come_back_as_they_were_saved(stores: Stores) -> None:
    await stores.chats.save(FULL)
    assert await stores.chats.get(FULL.id) == FULL
    assert await stores.chats.get(12) is None


async def test_saving_again_replaces_what_was_there(stores: Stores) -> None:
    await stores.chats.save(FULL)
    changed = replace(FULL, topics=("arts",), feed_ids=(), schedule=Schedule(), next_due=None)
    await stores.chats.save(changed)
    assert await stores.chats.get(FULL.id) == changed


async def test_a_copy_read_earlier_does_not_take_back_the_last_edition(stores: Stores) -> None:
    await stores.chats.save(replace(FULL, last_edition_at=None, created_at=None))
    await stores.chats.save(FULL)
    await stores.chats.save(replace(FULL, last_edition_at=None, created_at=None))
    await stores.chats.save(replace(FULL, last_edition_at=NOW - 2 * DAY, created_at=NOW))
    chat = await stores.chats.get(FULL.id)
    assert chat
    assert (chat.last_edition_at, chat.created_at) == (FULL.last_edition_at, FULL.created_at)


async def test_due_chats_are_active_ones_whose_time_has_come(stores: Stores) -> None:
    due = {1: NOW - DAY, 2: NOW - 2 * DAY, 3: NOW + DAY, 4: None}
    for chat_id, next_due in due.items():
        await stores.chats.save(Chat(chat_id, next_due=next_due, topics=(f"t{chat_id}",)))
    await stores.chats.save(Chat(5, next_due=NOW - DAY, active=False))
    found = await stores.chats.due(NOW)
    assert [(chat.id, chat.topics) for chat in found] == [(2, ("t2",)), (1, ("t1",))]
    assert len(await stores.chats.due(NOW, limit=1)) == 1
    assert await stores.chats.count() == 4


async def test_a_feed_of_its_own_goes_when_its_last_chat_leaves_it(stores: Stores) -> None:
    own = await stores.feeds.add(Feed("https://own.example/", bundled=False), NOW)
    ours = await stores.feeds.add(Feed("https://ours.example/", bundled=False), NOW)
    bundled = await stores.feeds.add(Feed("https://all.example/"), NOW)
    ids = (own.id, ours.id, bundled.id)
    await stores.chats.save(Chat(1, feed_ids=ids))
    await stores.chats.save(Chat(2, feed_ids=(ours.id,)))
    await stores.chats.save(Chat(1))
    left = {feed.url for feed in await stores.feeds.get(ids)}
    assert left == {ours.url, bundled.url}


# --- what was shown


async def test_what_a_chat_was_shown_is_told_by_story(stores: Stores) -> None:
    await stores.chats.mark_shown(11, [(1, 10), (1, 11), (2, 20)], NOW - DAY)
    await stores.chats.mark_shown(11, [(1, 11), (1, 12)], NOW)
    await stores.chats.mark_shown(12, [(1, 13)], NOW)
    await stores.chats.mark_shown(11, [], NOW)
    assert await stores.chats.shown(11, NOW - 2 * DAY, PUBLIC) == {
        1: Shown(1, NOW, frozenset({10, 11, 12})),
        2: Shown(2, NOW - DAY, frozenset({20})),
    }
    lately = {1: Shown(1, NOW, frozenset({10, 11, 12}))}
    assert await stores.chats.shown(11, NOW, PUBLIC) == lately, "with all that was shown of it"


async def test_a_story_that_grew_into_another_counts_as_shown(stores: Stores) -> None:
    found = [Article(f"https://x.example/{n}", n, n, "X", NOW, NOW) for n in ("a", "b")]
    a, b = [await stores.articles.add(one) for one in found]
    await stores.chats.mark_shown(11, [(b.story_id, b.id)], NOW)
    await stores.articles.assign({b.id: a.story_id})
    assert await stores.chats.shown(11, NOW, PUBLIC) == {a.id: Shown(a.id, NOW, frozenset({b.id}))}


# --- leaving and moving


async def test_a_chat_that_left_is_revived_with_its_settings(stores: Stores) -> None:
    await stores.chats.save(FULL)
    await stores.chats.deactivate(FULL.id, "bot was blocked by the user", NOW)
    assert await stores.chats.due(NOW) == []
    chat = await stores.chats.get(FULL.id)
    assert chat == replace(FULL, active=False)
    await stores.chats.save(replace(chat, active=True))
    assert await stores.chats.due(NOW) == [FULL]


async def test_a_deleted_account_or_group_is_erased_and_who_blocked_the_bot_is_not(
    stores: Stores,
) -> None:
    reasons = {
        1: "Forbidden: user is deactivated",
        2: "Forbidden: the group chat was deleted",
        3: "Forbidden: bot was blocked by the user",
        4: "INPUT_USER_DEACTIVATED",
        5: "Forbidden: user is deactivated",  # and back before the month was over
    }
    for chat_id, reason in reasons.items():
        await stores.chats.save(Chat(chat_id))
        await stores.chats.deactivate(chat_id, reason, NOW)
    await stores.chats.save(Chat(5))
    assert await stores.chats.erase_ended(NOW) == 0
    assert await stores.chats.erase_ended(NOW + timedelta(seconds=1)) == 3
    assert [n for n in reasons if await stores.chats.get(n)] == [3, 5]


async def test_a_chat_that_left_gets_none_of_its_waiting_messages(stores: Stores) -> None:
    await stores.chats.save(FULL)
    await stores.outbox.plan(Slot(FULL.id, "k", NOW), [Message("a", "a")], [], NOW, NOW)
    await stores.chats.deactivate(FULL.id, "kicked", NOW)
    assert await stores.outbox.claim("one", NOW, 60, 9) == []
    assert await stores.outbox.counts() == {"gone": 1}


async def test_a_group_moves_with_all_that_is_its_own_as_often_as_it_is_told(
    stores: Stores,
) -> None:
    await stores.chats.save(replace(FULL, id=GROUP, kind="group"))
    slot = Slot(GROUP, "k", NOW)
    await stores.outbox.plan(slot, [Message("a", "a")], [(1, 10)], NOW + DAY, NOW)
    for _ in range(2):
        await stores.chats.move(GROUP, SUPERGROUP)
    moved = replace(FULL, id=SUPERGROUP, kind="supergroup", next_due=NOW + DAY, last_edition_at=NOW)
    assert await stores.chats.get(SUPERGROUP) == moved
    assert await stores.chats.get(GROUP) is None
    assert set(await stores.chats.shown(SUPERGROUP, NOW, PUBLIC)) == {1}
    assert not await stores.outbox.plan(replace(slot, chat_id=SUPERGROUP), [], [], NOW, NOW)
    (row,) = await stores.outbox.claim("one", NOW, 60, 9)
    assert row.chat_id == SUPERGROUP


async def test_a_group_known_under_both_ids_becomes_one_chat_with_one_edition(
    stores: Stores,
) -> None:
    for chat_id in (GROUP, SUPERGROUP):
        await stores.chats.save(Chat(chat_id, next_due=NOW))
        slot = Slot(chat_id, "k", NOW)
        messages = [Message("a", "a"), Message("b", "b")]
        await stores.outbox.plan(slot, messages, [(1, 10)], NOW + DAY, NOW)
    await stores.chats.move(GROUP, SUPERGROUP)
    assert await stores.outbox.counts() == {"pending": 2}
    assert await stores.chats.count() == 1
    assert set(await stores.chats.shown(SUPERGROUP, NOW, PUBLIC)) == {1}


async def test_moving_to_itself_or_to_nowhere_changes_nothing(stores: Stores) -> None:
    await stores.chats.save(FULL)
    for new_id in (FULL.id, 0):
        await stores.chats.move(FULL.id, new_id)
    await stores.chats.move(4711, 4712)
    assert await stores.chats.get(FULL.id) == FULL
    assert await stores.chats.count() == 1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (FULL, Chat(1), replace(FULL, id=1, language="en", stories=8, bullets=3, thread_id=None)),
        (Chat(2), replace(FULL, id=1), replace(FULL, id=1)),
        (
            Chat(2, topics=("arts", "world"), schedule=WEEKDAYS, active=False),
            Chat(1, topics=("world",), schedule=Schedule((time(6),)), next_due=NOW),
            Chat(1, topics=("world", "arts"), schedule=Schedule((time(6),)), next_due=NOW),
        ),
    ],
    ids=["the new id knows nothing", "the old id knows nothing", "both know something"],
)
def test_two_settings_of_one_chat_are_merged(old: Chat, new: Chat, expected: Chat) -> None:
    assert merged(old, new) == expected


# --- erasing


async def test_after_erasing_no_table_holds_anything_of_the_chat(stores: Stores) -> None:
    for chat_id in (11, 12):
        own = await stores.feeds.add(Feed(f"https://{chat_id}.example/", bundled=False), NOW)
        await stores.feeds.remember_keys(own.id, ["a"], NOW)
        await stores.chats.save(replace(FULL, id=chat_id, feed_ids=(own.id,)))
        messages = [Message(f"to {chat_id}", "x")] * 2
        await stores.outbox.plan(Slot(chat_id, "k", NOW), messages, [(1, 1)], NOW, NOW)
        body = f'{{"message": {{"chat": {{"id": {chat_id}}}, "from": {{"id": {chat_id}}}}}}}'
        await stores.inbox.put([(chat_id * 10, body)], NOW)
        await stores.inbox.done([(chat_id * 10, "Traceback")])
    before = await row_counts(stores)
    await stores.chats.erase(11)
    after = await row_counts(stores)
    assert after == {table: count // 2 for table, count in before.items()}
    assert not await holding(stores, 11)
    assert await stores.chats.get(12) is not None


async def row_counts(stores: Stores) -> dict[str, int]:
    async with stores.database.read() as connection:
        return {
            table.name: len((await connection.execute(select(table))).all())
            for table in metadata.sorted_tables
        }


async def holding(stores: Stores, chat_id: int) -> list[str]:
    """Tables with a row in which the id stands in any column."""
    async with stores.database.read() as connection:
        found = []
        for table in metadata.sorted_tables:
            rows = (await connection.execute(select(table))).all()
            columns = {column.name for column in table.c if column.name.endswith("chat_id")}
            columns |= {"user_id", "body", "message", "url"} | ({"id"} & {table.name == "chats"})
            text = [str(getattr(row, name, "")) for row in rows for name in columns]
            found += [table.name] if any(str(chat_id) in value for value in text) else []
        return found


async def test_an_update_that_still_waits_survives_erasing_and_is_forgotten_when_done(
    stores: Stores,
) -> None:
    body = '{"message": {"chat": {"id": 11}, "from": {"id": 11}, "text": "/start"}}'
    await stores.inbox.put([(1, body)], NOW)
    await stores.chats.erase(11)
    assert [row.body for row in await stores.inbox.pending(9)] == [body]
    await stores.inbox.done([(1, None)])
    assert not await holding(stores, 11)


# --- forum topics


def topic(thread_id: int | None, telegram_id: int = SUPERGROUP, **more: object) -> Chat:
    number = place_number(telegram_id, thread_id)
    own = telegram_id if number != telegram_id else None
    chat = Chat(number, "supergroup", thread_id=thread_id, telegram_id=own)
    return replace(chat, **more)  # type: ignore[arg-type]


async def test_topics_of_one_group_are_kept_apart(stores: Stores) -> None:
    places = [topic(None, topics=("world",)), topic(4, topics=("sport",)), topic(5)]
    for one in places:
        await stores.chats.save(one)
    await stores.chats.save(topic(4, GROUP))
    found = await stores.chats.places(SUPERGROUP)
    assert sorted(found, key=lambda one: one.id) == sorted(places, key=lambda one: one.id)
    assert await stores.chats.get(places[1].id) == places[1]


async def test_the_same_hour_in_two_topics_is_two_editions_of_one_chat(stores: Stores) -> None:
    for one in (topic(None, next_due=NOW), topic(4, next_due=NOW), topic(5, next_due=NOW)):
        await stores.chats.save(one)
        slot = Slot(one.id, "2026-11-23T07:30", NOW)
        assert await stores.outbox.plan(slot, [Message("a", "a")], [(1, 10)], NOW + DAY, NOW)
        assert not await stores.outbox.plan(slot, [Message("a", "a")], [(1, 10)], NOW, NOW)
    sent = []
    while rows := await stores.outbox.claim("one", NOW, 60, 9):
        (row,) = rows  # one at a time: it is one chat of Telegram's
        sent.append((row.chat_id, row.thread_id))
        await stores.outbox.settle(row.id, "one", Outcome(SendResult.SENT), NOW)
    assert sent == [(SUPERGROUP, None), (SUPERGROUP, 4), (SUPERGROUP, 5)]
    assert set(await stores.chats.shown(topic(4).id, NOW, PUBLIC)) == {1}
    assert set(await stores.chats.shown(topic(6).id, NOW, PUBLIC)) == set()


async def test_stopping_one_topic_leaves_the_others_waiting_messages(stores: Stores) -> None:
    for one in (topic(None), topic(4)):
        await stores.chats.save(one)
        await stores.outbox.plan(Slot(one.id, "k", NOW), [Message("a", "a")], [], NOW, NOW)
    await stores.chats.stop(topic(4).id, "stopped", NOW)
    assert await stores.outbox.counts() == {"gone": 1, "pending": 1}
    assert [one.active for one in await stores.chats.places(SUPERGROUP)].count(True) == 1
    await stores.chats.deactivate(SUPERGROUP, "kicked", NOW)
    assert await stores.outbox.counts() == {"gone": 2}
    assert not any(one.active for one in await stores.chats.places(SUPERGROUP))


async def test_erasing_a_group_erases_its_topics(stores: Stores) -> None:
    for one in (topic(None), topic(4), topic(4, GROUP)):
        await stores.chats.save(one)
        await stores.chats.mark_shown(one.id, [(1, 10)], NOW)
        await stores.outbox.plan(Slot(one.id, "k", NOW), [Message("a", "a")], [], NOW, NOW)
    await stores.chats.erase(SUPERGROUP)
    assert await stores.chats.places(SUPERGROUP) == []
    assert await stores.chats.shown(topic(4).id, NOW, PUBLIC) == {}
    assert await stores.outbox.counts() == {"pending": 1}
    assert len(await stores.chats.places(GROUP)) == 1


async def test_topics_move_with_their_group(stores: Stores) -> None:
    for one in (topic(None, GROUP), topic(4, GROUP, topics=("sport",)), topic(4)):
        await stores.chats.save(one)
    await stores.chats.mark_shown(topic(5, GROUP).id, [(1, 10)], NOW)
    await stores.chats.save(topic(5, GROUP, topics=("world",)))
    for _ in range(2):
        await stores.chats.move(GROUP, SUPERGROUP)
    assert await stores.chats.places(GROUP) == []
    found = {one.thread_id: one for one in await stores.chats.places(SUPERGROUP)}
    assert found.keys() == {None, 4, 5}
    assert found[4].topics == (), "where both have a topic, the new group's stays"
    assert set(await stores.chats.shown(found[5].id, NOW, PUBLIC)) == {1}
