"""Every button of every screen, tapped twice: the same message, with the same buttons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.model.chats import Chat
from bot.core.model.feeds import Feed
from tests.chat.conversation import ADMIN, GROUP, OPERATOR, READER, Conversation, Shown

SCREENS = (
    "/settings",
    "/start",
    "/digest",
    "/sources",
    "/schedule",
    "/subscribe bisness",
    "/pause",
    "/quiet",
    "/stop",
    "/mute bridge",
    "/follow ferry",
)
OF_A_KIND, MOST = 2, 24  # taps in all: what one screen leads to is followed


async def standing(talk: Conversation, number: int) -> Shown:
    return next(shown for shown in talk.shown() if shown.id == number)


async def taps(talk: Conversation, screen: str) -> int:
    """Tap whatever the screen and its successors offer, each kind of button once, twice over."""
    await talk.say(screen)
    waiting = [talk.last()]
    tapped = set[str]()
    while waiting and len(tapped) < MOST:
        shown = waiting.pop()
        for data in [b["callback_data"] for row in shown.rows for b in row if "callback_data" in b]:
            kind = data.rpartition(":")[0]
            if data in tapped or sum(one.startswith(kind) for one in tapped) > OF_A_KIND:
                continue
            tapped.add(data)
            talk.later(seconds=60)
            await talk.tap_data(data, READER, READER, shown.id)
            once = await standing(talk, shown.id)
            await talk.tap_data(data, READER, READER, shown.id)
            assert await standing(talk, shown.id) == once, data
            waiting += [once, talk.last()]
    return len(tapped)


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_second_tap_changes_nothing(talk: Conversation, screen: str) -> None:
    await talk.publish("Bridge closes", hours=1)
    for number in range(12):
        feed = Feed(f"https://g{number}.example/feed", f"Gazette {number}", bundled=False)
        await talk.stores.feeds.add(feed, talk.now)
    await talk.say("/subscribe sport")
    chat = await talk.stores.chats.get(READER)
    assert chat is not None
    await talk.stores.chats.save(replace(chat, feed_ids=tuple(range(1, 13))))
    assert await taps(talk, screen) >= 1
    plain = [call for call in talk.telegram.of("editMessageText") if not call.parse_mode]
    assert plain == []  # nothing had to be sent without its markup


async def press_each_twice(talk: Conversation, chat: int, user: int) -> int:
    """Tap each button of the chat's newest message twice; what stands there after both is alike."""
    shown, tapped = talk.last(chat), 0
    for data in [b["callback_data"] for row in shown.rows for b in row if "callback_data" in b]:
        await talk.tap_data(data, user, chat, shown.id)
        once = next(one for one in talk.shown(chat) if one.id == shown.id)
        await talk.tap_data(data, user, chat, shown.id)
        assert next(one for one in talk.shown(chat) if one.id == shown.id) == once, data
        tapped += 1
    return tapped


async def test_an_import_that_is_tapped_twice_is_one(talk: Conversation) -> None:
    talk.telegram.files["f"] = (
        b'<opml version="2.0"><body><outline xmlUrl="https://g1.example/feed"/></body></opml>'
    )
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "my.opml"}
    message = talk.message("") | {"document": document}
    del message["text"]
    await talk.update(message=message)
    assert await press_each_twice(talk, READER, READER) == 2
    assert talk.web.asked == ["https://g1.example/feed"]


async def test_a_broadcast_that_is_tapped_twice_is_one(talk: Conversation) -> None:
    await talk.stores.chats.save(Chat(READER))
    await talk.say("/broadcast Hello", OPERATOR, OPERATOR)
    assert await press_each_twice(talk, OPERATOR, OPERATOR) == 2
    assert await press_each_twice(talk, OPERATOR, OPERATOR) == 1  # how far it is
    assert [await talk.broadcasts.run_due() for _ in range(2)] == [1, 0]


async def test_a_groups_switch_that_is_tapped_twice_is_set_once(talk: Conversation) -> None:
    talk.telegram.members[GROUP, ADMIN] = "administrator"
    await talk.say("/settings", GROUP, ADMIN)
    shown = talk.last(GROUP)
    for _ in range(2):
        await talk.tap_data("G:admins", ADMIN, GROUP, shown.id)
        chat = await talk.stores.chats.get(GROUP)
        assert chat is not None and chat.admins_ask
