"""The methods that put messages into chats: text, photo, document, and "is typing"."""

from __future__ import annotations

from typing import Any

from bot.local_telegram.api import access, reply_markup
from bot.local_telegram.api.params import Params, Upload
from bot.local_telegram.world import bot_api_json, entities
from bot.local_telegram.world.entities import Entity
from bot.local_telegram.world.errors import bad_request
from bot.local_telegram.world.html import parse
from bot.local_telegram.world.state import File, Json, LocalChat, LocalMessage
from bot.local_telegram.world.telegram import Telegram

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_BYTES = 1 << 15
_ACTIONS = frozenset(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document "
    "choose_sticker find_location record_video_note upload_video_note".split()
)


def send_message(telegram: Telegram, params: Params) -> Json:
    """sendMessage."""
    chat = access.writable(telegram.world, params)
    text, found = formatted(telegram, params, "text")
    if not text:
        raise bad_request("text must be non-empty")
    return _post(telegram, chat, params, LocalMessage(0, chat.id, 0, text=text, entities=found))


def send_photo(telegram: Telegram, params: Params) -> Json:
    """sendPhoto: an uploaded picture, a known file id, or an address (which is not fetched)."""
    chat = access.writable(telegram.world, params)
    item = _file(telegram, params, "photo")
    return _post_media(telegram, chat, params, {"photo": bot_api_json.photo(item)})


def send_document(telegram: Telegram, params: Params) -> Json:
    """sendDocument."""
    chat = access.writable(telegram.world, params)
    item = _file(telegram, params, "document")
    return _post_media(telegram, chat, params, {"document": bot_api_json.document(item)})


def send_chat_action(telegram: Telegram, params: Params) -> bool:
    """sendChatAction: the page shows it until the next message."""
    chat = access.writable(telegram.world, params)
    action = params.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    access.thread(chat, params)
    telegram.world.tell("action", chat.id, action=action)
    return True


def formatted(telegram: Telegram, params: Params, name: str) -> tuple[str, list[Entity]]:
    """The text or caption of a call with its entities; raises 400 where Telegram would.

    The limit of 4,096 (a caption's 1,024) UTF-16 units holds after parsing.
    """
    raw = params.text(name)
    if name == "text" and not raw:
        raise bad_request("message text is empty")
    if len(raw.encode()) > MAX_BYTES:
        raise bad_request("text is too long")
    mode = params.text("parse_mode").lower()
    if mode == "html":
        text, given = parse(raw)
    elif mode in ("", "none"):
        text, given = raw, _given_entities(params, name)
    else:
        raise bad_request("unsupported parse_mode")
    users = telegram.world.users
    given = [e for e in given if "user_id" not in e or e["user_id"] in users]
    text, found = entities.tidy(text, given)
    limit, what = (MAX_TEXT, "message") if name == "text" else (MAX_CAPTION, "message caption")
    if entities.utf16(text) > limit:
        raise bad_request(f"{what} is too long")
    return text, found


def _given_entities(params: Params, name: str) -> list[Entity]:
    field = "entities" if name == "text" else "caption_entities"
    given = params.json(field, "message entities") or []
    try:
        return [{**e, "offset": int(e["offset"]), "length": int(e["length"])} for e in given]
    except (KeyError, TypeError, ValueError) as error:
        raise bad_request("can't parse message entities: wrong entity") from error


def _post_media(telegram: Telegram, chat: LocalChat, params: Params, media: Json) -> Json:
    caption, found = formatted(telegram, params, "caption")
    message = LocalMessage(0, chat.id, 0, text=caption, entities=found, media=media)
    return _post(telegram, chat, params, message)


def _post(telegram: Telegram, chat: LocalChat, params: Params, message: LocalMessage) -> Json:
    """Complete a message with what every kind has in common, count it, put it into the chat."""
    world = telegram.world
    message.markup = reply_markup.read(params)
    message.thread_id = access.thread(chat, params)
    message.in_topic = message.thread_id is not None
    message.reply_to = _reply_to(telegram, chat, params)
    telegram.limits.check(chat.id, group=not chat.private)
    message.id, message.date = world.message_id(chat), world.now()
    message.sender = world.bot
    message.sender_chat = chat.id if chat.kind == "channel" else None
    message.source = params.text("caption" if message.media else "text")
    message.parse_mode = params.text("parse_mode")
    message.silent = params.flag("disable_notification")
    message.options = {"from_bot": True}
    preview = params.mapping("link_preview_options", "link preview options")
    if preview:
        message.options["link_preview_options"] = preview
    return bot_api_json.message(world, world.add(message))


def _reply_to(telegram: Telegram, chat: LocalChat, params: Params) -> int | None:
    reply: dict[str, Any] = params.mapping("reply_parameters", "reply parameters") or {
        "message_id": params.integer("reply_to_message_id"),
        "allow_sending_without_reply": params.flag("allow_sending_without_reply"),
    }
    wanted = int(reply.get("message_id") or 0)
    if not wanted:
        return None
    if telegram.world.live(chat, wanted):
        return wanted
    if reply.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _file(telegram: Telegram, params: Params, name: str) -> File:
    given = params.text(name)
    upload = params.files.get(name) or params.files.get(given.removeprefix("attach://"))
    if upload:
        return store_file(telegram, upload)
    if given in telegram.world.files:
        return telegram.world.files[given]
    if given.startswith(("http://", "https://")):
        return store_file(telegram, Upload(given.rsplit("/", 1)[-1], "", b""), address=given)
    if given:
        raise bad_request(
            "wrong file identifier/HTTP URL specified"
            if not given.startswith("attach://")
            else "there is no file in the request"
        )
    raise bad_request(f"there is no {name} in the request")


def store_file(telegram: Telegram, upload: Upload, address: str = "") -> File:
    """Keep an upload (or only the address of a file elsewhere) and give it an id."""
    if not upload.data and not address:
        raise bad_request("file must be non-empty")
    number = telegram.world.number()
    folder = "photos" if upload.mime.startswith("image/") else "documents"
    path = address or f"{folder}/file_{number}"
    item = File(f"file-{number}", upload.name, upload.mime, upload.data, path)
    telegram.world.files[item.id] = item
    return item
