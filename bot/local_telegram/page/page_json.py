"""What a looker-on sees: chats and messages as the chat page and the tests' client get them."""

from __future__ import annotations

from bot.local_telegram.api import profile, reply_markup
from bot.local_telegram.page.html_rendering import render
from bot.local_telegram.world import bot_api_json
from bot.local_telegram.world.state import Json, LocalChat, LocalMessage, World

_SERVICE = {
    "new_chat_members": "{who} joined the group",
    "left_chat_member": "{who} left the group",
    "group_chat_created": "{by} created the group “{title}”",
    "migrate_to_chat_id": "The group became a supergroup",
    "migrate_from_chat_id": "This group was upgraded to a supergroup",
    "chat_shared": "{by} chose a channel",
    "forum_topic_created": "{by} created the topic",
}


def message(world: World, item: LocalMessage) -> Json:
    """One message: who, when, text and HTML, buttons by rows, files, what it answers."""
    chat = world.chats[item.chat_id]
    shown = render(item.text, item.entities)
    return {
        "id": item.id,
        "chat": item.chat_id,
        "from_bot": item.from_bot,
        "from": item.sender.id if item.sender else None,
        "name": _name(world, item),
        "date": item.date,
        "edited": item.edit_date,
        "reworded": item.reworded,
        "deleted": item.deleted,
        "text": item.text,
        "html": shown,
        "entities": [bot_api_json.entity(world, one) for one in item.entities],
        "source": item.source,
        "parse_mode": item.parse_mode,
        "buttons": [list(row) for row in (item.markup or {}).get("inline_keyboard", [])],
        "markup": item.markup,
        "media": item.media,
        "photo": _address(world, item.media["photo"][-1]) if "photo" in item.media else None,
        "document": _document(world, item),
        "location": item.media.get("location"),
        "service": _service(chat, item),
        "reply_to": _reply(world, chat, item),
        "forwarded": item.extra.get("forward_origin", {}).get("sender_user_name", ""),
        "via": item.extra.get("via_bot", {}).get("username", ""),
        "thread": item.thread_id,
        "silent": item.silent,
    }


def chat(world: World, room: LocalChat) -> Json:
    """One chat: what it is, and who is in it."""
    people = [world.users[id_] for id_ in room.members if id_ != world.bot.id]
    return {
        "id": room.id,
        "kind": room.kind,
        "title": room.title or world.bot.first_name,
        "bot_status": room.members.get(world.bot.id, "left"),
        "deleted": room.deleted,
        "migrated_to": room.migrated_to,
        "people": [{"id": p.id, "name": p.name, "status": room.members[p.id]} for p in people],
        "topics": [{"id": t.id, "name": t.name} for t in room.topics.values()],
    }


def snapshot(world: World, room: LocalChat, user_id: int) -> Json:
    """All that a page shows of one chat to one person, at the world's present revision."""
    person = world.users[user_id]
    return {
        "revision": world.revision,
        "bot": bot_api_json.user(world.bot) | {"about": _about(world)},
        "me": bot_api_json.user(person),
        "chat": chat(world, room),
        "commands": profile.commands_for(world, room, user_id, person.language_code),
        "messages": [message(world, m) for m in room.messages.values() if not m.deleted],
    }


def find_button(item: LocalMessage, text: str) -> Json | None:
    """The first button of a message with this text, or with this text in it."""
    found = [b for b in reply_markup.buttons(item.markup) if b["text"] == text]
    found += [b for b in reply_markup.buttons(item.markup) if text in b["text"]]
    return found[0] if found else None


def _about(world: World) -> str:
    return str(world.profile.get(("short_description", ""), ""))


def _name(world: World, item: LocalMessage) -> str:
    if item.sender_chat is not None:
        return world.chats[item.sender_chat].title
    return item.sender.name if item.sender else ""


def _address(world: World, shape: Json) -> str:
    path = world.files[shape["file_id"]].path
    return path if "://" in path else f"/files/{shape['file_id']}"


def _document(world: World, item: LocalMessage) -> Json | None:
    shape = item.media.get("document")
    if not shape:
        return None
    return {
        "name": shape.get("file_name", "file"),
        "size": shape["file_size"],
        "url": _address(world, shape),
    }


def _service(room: LocalChat, item: LocalMessage) -> str:
    for name, sentence in _SERVICE.items():
        if name in item.extra:
            value = item.extra[name]
            people = value if isinstance(value, list) else [value]
            who = ", ".join(p.get("first_name", "") for p in people if isinstance(p, dict))
            by = item.sender.first_name if item.sender else ""
            return sentence.format(who=who, by=by, title=room.title)
    return ""


def _reply(world: World, room: LocalChat, item: LocalMessage) -> Json | None:
    answered = world.live(room, item.reply_to)
    if answered is None or answered.id == item.thread_id:
        return None
    return {"id": answered.id, "name": _name(world, answered), "text": answered.text[:120]}
