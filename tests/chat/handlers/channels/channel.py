"""A channel that an administrator lets the bot into."""

from __future__ import annotations

from typing import Any

from bot.core.model.chats import Chat
from tests.chat.conversation import ADMIN, CHANNEL, Conversation
from tests.chat.test_groups import standing

TITLE = "Harbour news"


async def let_in(talk: Conversation, title: str = TITLE, user: int = ADMIN) -> None:
    """An administrator gives the bot the right to post."""
    talk.telegram.members[CHANNEL, user] = "administrator"
    name_it(talk, title)
    update = standing(CHANNEL, "left", "administrator", "channel")
    update["chat"]["title"], update["from"]["id"] = title, user
    await talk.update(my_chat_member=update)


def name_it(talk: Conversation, title: str) -> None:
    told = {"id": CHANNEL, "type": "channel", "title": title}
    talk.telegram.results["getChat"] = told  # what an older Bot API server tells


async def set_up(talk: Conversation) -> Chat:
    chat = await talk.stores.chats.get(CHANNEL)
    assert chat is not None
    return chat


def replied(talk: Conversation, user: int = ADMIN) -> dict[str, Any]:
    """What a reply to the last message in private carries."""
    last = talk.last(user)
    bot = {"id": 42, "is_bot": True, "first_name": "Précis", "username": "precis_bot"}
    message = talk.message(last.text, user) | {"message_id": last.id, "from": bot}
    return {"reply_to_message": message | {"reply_markup": {"inline_keyboard": last.rows}}}
