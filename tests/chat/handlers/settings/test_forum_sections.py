"""Sections of a group's editions in its forum topics, and what is tapped there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.chat.rendering.renderer import Renderer
from bot.core.model.chats import PUBLIC
from bot.core.model.messages import OutboxRow
from bot.core.model.tastes import Wish
from bot.services.publish import Publisher
from tests.chat.conversation import ADMIN, GROUP, READER, Conversation
from tests.chat.test_groups import topic_of

SPORT = 44


async def set_up(talk: Conversation) -> None:
    """The group gets everything at 07:30; sport goes to a forum topic."""
    talk.telegram.members[GROUP, ADMIN] = "creator"
    await talk.say("/schedule 07:30", GROUP, ADMIN)
    await talk.say("/settings", GROUP, ADMIN, **topic_of(SPORT))
    await in_topic(talk, "Sections of the group here")
    await in_topic(talk, "Sport")


async def in_topic(talk: Conversation, label: str, user: int = ADMIN, message: int = 0) -> None:
    """Tap a button in the forum topic."""
    shown = next(one for one in reversed(talk.shown(GROUP)) if label in str(one.labels))
    rows = [button for row in shown.rows for button in row if label in button["text"]]
    await tapped(talk, rows[0]["callback_data"], user, message or shown.id)


async def tapped(talk: Conversation, data: str, user: int, message_id: int) -> None:
    message = talk.message("x", GROUP, user) | topic_of(SPORT) | {"message_id": message_id}
    who = {"id": user, "is_bot": False, "first_name": "R", "language_code": "en"}
    query = {"id": "9", "from": who, "chat_instance": "1", "data": data, "message": message}
    await talk.update(callback_query=query)


async def edition(talk: Conversation) -> list[OutboxRow]:
    stores = talk.stores
    draw = Renderer(str.title).digest
    parts = stores.chats, stores.articles, stores.outbox, stores.feeds
    talk.later(days=1)
    await talk.publish("Bridge closes", hours=1)
    await talk.publish("Gulls win the cup", "sport", hours=1)
    assert await Publisher(*parts, draw, talk.clock).run_due() == 1
    rows = list[OutboxRow]()
    while claimed := await stores.outbox.claim("one", talk.now, 60, 10):
        for row in claimed:
            rows.append(row)
            await stores.outbox.settle(row.id, "one", await sent(talk, row), talk.now)
    return rows


async def sent(talk: Conversation, row: OutboxRow) -> Any:
    return await talk.sender.send(row.chat_id, row.message, row.thread_id)


async def test_a_section_goes_to_its_forum_topic_and_rings_once(talk: Conversation) -> None:
    await set_up(talk)
    rows = await edition(talk)
    assert [row.thread_id for row in rows] == [None, SPORT]
    assert "Bridge closes" in rows[0].message.plain and "Gulls" not in rows[0].message.plain
    assert "Gulls win the cup" in rows[1].message.plain
    assert [row.message.silent for row in rows] == [False, True]


async def test_a_section_is_given_back_by_the_same_button(talk: Conversation) -> None:
    await set_up(talk)
    await in_topic(talk, "✓ Sport")
    assert await talk.stores.chats.sections([GROUP]) == {}
    assert [row.thread_id for row in await edition(talk)] == [None]


async def test_members_send_no_section_anywhere(talk: Conversation) -> None:
    await set_up(talk)
    await in_topic(talk, "World", READER)
    assert "Only administrators" in talk.toasts[-1]
    assert await talk.stores.chats.sections([GROUP]) == {GROUP: {"sport": SPORT}}


async def test_what_is_tapped_there_is_about_the_groups_edition(talk: Conversation) -> None:
    await set_up(talk)
    await edition(talk)
    await in_topic(talk, "1 Gulls", READER)
    call = talk.telegram.of("sendMessage")[-1]
    assert call.message_thread_id == SPORT and "Gulls win the cup" in call.text
    assert "‹ Edition" in str(talk.last(GROUP).labels)  # it is known whose edition that was
    card = talk.last(GROUP).id
    story = next(iter(await talk.stores.chats.shown(GROUP, talk.now - timedelta(days=2), PUBLIC)))
    assert story
    await react(talk, card, "👍")
    leans = (await talk.stores.tastes.of(GROUP, talk.now)).of(Wish.LEAN)
    assert {rule.value for rule in leans} >= {"sport"}
    places = await talk.stores.chats.places(GROUP)
    assert [place.thread_id for place in places] == [None]  # nothing is kept of the forum topic


async def test_a_reaction_counts_where_its_story_was_opened(talk: Conversation) -> None:
    talk.telegram.members[GROUP, ADMIN] = "creator"
    await talk.publish("Gulls win the cup", "sport")
    await talk.say("/subscribe sport", GROUP, ADMIN, **topic_of(SPORT))
    await talk.say("/digest", GROUP, ADMIN, **topic_of(SPORT))
    await in_topic(talk, "1 Gulls")
    await react(talk, talk.last(GROUP).id, "👎")
    (place,) = await talk.stores.chats.places(GROUP)
    assert place.thread_id == SPORT
    assert (await talk.stores.tastes.of(place.id, talk.now)).of(Wish.LEAN)
    await react(talk, 12345, "👎")  # a message that shows no story


async def react(talk: Conversation, message_id: int, sign: str) -> None:
    who = {"id": ADMIN, "is_bot": False, "first_name": "A"}
    chat = {"id": GROUP, "type": "supergroup", "title": "T", "is_forum": True}
    event = {"chat": chat, "message_id": message_id, "date": 1, "user": who}
    new = [{"type": "emoji", "emoji": sign}]
    await talk.update(message_reaction=event | {"old_reaction": [], "new_reaction": new})


async def test_a_closed_forum_topic_sends_its_section_to_the_group_and_says_so(
    talk: Conversation,
) -> None:
    await set_up(talk)
    talk.telegram.closed = {SPORT}
    await edition(talk)
    last = talk.telegram.of("sendMessage")[-1]
    assert last.message_thread_id is None and "Gulls win the cup" in last.text
    assert last.text.startswith("<i>The forum topic for this is closed or gone")
    answer = await talk.say("/search bridge", GROUP, READER, **topic_of(SPORT))
    assert answer.startswith("The forum topic for this is closed or gone")
