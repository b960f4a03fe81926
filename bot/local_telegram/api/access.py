"""Which chat a call means, and whether the bot may write there; else Telegram's refusals."""

from __future__ import annotations

from bot.local_telegram.api.params import Params
from bot.local_telegram.world.errors import bad_request, forbidden
from bot.local_telegram.world.state import LocalChat, World

_KINDS = {"group": "group chat", "supergroup": "supergroup chat", "channel": "channel chat"}


def chat_id_of(world: World, params: Params) -> int | None:
    """The chat id that a call names, by number or by @name; None for none or an unknown name."""
    given = params.text("chat_id").strip()
    if given.startswith("@"):
        named = (c.id for c in world.chats.values() if c.username.lower() == given[1:].lower())
        return next(named, None)
    try:
        return int(given)
    except ValueError:
        return None


def known(world: World, params: Params) -> LocalChat:
    """The chat that a call names; raises 400 when there is none."""
    if not params.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = world.chats.get(chat_id_of(world, params) or 0)
    if chat is None:
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        raise bad_request(
            "group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to
        )
    return chat


def inside(world: World, params: Params) -> LocalChat:
    """The chat that a call names, where the bot must be a member; raises 403 where it is not."""
    chat = known(world, params)
    if chat.deleted:
        raise forbidden("the group chat was deleted")
    if not chat.private and not world.is_member(chat, world.bot.id):
        kind = _KINDS[chat.kind]
        if chat.members.get(world.bot.id) == "kicked":
            raise forbidden(f"bot was kicked from the {kind}")
        raise forbidden(f"bot is not a member of the {kind}")
    return chat


def writable(world: World, params: Params) -> LocalChat:
    """The chat that a call names, where the bot may write; raises 400 or 403 as Telegram does."""
    chat = inside(world, params)
    if chat.private:
        _check_person(world, chat)
    elif chat.kind == "channel" and not world.is_admin(chat, world.bot.id):
        raise bad_request("need administrator rights in the channel chat")
    if not chat.can_write:
        raise bad_request("not enough rights to send text messages to the chat")
    return chat


def _check_person(world: World, chat: LocalChat) -> None:
    person = world.users[chat.id]
    if person.deactivated:
        raise forbidden("user is deactivated")
    if person.is_bot:
        raise forbidden("bot can't send messages to bots")
    if chat.members.get(world.bot.id) == "kicked":
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")


def thread(chat: LocalChat, params: Params) -> int | None:
    """The forum topic that a call names, None for none; raises 400 for one that is shut."""
    thread_id = params.integer("message_thread_id")
    if not thread_id:
        return None
    topic = chat.topics.get(thread_id)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.deleted:
        raise bad_request("TOPIC_DELETED")
    if topic.closed:
        raise bad_request("TOPIC_CLOSED")
    return thread_id
