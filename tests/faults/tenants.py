"""A tenant whose every table is filled, and everything that another could try to reach it."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import Row, Table, insert, select, update

from bot.chat.rendering.callbacks import Verb, parse
from bot.core.model.chats import Slot
from bot.core.model.messages import Message
from bot.core.model.tastes import Aim, Rule, Wish
from bot.store import Stores
from bot.store.schema import (
    broadcast_holds,
    broadcasts,
    feeds,
    held_feeds,
    inbox,
    metadata,
    settings_changes,
)
from tests.chat.conversation import CHANNEL, GROUP, OPERATOR, Conversation

Json = dict[str, Any]
Rows = dict[str, list[tuple[Any, ...]]]

OWNER, STRANGER, OTHER_GROUP, TOPIC = 4242, 66, -100555, 44
MANAGED = -100888  # a channel that every tenant manages
ANONYMOUS, FROM_CHANNEL = 1087968824, 136817688  # Telegram's stand-ins

OF_EVERYBODY = {"inbox"}
"""Keeps what was written in a chat, whoever wrote it."""
OF_LOOKING = {"shown", "contents", "cards", "editions"}
"""What a group's members change by asking for an edition or opening a story, and may."""
HEARD = {"heard_at", "last_edition_at"}


@dataclass(frozen=True, slots=True)
class Secret:
    """The words that occur in what one tenant alone may see, and nowhere else."""

    name: str

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(f"{word}{self.name}" for word in ("quokka", "zanzibar", "numbat", "tok7f3a"))


@dataclass(slots=True)
class Tenant:
    """A chat with a feed of its own, rules, an edition, a change to undo, an import that waits."""

    chat: int
    user: int
    secret: Secret
    more: Json = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)

    @property
    def imported(self) -> str:
        """The feed of the import that waits for its yes."""
        return f"https://import-{self.secret.name}.example/feed"


async def settle(talk: Conversation, tenant: Tenant) -> None:
    """Fill every table that knows chats, mostly by what a reader would write."""
    animal, place, feed_title, token = tenant.secret.words
    urls = [f"https://own{n}-{tenant.secret.name}.example/feed?k={token}" for n in (1, 2)]

    async def say(text: str) -> None:
        talk.later(seconds=10)
        await talk.say(text, tenant.chat, tenant.user, **tenant.more)

    await say("/start")
    for url in urls:
        rss = f'<rss version="2.0"><channel><title>{feed_title}</title></channel></rss>'
        talk.web.pages[url] = (rss, "application/rss+xml")
        await say(f"/subscribe {url}")
    own, dropped = [await _feed_id(talk.stores, url) for url in urls]
    secret = await talk.publish(f"{animal.title()} merger", outlet=place.title(), feed_id=own)
    public = await talk.publish("Bridge closes")
    for text in ("/subscribe sport", "/subscribe world", "/schedule 07:30", "/digest"):
        await say(text)
    chat = next(c for c in await talk.stores.chats.places(tenant.chat) if _is_at(c, tenant))
    rule = Rule(Wish.MUTE, Aim.WORDS, f"{animal} ferry", f"{animal} ferry")
    saved = await talk.stores.tastes.put(chat.id, rule, talk.now)
    waiting = await talk.stores.tastes.put(
        chat.id, Rule(Wish.FOLLOW, Aim.WORDS, animal, animal, saved=False), talk.now
    )
    assert saved and waiting
    await talk.stores.tastes.show_card(tenant.chat, 321, secret.story_id, talk.now, chat.id)
    link = await talk.stores.channels.link(tenant.chat, MANAGED)
    await talk.stores.chats.send_section(tenant.chat, "sport", 99)
    await talk.stores.folders.put(chat.id, own, [(animal,)])
    hold = {"broadcast_id": 1, "chat_id": chat.id, "look_at": talk.now + timedelta(days=1)}
    async with talk.stores.database.write() as connection:
        await connection.execute(insert(broadcast_holds).values(hold))
    planned = Slot(chat.id, "2026-11-29T07:30", talk.now)
    message = Message(f"{animal} edition", f"{animal} edition")
    assert await talk.stores.outbox.plan(planned, [message], [], None, talk.now)
    talk.later(seconds=10)
    owner = Role("owner", tenant.chat, tenant.user, tenant.more)
    await talk.update(**tapped(talk, owner, f"{Verb.REMOVE_FEED}:{dropped}"))
    changes = await talk.stores.chats.changes(chat.id, talk.now - timedelta(hours=1))
    imported = await _import(talk, tenant)
    held = await talk.stores.chats.contents(chat.id)
    assert held is not None
    tenant.ids |= {
        "own": own,
        "dropped": dropped,
        "article": secret.id,
        "second": int(held.at.timestamp()),
    }
    tenant.ids |= {"story": secret.story_id, "public": public.story_id, "import": imported}
    tenant.ids |= {
        "link": link.number,
        "saved": saved.id,
        "waiting": waiting.id,
        "place": abs(chat.id),
    }
    tenant.ids |= {f"change{n}": change.id for n, change in enumerate(changes[-2:])}
    async with talk.stores.database.write() as connection:  # so that /sourcehealth lists them
        await connection.execute(
            update(feeds).where(feeds.c.id.in_([own, dropped])).values(gone=True)
        )


def _is_at(chat: Any, tenant: Tenant) -> bool:
    return bool(chat.thread_id == tenant.more.get("message_thread_id"))


async def _feed_id(stores: Stores, url: str) -> int:
    async with stores.database.read() as connection:
        found = await connection.scalar(select(feeds.c.id).where(feeds.c.url == url))
    assert found is not None, url
    return int(found)


async def _import(talk: Conversation, tenant: Tenant) -> int:
    """Send an OPML file; the number that its buttons carry."""
    opml = f'<opml version="2.0"><body><outline xmlUrl="{tenant.imported}"/></body></opml>'
    talk.telegram.files["f"] = opml.encode()
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "my.opml"}
    message = talk.message("/opml", tenant.chat, tenant.user, **tenant.more)
    del message["text"]
    message |= {"caption": "/opml", "caption_entities": message.pop("entities")}
    await talk.update(message=message | {"document": document})
    keys = [b["callback_data"] for row in talk.last(tenant.chat).rows for b in row]
    return int(next(key for key in keys if key.startswith("I:yes:")).rpartition(":")[2])


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody who tries: where they write, as whom, and what Telegram adds to their messages."""

    name: str
    chat: int
    user: int = STRANGER
    more: Json = field(default_factory=dict)
    hears: tuple[str, ...] = ()
    """The secrets that may be told there: those of a group that they are a member of."""

    def __str__(self) -> str:
        return self.name


def _sent_as(chat: int, kind: str) -> Json:
    return {"sender_chat": {"id": chat, "type": kind, "title": "S"}}


def _topic(number: int) -> Json:
    return {"is_topic_message": True, "message_thread_id": number}


ROLES = (
    Role("stranger", STRANGER),
    Role("group-member", GROUP, hears=("group", "topic")),
    Role("member-in-topic", GROUP, more=_topic(TOPIC), hears=("group", "topic")),
    Role("member-in-new-topic", GROUP, more=_topic(45), hears=("group", "topic")),
    Role("channel-in-group", GROUP, FROM_CHANNEL, _sent_as(CHANNEL, "channel"), ("group", "topic")),
    Role(
        "anonymous-elsewhere",
        GROUP,
        ANONYMOUS,
        _sent_as(OTHER_GROUP, "supergroup"),
        ("group", "topic"),
    ),
    Role("administrator", OTHER_GROUP),
    Role("anonymous-administrator", OTHER_GROUP, ANONYMOUS, _sent_as(OTHER_GROUP, "supergroup")),
    Role("administrator-in-topic", OTHER_GROUP, more=_topic(TOPIC)),
    Role("channel-post", CHANNEL),
    Role("operator", OPERATOR, OPERATOR),
    Role("operator-in-group", OTHER_GROUP, OPERATOR),
)


def tapped(talk: Conversation, role: Role, data: str, message_id: int = 321) -> Json:
    """An update: a tap on a button with this key, drawn by us or not."""
    message = talk.message("x", role.chat, role.user, **role.more) | {"message_id": message_id}
    person = STRANGER if role.user in (ANONYMOUS, FROM_CHANNEL) else role.user
    who = {"id": person, "is_bot": False, "first_name": "R", "language_code": "en"}
    query = {"id": "9", "from": who, "chat_instance": "1", "data": data, "message": message}
    return {"callback_query": query}


def written(talk: Conversation, role: Role, text: str) -> Json:
    """An update: a message."""
    part = "channel_post" if role.chat == CHANNEL else "message"
    return {part: talk.message(text, role.chat, role.user, **role.more)}


NAMES = (
    *("s", "t", "world", "yes", "no", "now", "again", "topics", "settings", "main", "less", "up"),
    *("mute", "follow", "admins", "state", "ask", "2w", "22:00-07:00", "home", "daily", "short"),
    *("list", "choose", "open", "+world", "+pictures", "sections"),
    *("de", "here", "week", "+de", "0", "1", "w=merger", "UTC", "0730", "leave", "sources"),
)


@cache
def keys(ids: frozenset[int]) -> dict[Verb, list[str]]:
    """By verb: the keys that can be made of these words and numbers."""
    numbers = sorted({*map(str, ids), *("9" * digits for digits in (10, 11, 12, 18))})
    words = (*NAMES, *numbers, *(f"a={number}" for number in numbers))
    ends = ("", *(f":{word}" for word in (*NAMES, *numbers)), ":0:world", ":s:0")
    made: dict[Verb, list[str]] = {verb: [] for verb in Verb}
    for verb, word, end in itertools.product(Verb, words, ends):
        if parse(data := f"{verb}:{word}{end}"):
            made[verb].append(data)
    return made


def numbers_of(tenants: Mapping[str, Tenant]) -> frozenset[int]:
    """Every number of theirs that a key may name."""
    return frozenset(number for tenant in tenants.values() for number in tenant.ids.values())


def forged(tenants: Mapping[str, Tenant], most: int, seed: str) -> Iterator[str]:
    """Keys of every verb with the tenants' numbers, at most so many of each verb."""
    chance = random.Random(seed)
    for made in keys(numbers_of(tenants)).values():
        yield from chance.sample(made, min(most, len(made)))


async def stored(stores: Stores, tenant: Tenant, *, looking: bool) -> Rows:
    """All that is stored of the tenant; without what looking changes, if members may look."""
    places = {chat.id for chat in await stores.chats.places(tenant.chat)} | {tenant.chat}
    left_out = OF_EVERYBODY | (OF_LOOKING if looking else set())
    found: Rows = {}
    async with stores.database.read() as connection:
        for table in metadata.sorted_tables:
            if "chat_id" in table.c and table.name not in left_out:
                statement = select(table).where(table.c.chat_id.in_(places))
                found[table.name] = _plain(table, await connection.execute(statement), looking)
        changes = select(settings_changes.c.id).where(settings_changes.c.chat_id.in_(places))
        own = [tenant.ids["own"], tenant.ids["dropped"]]
        for table, condition in (
            (held_feeds, held_feeds.c.change_id.in_(changes)),
            (feeds, feeds.c.id.in_(own)),
            (metadata.tables["articles"], metadata.tables["articles"].c.feed_id.in_(own)),
        ):
            rows = await connection.execute(select(table).where(condition))
            found[table.name] = _plain(table, rows, looking)
    return found


def _plain(table: Table, rows: Iterable[Row[Any]], looking: bool) -> list[tuple[Any, ...]]:
    skip = HEARD if looking and table.name == "chats" else set()
    names = [column.name for column in table.columns if column.name not in skip]
    return sorted((tuple(row._mapping[name] for name in names) for row in rows), key=repr)


async def operators_rows(stores: Stores) -> list[tuple[Any, ...]]:
    """The broadcasts, as they stand."""
    async with stores.database.read() as connection:
        return [tuple(row) for row in await connection.execute(select(broadcasts))]


async def tracebacks(stores: Stores) -> list[str]:
    """The errors of handlers."""
    errors = select(inbox.c.error).where(inbox.c.error.is_not(None))
    async with stores.database.read() as connection:
        return [error[-700:] for error in await connection.scalars(errors)]
