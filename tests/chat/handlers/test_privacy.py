from __future__ import annotations

from bot.chat.handlers import COMMANDS
from bot.core.model.chats import PUBLIC
from tests.chat.conversation import GROUP, READER, Conversation


async def test_help_lists_every_command_that_is_built(talk: Conversation) -> None:
    text = await talk.say("/help")
    assert all(f"/{name} – " in text for name in COMMANDS)
    assert talk.last().labels == [["My digest now"], ["My topics", "Settings"]]


async def test_privacy_tells_what_is_kept_of_this_very_chat(talk: Conversation) -> None:
    assert "Of this chat I keep nothing." in await talk.say("/privacy")
    await talk.say("/subscribe world")
    await talk.say("/schedule 18:00")
    text = await talk.say("/privacy")
    assert "I keep now: World; no feeds of its own; 18:00; UTC time." in text


async def test_erasing_asks_first_and_then_leaves_nothing(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    await talk.say("/subscribe world")
    await talk.say("/digest")
    await talk.say("/deletedata")
    assert await talk.stores.chats.get(READER) is not None
    assert "is erased" in await talk.tap("Erase everything")
    assert await talk.stores.chats.get(READER) is None
    assert await talk.stores.chats.shown(READER, talk.now.replace(year=2000), PUBLIC) == {}


async def test_cancelling_erases_nothing(talk: Conversation) -> None:
    await talk.say("/subscribe world")
    await talk.say("/deletedata")
    assert await talk.tap("Cancel") == "Nothing was erased."
    assert await talk.stores.chats.get(READER) is not None


async def test_an_old_confirmation_counts_no_more(talk: Conversation) -> None:
    await talk.say("/subscribe world")
    await talk.say("/deletedata")
    talk.later(minutes=11)
    assert "too old" in await talk.tap("Erase everything")
    assert await talk.stores.chats.get(READER) is not None


async def test_one_chat_never_touches_another(talk: Conversation) -> None:
    await talk.say("/subscribe world")
    await talk.say("/subscribe science", chat=6, user=6)
    await talk.say("/deletedata", chat=6, user=6)
    await talk.tap("Erase everything", user=6, chat=6)
    kept = await talk.stores.chats.get(READER)
    assert kept is not None and kept.topics == ("world",)


async def test_stop_ends_everything_and_start_begins_anew(talk: Conversation) -> None:
    await talk.say("/subscribe world")
    await talk.say("/schedule 18:00")
    assert "All your subscriptions have ended" in await talk.say("/stop")
    chat = await talk.stores.chats.get(READER)
    assert chat is not None
    assert (chat.active, chat.topics, chat.next_due) == (False, (), None)
    await talk.say("/start")
    chat = await talk.stores.chats.get(READER)
    assert chat is not None and chat.active


async def test_stopping_or_leaving_unknown_chats_stores_nothing(talk: Conversation) -> None:
    await talk.say("/stop")
    assert await talk.stores.chats.get(READER) is None
    assert await talk.stores.chats.get(GROUP) is None
