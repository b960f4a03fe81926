from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from bot.redaction import redacted
from tests.chat.conversation import ADMIN, READER, Conversation
from tests.chat.fake_telegram import TOKEN, Fault
from tests.chat.stories import NOW


async def test_plain_words_are_a_topic(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    await talk.publish("Chip learns", "technology")
    assert "bridge: 1 story" in await talk.say("bridge")
    assert "Technology: 1 story" in await talk.say("technology")
    assert "nothing on “volcano”" in await talk.say("volcano")


async def test_plain_words_that_wish_for_something_else_get_it(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    assert "/topics" in await talk.say("Hilfe!")
    assert "My pleasure" in await talk.say("Thanks")
    assert "Bridge closes" in await talk.say("What's new?")


async def test_a_sentence_that_is_no_query_gets_a_helpful_line(talk: Conversation) -> None:
    assert "looks for news" in await talk.say("Could you please tell me when the next one comes")


async def test_a_command_we_do_not_have_names_help(talk: Conversation) -> None:
    assert "/help" in await talk.say("/frobnicate harbour")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("settings", "Your settings"),
        ("Einstellungen", "Your settings"),
        ("my topics", "Your topics"),
        ("mute transfer", "Mute “transfer”, for good?"),
        ("no more transfers", "Mute “transfers”, for good?"),
        ("follow the ferry", "Follow “ferry”, for good?"),
        ("news about the bridge", "bridge: 1 story"),
        ("search for bridge", "bridge: 1 story"),
        ("every morning at 8", "Your digests come at 08:00, every day"),
        ("um halb acht", "Your digests come at 07:30, every day"),
        ("7:45", "Your digests come at 07:45, every day"),
        ("bridge, volcano", "bridge, volcano: 1 story"),
        ("time zone", "It is 07:30 for you"),
        ("ok", "Write any word"),
        ("Gute Nacht!", "Write any word"),
        ("👍", "Write any word"),
        ("?", "/help – "),
    ],
)
async def test_plain_words_do_what_commands_do(talk: Conversation, text: str, said: str) -> None:
    await talk.publish("Bridge closes")
    await talk.say(text)
    assert said in "\n".join(shown.text for shown in talk.shown())


@pytest.mark.parametrize("text", ["monday", "2026", "9/11", "weekend", "no fixed rules"])
async def test_words_that_may_be_news_change_nothing(talk: Conversation, text: str) -> None:
    await talk.publish("Bridge closes")
    assert "nothing on" in await talk.say(text)
    assert await talk.stores.chats.get(READER) is None


async def test_a_number_opens_that_story_of_the_last_edition(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    await talk.say("/start")
    await talk.say("/digest")
    assert "Nobody was hurt" in await talk.say("1") and "Read at the source" in str(
        talk.last().labels
    )
    assert "nothing on “7”" in await talk.say("7")


async def test_a_greeting_of_somebody_new_begins_first_contact(talk: Conversation) -> None:
    assert "1 of 3" in await talk.say("Hi!")
    assert "/help – " in await talk.say("hello")


async def test_a_word_for_all_news_is_the_digest(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    assert "Bridge closes" in await talk.say("everything")


async def test_a_flood_is_answered_once_and_then_ignored(talk: Conversation) -> None:
    answers = [await talk.say("/privacy") for _ in range(60)]
    assert [bool(answer) for answer in answers] == [True] * 21 + [False] * 39
    assert answers[20] == "That was a lot at once. I answer again in 15 seconds."
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
    asked = ("/topic world", "/digest", "/search bridge", "/digest", "climate")
    await talk.at_once(*({"message": talk.message(text, **before)} for text in asked))
    assert [shown.text for shown in talk.shown()] == [
        "I was offline when you wrote: “/topic world”, “/digest”, “/search bridge” and "
        "“climate”. Send again what you still want."
    ]
    talk.telegram.calls.clear()
    await talk.at_once({"message": talk.message("/digest", **before)})
    assert "“/digest”" in talk.last().text  # each time: nobody waits in vain
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
    assert TOKEN not in redacted(f"https://api/bot{TOKEN}/sendMessage failed")


async def test_a_blocked_reader_costs_no_exception(talk: Conversation) -> None:
    await talk.say("/subscribe world")
    talk.telegram.fail("sendMessage", Fault(403, "Forbidden: bot was blocked by the user"))
    await talk.say("/help")
    chat = await talk.stores.chats.get(READER)
    assert chat is not None and not chat.active
    assert await talk.stores.inbox.pending(10) == []


async def test_a_group_that_moved_while_we_answered_is_followed(talk: Conversation) -> None:
    talk.telegram.members[-9, ADMIN] = "creator"
    await talk.say("/subscribe world", chat=-9, user=ADMIN)
    moved = Fault(400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -1009})
    talk.telegram.fail("sendMessage", moved)
    await talk.say("/privacy", chat=-9, user=ADMIN)
    assert talk.last(-1009).text.startswith("What I keep of this chat")
    assert await talk.stores.chats.get(-1009) is not None


async def test_pictures_and_voices_are_answered_too(talk: Conversation) -> None:
    voice = {"file_id": "1", "file_unique_id": "2", "duration": 3}
    message = {name: part for name, part in talk.message("").items() if name != "text"}
    await talk.update(message=message | {"voice": voice})
    assert "I read links and texts" in talk.last().text


async def test_who_taps_too_fast_is_told_so_on_the_button(talk: Conversation) -> None:
    for _ in range(25):
        await talk.tap_data("d:no:1")
    assert [toast for toast in talk.toasts if toast] == [
        "That was a lot at once. I answer again in 15 seconds."
    ]


async def test_a_place_that_nobody_asked_for_is_offered_as_the_time_zone(
    talk: Conversation,
) -> None:
    await talk.say("/timezone Oslo")
    assert "/topic Lisbon looks for news" in await talk.say("Lisbon")
    assert talk.last().labels == [["My time zone: Lisbon, Portugal"]]
    await talk.tap("My time zone: Lisbon, Portugal")
    assert "for you (Lisbon)" in talk.last().text


async def test_a_command_to_another_bot_is_not_answered_in_private_either(
    talk: Conversation,
) -> None:
    assert not await talk.say("/digest@another_bot")
    assert not await talk.say("/anything@another_bot")
