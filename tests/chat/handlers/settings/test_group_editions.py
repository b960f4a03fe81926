"""Whole editions of a group: one an hour for its members, and a switch for who may ask."""

from __future__ import annotations

from tests.chat.conversation import ADMIN, GROUP, READER, Conversation

MEMBER, OTHER = 8, 9


async def editions(talk: Conversation) -> int:
    return sum("Bridge closes" in message.text for message in talk.shown(GROUP))


async def test_members_together_get_one_edition_an_hour(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    await talk.say("/digest", GROUP, MEMBER)
    assert await editions(talk) == 1
    refused = await talk.say("/digest", GROUP, OTHER)
    assert "one whole edition an hour" in refused and "The next can come in 1 hour" in refused
    count = len(talk.shown(GROUP))
    await talk.tap_data("g:again", MEMBER, GROUP)  # said once, not at every try
    assert len(talk.shown(GROUP)) == count
    assert "Bridge closes" in await talk.say("/topic bridge", GROUP, OTHER)
    talk.later(minutes=11)
    assert "The next can come in 49 minutes" in await talk.say("/digest", GROUP, OTHER)
    talk.later(minutes=50)
    await talk.tap_data("g:again", OTHER, GROUP)
    assert await editions(talk) == 3


async def test_administrators_and_private_chats_are_not_held(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    talk.telegram.members[GROUP, ADMIN] = "administrator"
    await talk.say("/digest", GROUP, MEMBER)
    await talk.tap_data("g:again", ADMIN, GROUP)
    assert await editions(talk) == 2
    for _ in range(3):
        await talk.tap_data("g:again", READER, READER)
    assert sum("Bridge closes" in message.text for message in talk.shown()) == 3


async def test_administrators_choose_who_may_ask(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    talk.telegram.members[GROUP, ADMIN] = "administrator"
    await talk.say("/settings", GROUP, ADMIN)
    await talk.tap("Editions: everyone may ask", MEMBER, GROUP)
    assert talk.toasts[-1] == "Only administrators can change settings here."
    await talk.tap("Editions: everyone may ask", ADMIN, GROUP)
    assert "administrators ask for whole editions" in await talk.say("/digest", GROUP, MEMBER)
    assert await editions(talk) == 0
    await talk.say("/digest", GROUP, ADMIN)
    assert await editions(talk) == 1
    await talk.tap("Editions: only admins may ask", ADMIN, GROUP)
    chat = await talk.stores.chats.get(GROUP)
    assert chat is not None and not chat.admins_ask


async def test_a_private_chat_has_no_such_switch(talk: Conversation) -> None:
    await talk.say("/settings")
    labels = [label for row in talk.last().labels for label in row]
    assert not [label for label in labels if label.startswith("Editions")]
