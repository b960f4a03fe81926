"""What an update has to look like before it is read: the fields that handlers rely on.

Telegram keeps to its Bot API. Whoever knows the webhook's secret, or stands for Telegram in a test,
may send anything; then a number in the place of a name must not run through the handlers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

Check = Callable[[Any], bool]

_NUMBERS = 2**63
_SECONDS = 2**33  # the year 2242


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _NUMBERS


def _time(value: Any) -> bool:
    return _number(value) and 0 <= value < _SECONDS


def _degrees(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _list_of(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


class _Shape:
    """An object: all of `needed` are there and fit; of `known` those that are there fit."""

    def __init__(self, needed: Mapping[str, Check], known: Mapping[str, Check]) -> None:
        self._needed, self._known = dict(needed), dict(known)

    def know(self, name: str, check: Check) -> None:
        """One more field, where a shape holds itself."""
        self._known[name] = check

    def __call__(self, value: Any) -> bool:
        if not isinstance(value, dict):
            return False
        return all(check(value.get(name)) for name, check in self._needed.items()) and all(
            check(value[name]) for name, check in self._known.items() if value.get(name) is not None
        )


_USER = _Shape(
    {"id": _number, "is_bot": _flag, "first_name": _text},
    {"language_code": _text, "username": _text, "last_name": _text},
)
_CHAT = _Shape({"id": _number, "type": _text}, {"title": _text, "is_forum": _flag})
_ENTITY = _Shape({"type": _text, "offset": _number, "length": _number}, {"url": _text})
_DOCUMENT = _Shape(
    {"file_id": _text, "file_unique_id": _text},
    {"file_name": _text, "mime_type": _text, "file_size": _number},
)
_MESSAGE = _Shape(
    {"message_id": _number, "date": _time, "chat": _CHAT},
    {
        "from": _USER,
        "sender_chat": _CHAT,
        "text": _text,
        "caption": _text,
        "entities": _list_of(_ENTITY),
        "caption_entities": _list_of(_ENTITY),
        "message_thread_id": _number,
        "is_topic_message": _flag,
        "edit_date": _time,
        "location": _Shape({"latitude": _degrees, "longitude": _degrees}, {}),
        "document": _DOCUMENT,
        "media_group_id": _text,
        "new_chat_title": _text,
        "chat_shared": _Shape({"request_id": _number, "chat_id": _number}, {}),
        "migrate_to_chat_id": _number,
        "migrate_from_chat_id": _number,
    },
)
_MESSAGE.know("reply_to_message", _MESSAGE)
_MEMBER = _Shape({"status": _text, "user": _USER}, {})
_REACTION = _Shape({"type": _text}, {"emoji": _text, "custom_emoji_id": _text})
_KINDS: Mapping[str, Check] = {
    "message": _MESSAGE,
    "edited_message": _MESSAGE,
    "channel_post": _MESSAGE,
    "edited_channel_post": _MESSAGE,
    "callback_query": _Shape(
        {"id": _text, "from": _USER, "chat_instance": _text}, {"data": _text, "message": _MESSAGE}
    ),
    "inline_query": _Shape({"id": _text, "from": _USER, "query": _text, "offset": _text}, {}),
    "message_reaction": _Shape(
        {
            "chat": _CHAT,
            "message_id": _number,
            "date": _time,
            "old_reaction": _list_of(_REACTION),
            "new_reaction": _list_of(_REACTION),
        },
        {"user": _USER, "actor_chat": _CHAT},
    ),
    "my_chat_member": _Shape(
        {
            "chat": _CHAT,
            "from": _USER,
            "date": _time,
            "old_chat_member": _MEMBER,
            "new_chat_member": _MEMBER,
        },
        {},
    ),
}


def parsed(body: str) -> Any:
    """The JSON of an update, halves of characters in its texts replaced: nobody could store or
    answer them. Raises ValueError for what is no JSON."""
    value = json.loads(body)
    if "\\ud" not in body.lower():  # as whole characters beyond the first plane are written, too
        return value
    return json.loads(_LONE_SURROGATE.sub("\ufffd", json.dumps(value, ensure_ascii=False)))


def is_well_formed(update: Any) -> bool:
    """Whether the update (its parsed JSON) can be handled. What it holds besides the kinds that we
    ask for is left alone."""
    if not isinstance(update, dict):
        return False
    kinds = [kind for kind in _KINDS if update.get(kind) is not None]
    return len(kinds) < 2 and all(_KINDS[kind](update[kind]) for kind in kinds)
