"""A channel that lets the bot in, silences, renames or removes it: told in private, once."""

from __future__ import annotations

from tests.chat.conversation import ADMIN, CHANNEL, Conversation
from tests.chat.handlers.channels.channel import TITLE, let_in, name_it, set_up
from tests.chat.test_groups import standing


async def test_who_lets_the_bot_into_a_channel_gets_its_settings_in_private(
    talk: Conversation,
) -> None:
    await let_in(talk)
    assert talk.shown(CHANNEL) == []
    last = talk.last(ADMIN)
    assert last.text.startswith(f"📢 {TITLE}") and "Nothing comes there until" in last.text
    assert await talk.stores.chats.get(CHANNEL) is None  # nothing is kept before it is wished
    for label in ("Topics", "World", "‹ Settings", "When", "Both", "‹ Settings", "Length"):
        said = await talk.tap(label, ADMIN, ADMIN)
        assert said.startswith(f"📢 {TITLE}")
    chat = await set_up(talk)
    assert chat.topics == ("world",) and len(chat.schedule.times) == 2 and chat.active
    assert await talk.stores.chats.get(ADMIN) is None
    assert talk.shown(CHANNEL) == [] and len(talk.shown(ADMIN)) == 1


async def test_the_right_is_lost_the_bot_removed_and_back(talk: Conversation) -> None:
    await let_in(talk)
    await talk.tap("Topics", ADMIN, ADMIN)
    await talk.tap("World", ADMIN, ADMIN)
    silenced = standing(CHANNEL, "administrator", "administrator", "channel")
    silenced["new_chat_member"]["can_post_messages"] = False
    silenced["chat"]["title"] = TITLE
    for _ in range(2):  # told once, although Telegram may tell us of other rights, too
        await talk.update(my_chat_member=silenced)
        silenced["old_chat_member"]["can_post_messages"] = False
    told = [one.text for one in talk.shown(ADMIN) if "may no longer post" in one.text]
    assert len(told) == 1 and TITLE in told[0]
    assert not (await set_up(talk)).active
    talk.later(minutes=1)
    await let_in(talk)
    assert (await set_up(talk)).active and (await set_up(talk)).topics == ("world",)
    await talk.update(my_chat_member=standing(CHANNEL, "administrator", "kicked", "channel"))
    assert "I was removed from" in talk.last(ADMIN).text
    assert not (await set_up(talk)).active


async def test_a_new_title_is_told_once_and_used(talk: Conversation) -> None:
    await let_in(talk)
    name_it(talk, "Gulls")
    post = talk.message("", CHANNEL) | {"new_chat_title": "Gulls"}
    del post["text"]
    await talk.update(channel_post=post)
    assert "is now called Gulls" in talk.last(ADMIN).text
    await talk.tap("Topics", ADMIN, ADMIN)
    assert talk.shown(ADMIN)[0].text.startswith("📢 Gulls")


async def test_a_former_administrator_is_told_no_new_title(talk: Conversation) -> None:
    await let_in(talk)
    talk.telegram.members[CHANNEL, ADMIN] = "left"
    post = talk.message("", CHANNEL) | {"new_chat_title": "Gulls"}
    del post["text"]
    await talk.update(channel_post=post)
    assert "Gulls" not in talk.last(ADMIN).text


async def test_erasing_forgets_who_managed_what(talk: Conversation) -> None:
    await let_in(talk)
    await talk.say("/deletedata", ADMIN, ADMIN)
    await talk.tap("Erase everything", ADMIN, ADMIN)
    assert await talk.stores.channels.managers(CHANNEL) == []
