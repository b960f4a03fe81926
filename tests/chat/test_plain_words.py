from __future__ import annotations

import sqlite3
from datetime import timedelta

from bot.chat.handlers.faults import redact
from tests.chat.conversation import READER, Conversation
from tests.chat.fake_telegram import TOKEN, Fault
from tests.chat.stories import NOW


async def test_words_that_are_no_command_get_a_helpful_line(talk: Conversation) -> None:
    assert "/topic harbour looks for news" in await talk.say("harbour")
    await talk.say("technology")
    assert talk.last().labels == [["Technology"]]


async def test_a_command_we_do_not_have_names_help(talk: Conversation) -> None:
    assert "/help" in await talk.say("/follow harbour")


async def test_a_flood_is_answered_once_and_then_ignored(talk: Conversation) -> None:
    answers = [await talk.say("/privacy") for _ in range(60)]
    assert [bool(answer) for answer in answers] == [True] * 21 + [False] * 39
    assert answers[20] == "That was a lot at once. Give me a minute, please."
    talk.later(minutes=1)
    assert "keep nothing" in await talk.say("/privacy")


async def test_one_readers_flood_leaves_others_alone(talk: Conversation) -> None:
    for _ in range(40):
        await talk.say("/privacy")
    assert "keep nothing" in await talk.say("/privacy", chat=6, user=6)


async def test_what_was_asked_while_we_were_away_gets_one_combined_answer(
    talk: Conversation,
) -> None:
    before = {"date": int((NOW - timedelta(hours=3)).timestamp())}
    for command in ("/topic world", "/digest", "/search bridge"):
        await talk.say(command, **before)
    assert [shown.text for shown in talk.shown()] == [
        "I was not running when you wrote, and what you asked may be out of date. Ask again for "
        "what you still want."
    ]
    assert await talk.say("/subscribe world", **before) == "You follow World now."


async def test_a_handler_that_fails_says_sorry_once_and_parks_the_update(
    talk: Conversation,
) -> None:
    with sqlite3.connect(talk.path) as connection:
        connection.execute("DROP TABLE chats")
    assert "Something went wrong on my side" in await talk.say("/sources")
    assert await talk.stores.inbox.pending(10) == []
    with sqlite3.connect(talk.path) as connection:
        ((parked, body),) = connection.execute("SELECT error, body FROM inbox").fetchall()
    assert "Traceback" in parked and "/sources" in body
    connection.close()


async def test_the_token_is_in_no_traceback(talk: Conversation) -> None:
    assert TOKEN not in redact(f"https://api/bot{TOKEN}/sendMessage failed")


async def test_a_blocked_reader_costs_no_exception(talk: Conversation) -> None:
    talk.telegram.fail("sendMessage", Fault(403, "Forbidden: bot was blocked by the user"))
    await talk.say("/help")
    assert await talk.stores.inbox.pending(10) == []
    assert await talk.stores.chats.get(READER) is None
