from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.rendering.callbacks import MAX_DATA, Verb, key, parse
from tests.chat.conversation import READER, Conversation

FORGED = [
    "", "x", "s:", "s:0", "s:-1", "s:1e9", "s:99999999999999999999", "t:s:0", "t:z:0:world",
    "t:s:999:world", "w:s:never", "w:s:9999", "z:s:" + "x" * 60, "d:yes:", "d:maybe:1", "g:all",
    "n:nowhere", "x:'; DROP TABLE", "o:\u202e", "s:1\n", "é" * 32, "u:" + "a" * 70,
]  # fmt: skip


@pytest.mark.parametrize("data", FORGED)
async def test_forged_data_gets_a_polite_word_and_changes_nothing(
    talk: Conversation, data: str
) -> None:
    await talk.tap_data(data)
    assert talk.toasts == ["This button is out of date. /help shows what I can do."]
    assert await talk.stores.chats.get(READER) is None


@pytest.mark.parametrize("data", ["t:s:0:nothing", "o:nothing", "f:nothing", "z:t:Mars/Olympus"])
async def test_what_is_no_longer_there_is_stale(talk: Conversation, data: str) -> None:
    await talk.tap_data(data)
    assert "out of date" in (talk.toasts[0] or talk.last().text)
    assert await talk.stores.chats.get(READER) is None


async def test_removing_a_feed_of_another_chat_does_nothing(talk: Conversation) -> None:
    url = "https://gull.example/feed.xml"
    rss = "<rss version='2.0'><channel><title>Gull</title><item><title>1</title></item></channel></rss>"
    talk.web.pages[url] = (rss, "application/rss+xml")
    await talk.say(f"/subscribe {url}", chat=6, user=6)
    ((feed, _),) = await talk.stores.feeds.all()
    await talk.tap_data(f"x:{feed.id}")
    other = await talk.stores.chats.get(6)
    assert other is not None and other.feed_ids == (feed.id,)


@given(st.text(max_size=70))
def test_any_data_is_read_or_refused(data: str) -> None:
    tap = parse(data)
    assert tap is None or len(data.encode()) <= MAX_DATA


@pytest.mark.parametrize(
    ("parts", "data"),
    [
        (("s", 10**17), "s:100000000000000000"),
        (("t", "s", 12, "world"), "t:s:12:world"),
        (("k", "t", 0, "world"), "k:t:0:world"),
        (("l", "s", 3, "world"), "l:s:3:world"),
        (("z", "t", "America/Argentina/ComodRivadavia"), "z:t:America/Argentina/ComodRivadavia"),
        (("z", "s", "Etc/GMT+12"), "z:s:Etc/GMT+12"),
        (("w", "s", "0730"), "w:s:0730"),
    ],
)
def test_keys_are_short_and_read_back(parts: tuple[object, ...], data: str) -> None:
    assert key(Verb(parts[0]), *parts[1:]) == data
    assert parse(data) is not None and len(data.encode()) <= MAX_DATA


def test_a_key_that_could_not_be_read_back_is_never_drawn() -> None:
    with pytest.raises(ValueError, match="not a callback key"):
        key(Verb.TICK_TOPIC, "s", 0, "x" * 60)


async def test_a_tap_without_its_message_is_answered(talk: Conversation) -> None:
    who = {"id": READER, "is_bot": False, "first_name": "R"}
    await talk.update(
        callback_query={"id": "1", "from": who, "chat_instance": "1", "data": "g:now"}
    )
    assert talk.toasts == ["This button is out of date. /help shows what I can do."]


async def test_a_tap_on_a_message_too_old_to_edit_gets_a_new_one(talk: Conversation) -> None:
    who = {"id": READER, "is_bot": False, "first_name": "R"}
    old = {"chat": {"id": READER, "type": "private"}, "message_id": 3, "date": 0}
    query = {"id": "1", "from": who, "chat_instance": "1", "data": "w:t:both", "message": old}
    await talk.update(callback_query=query)
    assert "07:30 and 18:00" in talk.last().text
    assert talk.telegram.calls[-1].method == "sendMessage"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("n:topics", "Your topics"),
        ("n:when", "no fixed times"),
        ("n:where", "It is 07:30 for you"),
        ("n:sources", "so you get everything"),
        ("n:here", "Tap the key below"),
        ("p:t:1", "Your topics"),
        ("p:s:0", "1 of 3"),
        ("g:now", "Nothing is stored"),
        ("o:world", "Nothing is stored on World"),
        ("w:t:ask", "no fixed times"),
        ("d:no:1", "Nothing was erased"),
        ("d:yes:1", "too old"),
    ],
)
async def test_every_button_leads_somewhere(talk: Conversation, data: str, words: str) -> None:
    assert words in await talk.tap_data(data)
