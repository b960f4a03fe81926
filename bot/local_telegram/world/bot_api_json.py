"""The world in the Bot API's JSON: users, chats, messages, members, files."""

from __future__ import annotations

from bot.local_telegram.world.entities import Entity
from bot.local_telegram.world.state import (
    ADMINISTRATORS,
    File,
    Json,
    LocalChat,
    LocalMessage,
    User,
    World,
)

_REPLY_DEPTH = 1

_ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages")
_GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics")


def user(person: User) -> Json:
    """A User."""
    shape: Json = {"id": person.id, "is_bot": person.is_bot, "first_name": person.first_name}
    for name in ("last_name", "username", "language_code"):
        if getattr(person, name):
            shape[name] = getattr(person, name)
    return shape


def me(bot: User) -> Json:
    """The answer to getMe."""
    return user(bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def chat(world: World, room: LocalChat) -> Json:
    """A Chat; a private one carries the person's names."""
    shape: Json = {"id": room.id, "type": room.kind}
    if room.private:
        person = world.users[room.id]
        shape |= {k: v for k, v in user(person).items() if k.endswith("name")}
    else:
        shape["title"] = room.title
    if room.username:
        shape["username"] = room.username
    if room.is_forum:
        shape["is_forum"] = True
    return shape


def full_chat(world: World, room: LocalChat) -> Json:
    """The answer to getChat."""
    gifts = dict.fromkeys(
        (
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        ),
        False,
    )
    pinned = [found for key in sorted(room.pinned) if (found := world.live(room, key))]
    newest = {"pinned_message": message(world, pinned[-1])} if pinned else {}
    return (
        chat(world, room)
        | newest
        | {
            "accent_color_id": abs(room.id) % 7,
            "max_reaction_count": 11,
            "accepted_gift_types": gifts,
        }
    )


def member(world: World, room: LocalChat, user_id: int) -> Json:
    """A ChatMember of the status that the user has in the chat."""
    status = room.members.get(user_id, "left")
    shape: Json = {"status": status, "user": user(world.users[user_id])}
    if status == "creator":
        shape["is_anonymous"] = False
    elif status == "administrator":
        rights = _CHANNEL_RIGHTS if room.kind == "channel" else _GROUP_RIGHTS
        shape |= dict.fromkeys((*_ADMIN_RIGHTS, *rights), True)
        shape |= {"can_be_edited": False, "is_anonymous": False}
    elif status == "kicked":
        shape["until_date"] = 0
    return shape


def administrators(world: World, room: LocalChat) -> list[Json]:
    """Every administrator of a chat but other bots."""
    return [member(world, room, id_) for id_, s in room.members.items() if s in ADMINISTRATORS]


def message(world: World, item: LocalMessage, depth: int = _REPLY_DEPTH) -> Json:
    """A Message, with the one it answers (but not the one that this one answers)."""
    room = world.chats[item.chat_id]
    shape: Json = {"message_id": item.id, "date": item.date, "chat": chat(world, room)}
    if item.sender and room.kind != "channel":
        shape["from"] = user(item.sender)
    if item.sender_chat is not None:
        shape["sender_chat"] = chat(world, world.chats[item.sender_chat])
    if item.thread_id is not None:
        shape["message_thread_id"] = item.thread_id
    if item.in_topic:
        shape["is_topic_message"] = True
    if item.edit_date:
        shape["edit_date"] = item.edit_date
    answered = room.messages.get(item.reply_to or 0)
    if answered and depth:
        shape["reply_to_message"] = message(world, answered, depth - 1)
    return shape | _content(world, item)


def _content(world: World, item: LocalMessage) -> Json:
    shape: Json = {**item.media, **item.extra}
    name, kind = ("caption", "caption_entities") if item.media else ("text", "entities")
    if item.text:
        shape[name] = item.text
    if item.entities:
        shape[kind] = [entity(world, one) for one in item.entities]
    if item.markup and "inline_keyboard" in item.markup:
        shape["reply_markup"] = item.markup
    if "link_preview_options" in item.options:
        shape["link_preview_options"] = item.options["link_preview_options"]
    return shape


def entity(world: World, one: Entity) -> Entity:
    """An entity as the Bot API writes it: a mention by id carries the whole user."""
    if "user_id" not in one:
        return one
    rest = {key: value for key, value in one.items() if key != "user_id"}
    person = world.users.get(one["user_id"])
    return rest | {"user": user(person or User(one["user_id"], "Someone"))}


def file(item: File, *, path: bool = False) -> Json:
    """A File; with its path in the answer to getFile."""
    shape: Json = {
        "file_id": item.id,
        "file_unique_id": f"u{item.id}",
        "file_size": len(item.data),
    }
    if path:
        shape["file_path"] = item.path
    return shape


def document(item: File) -> Json:
    """A Document."""
    return file(item) | {"file_name": item.name, "mime_type": item.mime}


def photo(item: File) -> list[Json]:
    """A photo in its sizes: here the one that came."""
    return [file(item) | {"width": 1280, "height": 720}]
