"""Who may change a channel from the private chat is asked of Telegram at each change."""

from __future__ import annotations

from tests.chat.conversation import ADMIN, CHANNEL, Conversation
from tests.chat.fake_telegram import Fault
from tests.chat.handlers.channels.channel import let_in, replied, set_up

STRANGER = 6


async def test_rights_are_asked_again_at_each_change(talk: Conversation) -> None:
    await let_in(talk)
    await talk.tap("Topics", ADMIN, ADMIN)
    home = replied(talk)
    data = talk.last(ADMIN).rows[0][0]["callback_data"]
    talk.telegram.members[CHANNEL, ADMIN] = "member"
    await talk.tap_data(data, ADMIN, ADMIN, talk.last(ADMIN).id)
    assert "may not post in that channel" in talk.toasts[-1]
    await talk.say("science", ADMIN, ADMIN, **home)
    assert "out of date" in talk.last(ADMIN).text  # the number means nothing any more
    talk.telegram.members[CHANNEL, ADMIN] = "administrator"
    await talk.tap_data(data, ADMIN, ADMIN, talk.last(ADMIN).id)
    assert await talk.stores.chats.get(CHANNEL) is None


async def test_what_cannot_be_asked_changes_nothing_and_is_asked_again(talk: Conversation) -> None:
    await let_in(talk)
    await talk.tap("Topics", ADMIN, ADMIN)
    talk.telegram.fail("getChatMember", Fault(400, "Bad Request: member list is inaccessible"))
    await talk.tap("World", ADMIN, ADMIN)
    assert "cannot look into that channel" in talk.toasts[-1]
    assert await talk.stores.chats.get(CHANNEL) is None
    await talk.tap("World", ADMIN, ADMIN)
    assert (await set_up(talk)).topics == ("world",)


async def test_a_strangers_guess_reaches_no_channel(talk: Conversation) -> None:
    await let_in(talk)
    await talk.tap("Topics", ADMIN, ADMIN)
    data = talk.last(ADMIN).rows[0][0]["callback_data"]
    talk.telegram.members[CHANNEL, STRANGER] = "administrator"  # it would not help
    for guess in (data, data.replace("@1:", f"@{CHANNEL}:"), "@1:se:home", "ch:open:1"):
        await talk.tap_data(guess, STRANGER, STRANGER)
        assert "out of date" in talk.toasts[-1]
    await talk.tap_data(data, ADMIN, -100200)  # nor does the number, in a group
    assert "out of date" in talk.toasts[-1]
    assert await talk.stores.chats.get(CHANNEL) is None
