"""Where the bot is: added, removed, blocked, unblocked; groups that move."""

from __future__ import annotations

import pytest

from bot.core.model.chats import Chat
from tests.chat.conversation import CHANNEL, GROUP, READER, Conversation
from tests.chat.test_groups import standing

NEW_ID = -100777


async def is_active(talk: Conversation, chat_id: int) -> bool | None:
    chat = await talk.stores.chats.get(chat_id)
    return chat.active if chat else None


@pytest.mark.parametrize("status", ["left", "kicked"])
async def test_a_chat_that_loses_the_bot_rests_until_it_is_back(
    talk: Conversation, status: str
) -> None:
    await talk.stores.chats.save(Chat(GROUP, kind="supergroup", topics=("world",)))
    await talk.update(my_chat_member=standing(GROUP, "member", status))
    assert await is_active(talk, GROUP) is False
    await talk.update(my_chat_member=standing(GROUP, status, "member"))
    assert await is_active(talk, GROUP) is True


async def test_a_new_rank_is_no_arrival(talk: Conversation) -> None:
    await talk.update(my_chat_member=standing(GROUP, "member", "administrator"))
    assert talk.shown(GROUP) == []
    assert await is_active(talk, GROUP) is None


async def test_a_group_that_is_known_is_not_greeted_again(talk: Conversation) -> None:
    await talk.stores.chats.save(Chat(GROUP, kind="supergroup", active=False))
    await talk.update(my_chat_member=standing(GROUP, "left", "member"))
    assert talk.shown(GROUP) == []
    await talk.update(my_chat_member=standing(GROUP - 1, "left", "member"))
    assert len(talk.shown(GROUP - 1)) == 1


async def test_a_channel_and_a_reader_are_not_greeted(talk: Conversation) -> None:
    await talk.update(my_chat_member=standing(CHANNEL, "left", "administrator", "channel"))
    await talk.update(my_chat_member=standing(READER, "kicked", "member", "private"))
    assert talk.shown(CHANNEL) == talk.shown(READER) == []


@pytest.mark.parametrize("told_in", ["old chat", "new chat"])
async def test_a_group_that_moves_takes_its_settings_along(
    talk: Conversation, told_in: str
) -> None:
    await talk.stores.chats.save(Chat(GROUP, kind="group", topics=("world",)))
    if told_in == "old chat":
        message = talk.message("", GROUP) | {"migrate_to_chat_id": NEW_ID}
    else:
        message = talk.message("", NEW_ID) | {"migrate_from_chat_id": GROUP}
    del message["text"]
    await talk.update(message=message)
    moved = await talk.stores.chats.get(NEW_ID)
    assert moved is not None and moved.topics == ("world",)
    assert await talk.stores.chats.get(GROUP) is None
