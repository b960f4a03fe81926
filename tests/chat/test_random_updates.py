"""A storm of odd updates: malformed, replayed, forged, with keys of older versions. No handler
raises, nobody else's settings change, and whoever writes afterwards is answered."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from bot.chat.handlers.registry import COMMANDS, OPERATOR_COMMANDS
from bot.chat.rendering.callbacks import Verb
from bot.core.model.chats import Chat
from bot.store.schema import inbox
from tests.chat.conversation import CHANNEL, GROUP, READER, Conversation

UPDATES = 10_000 if os.environ.get("PRECIS_NIGHTLY") else 300
VICTIM, QUIET_GROUP, STRANGER = 4242, -100777, 66
SEED = 20_261_127

Json = dict[str, Any]

WORDS = (
    *("", " ", "/", "//start", "/start topic-sport", "hello", "7:30", "München", "#tag", "\ud800"),
    *("science, sport", '"exact', "-radar", "x" * 5000, "ﷺ" * 1000, "\u202e\u0000", "https://[::1"),
    *("http://127.0.0.1/", "https://a.example/x", "2026-13-45", "🦀" * 300, "/topic " + "a " * 900),
    *("/mute 2w", "/schedule 25:99 weekly", "/timezone +99:99", "/unsubscribe 1", "@a@b.example"),
    *("/quiet 22-7", "/pause 999999d", "/broadcast hi", "/why 99999999999999999999", "/digest 3m"),
)
ARGUMENTS = (
    *("", "0", "1", "7", "99999999999999999", "yes", "no", "s", "t", "ask", "both", "0730", "now"),
    *("again", "world", "nosuch", "UTC", "Europe/Berlin", "topics", "where", "mute", "follow"),
    *("day", "ever", "state", "s:0:world", "t:99:sport", "s:ask", "t:2500", "é", "::", "-1"),
)
ODD = (None, True, -1, 2**63, 1.5, "", "x", [], {}, [[]], {"id": None}, "\ud83d")


class Storm:
    """Makes updates by chance; the same seed makes the same ones."""

    def __init__(self, seed: int, now: int) -> None:
        self._random, self._now = random.Random(seed), now
        self._messages = 0

    def update(self) -> Json:
        kinds: tuple[Callable[[], Json], ...] = (
            *(self._written,) * 5,
            *(self._tapped,) * 5,
            *(self._inline, self._member, self._reaction, self._unknown),
        )
        made = self._random.choice(kinds)()
        return self._broken(made) if self._random.random() < 0.3 else made

    def _written(self) -> Json:
        part = self._random.choice(("message", "message", "edited_message", "channel_post"))
        return {part: self._message(CHANNEL if part == "channel_post" else 0)}

    def _tapped(self) -> Json:
        verb = self._random.choice((*Verb, "q", "", "\u0661"))
        arguments = self._random.choices(ARGUMENTS, k=self._random.randrange(3))
        query = {
            "id": str(self._random.randrange(10**6)),
            "from": self._who(),
            "chat_instance": "1",
            "data": ":".join((verb, *arguments)),
            "message": self._message(),
        }
        return {"callback_query": query}

    def _inline(self) -> Json:
        words = self._random.choice(WORDS)
        return {"inline_query": {"id": "1", "from": self._who(), "query": words, "offset": ""}}

    def _member(self) -> Json:
        bot = {"id": 42, "is_bot": True, "first_name": "P"}
        old, new = ({"status": status, "user": bot} for status in ("member", "left"))
        chat = {"id": GROUP, "type": "supergroup", "title": "T"}
        change = {"chat": chat, "from": self._who(), "date": self._now}
        return {"my_chat_member": change | {"old_chat_member": new, "new_chat_member": old}}

    def _reaction(self) -> Json:
        thumbs = [{"type": "emoji", "emoji": self._random.choice(("👍", "👎", "🦀"))}]
        where = {"chat": {"id": READER, "type": "private", "first_name": "R"}, "user": self._who()}
        what = {"message_id": self._random.randrange(300), "date": self._now}
        return {"message_reaction": where | what | {"old_reaction": [], "new_reaction": thumbs}}

    def _unknown(self) -> Json:
        return {self._random.choice(("poll", "chat_join_request", "new_kind")): {"id": "1"}}

    def _who(self) -> Json:
        language = self._random.choice(("en", "de", "ru", "xx", "", "pt-BR"))
        user = self._random.choice((READER, STRANGER))
        return {"id": user, "is_bot": False, "first_name": "R", "language_code": language}

    def _message(self, chat: int = 0) -> Json:
        who, self._messages = self._who(), self._messages + 1
        chat = chat or self._random.choice((who["id"], GROUP))
        kind = "private" if chat > 0 else "channel" if chat == CHANNEL else "supergroup"
        text = self._random.choice((*WORDS, *(f"/{name}" for name in COMMANDS + OPERATOR_COMMANDS)))
        message: Json = {
            "message_id": self._messages,
            "date": self._now - self._random.choice((0, 0, 0, 5, 10**6, 2 * 10**9)),
            "chat": {"id": chat, "type": kind, "title": "T", "first_name": "R"},
            "text": text,
        }
        if kind != "channel":
            message["from"] = who
        extra: tuple[Json, ...] = (
            {},
            {},
            {"location": {"latitude": 91.0, "longitude": -500.0}},
            {"document": {"file_id": "f", "file_unique_id": "u", "file_name": "a.opml"}},
            {"message_thread_id": 7, "is_topic_message": True},
            {"reply_to_message": {"message_id": 1, "date": 1, "chat": message["chat"]}},
            {"entities": [{"type": "text_link", "offset": 0, "length": 9, "url": "javascript:x"}]},
            {"media_group_id": "album"},
        )
        return message | self._random.choice(extra)

    def _broken(self, update: Json) -> Json:
        """The update with some value of it gone, or another."""
        copy: Json = json.loads(json.dumps(update))
        holder: Any = copy
        for _ in range(self._random.randrange(1, 5)):
            inner = [value for value in holder.values() if isinstance(value, dict) and value]
            if not inner:
                break
            holder = self._random.choice(inner)
        name = self._random.choice(list(holder))
        if self._random.random() < 0.5:
            del holder[name]
        else:
            holder[name] = self._random.choice(ODD)
        return copy


async def raised(talk: Conversation) -> list[str]:
    """The tracebacks of handlers. What cannot be read at all is parked without one."""
    async with talk.stores.database.read() as connection:
        errors = await connection.scalars(select(inbox.c.error).where(inbox.c.error.is_not(None)))
        return sorted({error[-700:] for error in errors if error.startswith("Traceback")})


async def test_no_update_does_harm(talk: Conversation) -> None:
    await talk.publish("Bridge closes", hours=1)
    talk.telegram.files["f"] = b"<opml><body/></opml>"
    kept = [Chat(VICTIM, topics=("sport",)), Chat(QUIET_GROUP, "supergroup", topics=("world",))]
    for chat in kept:
        await talk.stores.chats.save(chat)
    storm = Storm(SEED, int(talk.now.timestamp()))
    made: list[Json] = []
    for number in range(UPDATES):
        talk.later(seconds=20)  # so that hardly anything is refused for its number alone
        parts = made[number // 2] if made and number % 10 == 0 else storm.update()
        made.append(parts)
        await talk.update(**parts)
    assert await raised(talk) == []
    for chat in kept:
        assert await talk.stores.chats.get(chat.id) == chat
    assert not [call for call in talk.telegram.calls if call.chat_id in (VICTIM, QUIET_GROUP)]
    talk.later(hours=2)
    assert "/topics" in await talk.say("/help")
