"""Column types that hold our values the same way on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Column, MetaData, Table, insert, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.core.model.messages import Button, Message, OutboxState
from bot.core.model.reasons import Reason, Unreadable
from bot.store import columns
from bot.store.database import Database
from summarizers.document import Bullet

MOMENT = datetime(2026, 11, 23, 7, 30, 1, 5, tzinfo=UTC)
MESSAGE = Message("<b>a</b>", "a", ((Button("x", "s:1"), Button("y", url="https://x.example/")),))
VALUES = {
    "words": (columns.Words(), "für 🚢"),
    "error": (columns.FeedErrors(), Unreadable(Reason.STATUS, "404")),
    "fault": (columns.FeedWarnings(), Reason.DATED_AHEAD),
    "moment": (columns.UtcDateTime(), MOMENT),
    "span": (columns.Span(), timedelta(days=2, microseconds=7)),
    "listed": (columns.Listed(), ("b", "a", "ü")),
    "numbers": (columns.Listed(), (3, 1, 2)),
    "times": (columns.Times(), (time(7, 30), time(18))),
    "bullets": (columns.Bullets(), (Bullet("It sank.", 4, 12),)),
    "message": (columns.Messages(), MESSAGE),
    "state": (columns.States(), OutboxState.UNKNOWN),
}
TABLE = Table("kept", MetaData(), *(Column(name, kind) for name, (kind, _) in VALUES.items()))


async def test_every_value_and_its_absence_come_back_as_they_were(database: Database) -> None:
    row = {name: value for name, (_, value) in VALUES.items()}
    async with database.write() as connection:
        await connection.run_sync(TABLE.metadata.create_all)
        await connection.execute(insert(TABLE), row)
        await connection.execute(insert(TABLE), dict.fromkeys(VALUES))
        found = [dict(one._mapping) for one in await connection.execute(select(TABLE))]
        await connection.run_sync(TABLE.metadata.drop_all)
    assert found == [row, dict.fromkeys(VALUES)]


@pytest.mark.parametrize(
    ("text", "kept"),
    [("a\0b", "a b"), ("a\ud83db", "a\ufffdb"), ("für 🚢", "für 🚢"), ("", "")],
)
def test_a_text_keeps_its_length_whatever_is_in_it(text: str, kept: str) -> None:
    assert columns.storable(text) == kept
    assert len(kept) == len(text)


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()])
def test_a_time_is_kept_in_utc_and_one_without_a_zone_is_refused(dialect: Any) -> None:
    kind = columns.UtcDateTime()
    there = MOMENT.astimezone(timezone(timedelta(hours=-5)))
    assert kind.process_bind_param(there, dialect) == kind.process_bind_param(MOMENT, dialect)
    with pytest.raises(ValueError, match="without a zone"):
        kind.process_bind_param(MOMENT.replace(tzinfo=None), dialect)


def test_times_sort_as_text_on_sqlite() -> None:
    kind, dialect = columns.UtcDateTime(), sqlite.dialect()
    moments = [MOMENT.replace(microsecond=0), MOMENT, MOMENT + timedelta(seconds=10)]
    texts = [str(kind.process_bind_param(one, dialect)) for one in moments]
    assert texts == sorted(texts)


def test_what_an_older_version_wrote_is_still_read() -> None:
    dialect = sqlite.dialect()
    assert columns.FeedErrors().process_result_value("it was on fire", dialect) == Unreadable.parse(
        "it was on fire"
    )
    assert columns.FeedWarnings().process_result_value("an old sentence", dialect) is None


def test_a_state_may_stand_in_the_statement_itself() -> None:
    made = literal(OutboxState.SENT, columns.States()).compile(
        compile_kwargs={"literal_binds": True}
    )
    assert "sent" in str(made)
