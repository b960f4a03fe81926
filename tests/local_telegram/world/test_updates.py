"""What people do reaches the bot once, in order, however often it asks."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
import telegram as ptb
from telegram.error import BadRequest, Conflict

from tests.local_telegram.fixtures import Telegram, local_telegram


async def test_an_update_is_given_again_until_a_later_offset_confirms_it(
    telegram: Telegram, bot: ptb.Bot
) -> None:
    ada = await telegram.user("Ada")
    await ada.say("one")
    await ada.say("two")
    first = await bot.get_updates(limit=1)
    again = await bot.get_updates()
    assert [u.message.text for u in again if u.message] == ["one", "two"]
    assert again[0].update_id == first[0].update_id
    rest = await bot.get_updates(offset=again[0].update_id + 1)
    assert [u.message.text for u in rest if u.message] == ["two"]
    await bot.get_updates(offset=again[1].update_id + 1)
    assert (await telegram.stats())["pending_updates"] == 0


async def test_a_negative_offset_counts_from_the_end(telegram: Telegram, bot: ptb.Bot) -> None:
    ada = await telegram.user("Ada")
    for word in ("one", "two", "three"):
        await ada.say(word)
    last = await bot.get_updates(offset=-1)
    assert [u.message.text for u in last if u.message] == ["three"]
    assert (await telegram.stats())["pending_updates"] == 1


async def test_a_long_poll_ends_with_the_first_message(telegram: Telegram, bot: ptb.Bot) -> None:
    ada = await telegram.user("Ada")
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await telegram.until(lambda: telegram.calls("getUpdates"))
    await ada.say("hello /start #now")
    update = (await poll)[0]
    assert update.message is not None and update.message.from_user is not None
    assert [e.type for e in update.message.entities] == ["bot_command", "hashtag"]
    assert update.message.from_user.first_name == "Ada"
    assert update.message.date.year >= datetime(2024, 1, 1, tzinfo=UTC).year


async def test_a_poll_without_news_ends_empty(bot: ptb.Bot) -> None:
    assert await bot.get_updates(timeout=0) == ()
    assert await bot.get_updates(timeout=1) == ()


async def test_a_second_poller_ends_the_first_with_a_conflict(
    telegram: Telegram, bot: ptb.Bot
) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await telegram.until(lambda: telegram.calls("getUpdates"))
    second = await telegram.http.get(f"/bot{telegram.token}/getUpdates")
    assert second.json() == {"ok": True, "result": []}
    with pytest.raises(Conflict, match="make sure that only one bot instance is running"):
        await first


async def test_polling_conflicts_with_a_webhook(telegram: Telegram, bot: ptb.Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await telegram.until(lambda: telegram.calls("getUpdates"))
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="Conflict: terminated by setWebhook request"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_only_the_kinds_asked_for_come(telegram: Telegram, bot: ptb.Bot) -> None:
    ada = await telegram.user("Ada")
    await bot.get_updates(allowed_updates=["callback_query", "chat_member"])
    await ada.say("unheard")
    sent = await bot.send_message(
        ada.id,
        "x",
        reply_markup=ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton("b", callback_data="d")]]),
    )
    await ada.tap("b")
    updates = await bot.get_updates()
    assert [u.callback_query.data for u in updates if u.callback_query] == ["d"]
    query = updates[0].callback_query
    assert query is not None and query.message is not None and query.chat_instance
    assert (query.message.message_id, query.from_user.id) == (sent.message_id, ada.id)
    await bot.get_updates(allowed_updates=[])
    await ada.say("heard")
    assert (await bot.get_updates())[-1].message is not None


async def test_a_tapped_button_is_answered_once_in_time(telegram: Telegram, bot: ptb.Bot) -> None:
    ada = await telegram.user("Ada")
    markup = ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton("Mute", callback_data="m")]])
    await bot.send_message(ada.id, "x", reply_markup=markup)
    query = await ada.tap("Mute")
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(query, "x" * 201)
    await bot.answer_callback_query(query, "Muted", show_alert=True)
    answer = await ada.answer_to(query)
    assert (answer["text"], answer["alert"]) == ("Muted", True)
    old = await ada.tap(data="m")
    await telegram.post("expire_queries")
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired"):
        await bot.answer_callback_query(old)
    with pytest.raises(ValueError, match="no button 'Unmute' to tap"):
        await ada.tap("Unmute", message=1)


async def test_a_query_grows_too_old(clock: list[float]) -> None:
    async with local_telegram(clock=lambda: clock[0]) as telegram:
        ada = await telegram.user("Ada")
        async with ptb.Bot(telegram.token, base_url=f"{telegram.url}/bot") as bot:
            markup = ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton("b", callback_data="d")]])
            sent = await bot.send_message(ada.id, "x", reply_markup=markup)
            query = await ada.tap("b")
            clock[0] += 61
            with pytest.raises(BadRequest, match="Query is too old"):
                await bot.answer_callback_query(query)
            clock[0] += 49 * 3600
            with pytest.raises(BadRequest, match="Message can't be deleted"):
                await bot.delete_message(ada.id, sent.message_id)


@pytest.fixture
def clock() -> list[float]:
    return [1_800_000_000.0]


async def test_updates_can_be_sent_again_and_made_up(telegram: Telegram, bot: ptb.Bot) -> None:
    ada = await telegram.user("Ada")
    await ada.say("one")
    await ada.say("two")
    seen = await bot.get_updates()
    await bot.get_updates(offset=seen[-1].update_id + 1)
    assert await telegram.post("replay", count=1) == {"replayed": 1}
    assert [u.update_id for u in await bot.get_updates()] == [seen[-1].update_id]
    assert await telegram.post("replay") == {"replayed": 1}
    assert [u.update_id for u in await bot.get_updates()] == [u.update_id for u in seen]
    made = await telegram.post("update", kind="poll_answer", payload={"poll_id": "x"})
    assert made["update_id"] == seen[-1].update_id + 1
