"""Every button of every screen, tapped twice: the same message, with the same buttons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.model.feeds import Feed
from tests.chat.conversation import READER, Conversation, Shown

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
