"""What chats mute, follow and lean to, which of their messages shows which story, and what their
editions held. All of it goes with its chat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, delete, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.editions import Contents
from bot.core.model.tastes import NO_TASTE, Rule, Taste
from bot.store.chats.stored_forms import stored_forms
from bot.store.columns import EditionContents
from bot.store.database import Database
from bot.store.feeds.feed_store import batches
from bot.store.rows import move_rows
from bot.store.schema import cards, contents, tastes
from bot.store.uncancelled import finish_when_cancelled

_RULE = [
    tastes.c[name]
    for name in ("wish", "aim", "value", "title", "until", "strength", "saved", "id", "made_at")
]
_MAX_RULES = 200  # of one chat
_LOOKED_THROUGH = 30  # editions in which a story is looked for
_UNSAVED_KEPT, _CARDS_KEPT = timedelta(days=1), timedelta(days=7)


@finish_when_cancelled
class SqlTastes:
    """`services.tastes.TasteStore` over a database. A chat is named by its own id, as in
    `Chat.id`; the messages of cards by the id that Telegram has for it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, chat_id: int, now: datetime) -> Taste:
        """The saved rules that hold at `now`, in the order in which they were made."""
        async with self._database.read() as connection:
            return await load_taste(connection, chat_id, now)

    async def rule(self, chat_id: int, rule_id: int) -> Rule | None:
        """One rule of this chat, saved or not."""
        found = select(*_RULE).where(tastes.c.chat_id == chat_id, tastes.c.id == rule_id)
        async with self._database.read() as connection:
            row = (await connection.execute(found)).one_or_none()
        return Rule(*row) if row else None

    async def put(self, chat_id: int, rule: Rule, now: datetime) -> Rule | None:
        """Store a rule, and give it back with its id; one of the same wish about the same thing
        that is stored already takes its end, title and strength. None where the chat has too many.
        """
        values = _values(rule) | {"chat_id": chat_id, "made_at": now}
        statement = self._database.insert(tastes).values(values)
        newer = {name: statement.excluded[name] for name in ("title", "until", "strength")}
        upsert = statement.on_conflict_do_update(
            index_elements=["chat_id", "wish", "aim", "value", "saved"],
            set_=newer | {"made_at": statement.excluded.made_at},
        )
        async with self._database.write() as connection:
            mine = select(tastes.c.id).where(tastes.c.chat_id == chat_id).limit(_MAX_RULES + 1)
            if len(list(await connection.scalars(mine))) > _MAX_RULES:
                return None
            return Rule(*(await connection.execute(upsert.returning(*_RULE))).one())

    async def set_saved(
        self, chat_id: int, rule_id: int, saved: bool, until: datetime | None
    ) -> Rule | None:
        """Let a rule hold until then (None: for ever), or not any more; it takes the place of one
        about the same thing. Safe to repeat. None where the chat has no such rule."""
        mine = tastes.c.chat_id == chat_id
        async with self._database.write() as connection:
            asked = select(*_RULE).where(mine, tastes.c.id == rule_id)
            row = (await connection.execute(asked)).one_or_none()
            if row is None:
                return None
            rule = Rule(*row)
            double = (tastes.c.wish == rule.wish) & (tastes.c.aim == rule.aim)
            double &= (tastes.c.value == rule.value) & (tastes.c.id != rule_id)
            await connection.execute(delete(tastes).where(mine, double))
            changed = update(tastes).where(mine, tastes.c.id == rule_id)
            now = changed.values(saved=saved, until=until).returning(*_RULE)
            return Rule(*(await connection.execute(now)).one())

    async def remove(self, chat_id: int, rule_id: int) -> None:
        """Forget a rule; safe to repeat."""
        gone = delete(tastes).where(tastes.c.chat_id == chat_id, tastes.c.id == rule_id)
        async with self._database.write() as connection:
            await connection.execute(gone)

    async def show_card(
        self, chat_id: int, message_id: int, story_id: int, now: datetime, place: int
    ) -> None:
        """Remember that this message of Telegram's chat shows this story of the chat, or forum
        topic, with its own number `place`."""
        row = {"chat_id": chat_id, "message_id": message_id, "story_id": story_id, "place": place}
        statement = self._database.insert(cards).values(row | {"vote": 0, "opened_at": now})
        again = statement.on_conflict_do_update(
            index_elements=["chat_id", "message_id"], set_={"story_id": story_id, "place": place}
        )
        async with self._database.write() as connection:
            await connection.execute(again)

    async def place_of_card(self, chat_id: int, message_id: int) -> int | None:
        """Whose story this message of Telegram's chat shows; None where that is not known."""
        found = select(cards.c.place)
        found = found.where(cards.c.chat_id == chat_id, cards.c.message_id == message_id)
        async with self._database.read() as connection:
            place: int | None = await connection.scalar(found)
            return place

    async def vote(self, chat_id: int, message_id: int, vote: int) -> tuple[int, int] | None:
        """Set the vote (-1, 0, 1) on a card; its story, and the vote before. None: no card."""
        this = (cards.c.chat_id == chat_id) & (cards.c.message_id == message_id)
        async with self._database.write() as connection:
            found = select(cards.c.story_id, cards.c.vote).where(this)
            row = (await connection.execute(found)).one_or_none()
            await connection.execute(update(cards).where(this).values(vote=vote))
        return (row.story_id, row.vote) if row else None

    async def purge(self, now: datetime) -> None:
        """Retention: let go of what holds no more, was never confirmed, or is old."""
        unsaved = (tastes.c.saved != true()) & (tastes.c.made_at < now - _UNSAVED_KEPT)
        async with self._database.write() as connection:
            await connection.execute(delete(tastes).where(or_(unsaved, tastes.c.until < now)))
            await connection.execute(delete(cards).where(cards.c.opened_at < now - _CARDS_KEPT))
            old = contents.c.made_at < now - _CARDS_KEPT
            await connection.execute(delete(contents).where(old))


def _values(rule: Rule) -> dict[str, Any]:
    return {column.name: getattr(rule, column.name) for column in _RULE if column.name != "id"}


async def load_tastes(
    connection: AsyncConnection, chat_ids: Iterable[int], now: datetime
) -> dict[int, Taste]:
    """The saved rules of chats that hold at `now`, by chat; those without any are left out."""
    holds: ColumnElement[bool] = or_(tastes.c.until.is_(None), tastes.c.until > now)
    rules = dict[int, list[Rule]]()
    for batch in batches(chat_ids):
        theirs = select(tastes.c.chat_id, *_RULE).where(tastes.c.chat_id.in_(batch))
        saved = theirs.where(tastes.c.saved == true(), holds).order_by(tastes.c.id)
        for chat_id, *rule in await connection.execute(saved):
            rules.setdefault(chat_id, []).append(Rule(*rule))
    return {chat_id: Taste(tuple(found)) for chat_id, found in rules.items()}


async def load_taste(connection: AsyncConnection, chat_id: int, now: datetime) -> Taste:
    """The saved rules of a chat that hold at `now`."""
    return (await load_tastes(connection, [chat_id], now)).get(chat_id, NO_TASTE)


async def save_contents(
    connection: AsyncConnection, database: Database, held: Mapping[int, Contents]
) -> None:
    """Remember what editions held, one of each chat."""
    stored = await stored_forms(connection, EditionContents(), held.values())
    rows = [
        {"chat_id": chat_id, "made_at": one.at, "stored": stored[id(one)]}
        for chat_id, one in held.items()
    ]
    statement = database.insert(contents).values(contents=bindparam("stored", type_=Text()))
    again = statement.on_conflict_do_update(
        index_elements=["chat_id", "made_at"], set_={"contents": statement.excluded.contents}
    )
    if rows:
        await connection.execute(again, rows)


async def load_contents(
    connection: AsyncConnection, chat_id: int, second: int | None
) -> Contents | None:
    """What an edition of a chat held: the one of that second (since 1970), or the last."""
    statement = select(contents.c.contents).where(contents.c.chat_id == chat_id)
    if second is not None:
        start = datetime.fromtimestamp(second, tz=UTC)
        after = contents.c.made_at < start + timedelta(seconds=1)
        statement = statement.where(contents.c.made_at >= start, after)
    found: Contents | None = await connection.scalar(
        statement.order_by(contents.c.made_at.desc()).limit(1)
    )
    return found


async def load_contents_with(
    connection: AsyncConnection, chat_id: int, story_id: int
) -> Contents | None:
    """What the last edition of a chat held in which a story stood, in full or among the smaller."""
    of_chat = select(contents.c.contents).where(contents.c.chat_id == chat_id)
    newest = of_chat.order_by(contents.c.made_at.desc()).limit(_LOOKED_THROUGH)
    every: list[Contents] = list(await connection.scalars(newest))
    return next((one for one in every if story_id in one.ids), None)


async def erase_taste(connection: AsyncConnection, telegram_id: int, places: set[int]) -> None:
    """Forget all of it: of the chat of Telegram's, and of its forum topics."""
    await connection.execute(delete(cards).where(cards.c.chat_id == telegram_id))
    for table in (tastes, contents):
        await connection.execute(delete(table).where(table.c.chat_id.in_(places)))


async def move_taste(
    connection: AsyncConnection, database: Database, old_id: int, new_id: int
) -> None:
    """A group got another id: where both have said something of one thing, the new id's stays."""
    for table in (cards, contents):
        await move_rows(connection, database, table, "chat_id", old_id, new_id)
    await connection.execute(update(cards).where(cards.c.place == old_id).values(place=new_id))
    twin = tastes.alias("twin")
    same = twin.c.chat_id == new_id
    for name in ("wish", "aim", "value", "saved"):
        same &= twin.c[name] == tastes.c[name]
    double = select(twin.c.id).where(same).exists()
    await connection.execute(delete(tastes).where(tastes.c.chat_id == old_id, double))
    moved = update(tastes).where(tastes.c.chat_id == old_id)
    await connection.execute(moved.values(chat_id=new_id))
