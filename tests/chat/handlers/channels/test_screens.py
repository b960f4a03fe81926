"""Channels listed and chosen, and what is written about one in reply to its settings."""

from __future__ import annotations

from tests.chat.conversation import ADMIN, CHANNEL, READER, Conversation
from tests.chat.handlers.channels.channel import TITLE, let_in, name_it, replied, set_up


async def test_words_in_reply_set_feeds_hours_and_place(talk: Conversation) -> None:
    url = "https://gull.example/feed.xml"
    rss = '<rss version="2.0"><channel><title>Gull</title></channel></rss>'
    talk.web.pages[url] = (rss, "application/rss+xml")
    await let_in(talk)
    for words in (url, "07:30 18:00 mon-fri", "Berlin", "science", "/mute election"):
        home = replied(talk)
        await talk.say(words, ADMIN, ADMIN, **home)
    chat = await set_up(talk)
    assert len(chat.feed_ids) == 1 and chat.topics == ("science",)
    assert chat.timezone == "Europe/Berlin" and chat.schedule.days == (0, 1, 2, 3, 4)
    assert talk.last(ADMIN).text.startswith(f"📢 {TITLE}")
    assert "cannot make a setting of that" in await talk.say(
        "what a fine day it is", ADMIN, ADMIN, **replied(talk)
    )
    assert await talk.stores.chats.get(ADMIN) is None and talk.shown(CHANNEL) == []


async def test_words_that_are_no_reply_are_the_readers_own(talk: Conversation) -> None:
    await let_in(talk)
    await talk.say("/subscribe science", ADMIN, ADMIN)
    own = await talk.stores.chats.get(ADMIN)
    assert own is not None and own.topics == ("science",)
    assert await talk.stores.chats.get(CHANNEL) is None
    await talk.say("/search bridge", ADMIN, ADMIN)
    await talk.say("/help", ADMIN, ADMIN, **replied(talk))
    assert "📢" not in talk.last(ADMIN).text


async def test_an_edition_is_posted_there_when_asked_for(talk: Conversation) -> None:
    await let_in(talk)
    await talk.tap("Post an edition now", ADMIN, ADMIN)
    assert talk.shown(CHANNEL) == []  # there was nothing: said in private
    await talk.publish("Bridge closes")
    await talk.tap("Topics", ADMIN, ADMIN)
    await talk.tap("World", ADMIN, ADMIN)
    said = await talk.tap("My digest now", ADMIN, ADMIN)
    assert "Bridge closes" in talk.last(CHANNEL).text
    assert said == f"📢 {TITLE}\n\nPosted in the channel."
    await talk.tap("My digest now", ADMIN, ADMIN)
    assert "Nothing new" in talk.last(ADMIN).text and len(talk.shown(CHANNEL)) == 1


async def test_a_reader_chooses_a_channel_that_the_bot_is_in(talk: Conversation) -> None:
    name_it(talk, TITLE)
    await talk.say("/settings")
    assert "none yet" in await talk.tap("My channels")
    await talk.tap("Choose a channel")
    keys = talk.telegram.of("sendMessage")[-1].reply_markup["keyboard"]
    assert keys[0][0]["request_chat"]["chat_is_channel"] is True
    shared = talk.message("") | {"chat_shared": {"request_id": 1, "chat_id": CHANNEL}}
    del shared["text"]
    await talk.update(message=shared)
    assert "may not post in that channel" in talk.last().text
    talk.telegram.members[CHANNEL, READER] = "creator"
    await talk.update(message=shared)
    await talk.tap("Topics")
    await talk.tap("Sport")
    assert (await set_up(talk)).topics == ("sport",)
    await talk.tap("‹ Settings")
    said = await talk.tap("‹ My channels")
    assert said.startswith("Your channels") and talk.last().labels[0] == [f"📢 {TITLE}"]
    assert (await talk.tap(f"📢 {TITLE}")).startswith(f"📢 {TITLE}")
    talk.telegram.members[CHANNEL, READER] = "left"
    assert "none yet" in await talk.tap_data("ch:list", message_id=talk.last().id)
