"""Column types that hold our values the same way on SQLite and PostgreSQL."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, DateTime, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.core.model.chats import QuietHours
from bot.core.model.editions import Contents, Headline, Why
from bot.core.model.messages import Button, Message, OutboxState
from bot.core.model.reasons import Reason, Unreadable
from bot.core.model.tastes import Aim, Wish
from summarizers.document import Bullet

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    """`text` as both databases can hold it, character for character of the same length.

    NUL (which PostgreSQL refuses) becomes a space and a lone surrogate (which is not UTF-8)
    the replacement character, so that offsets into the text stay true.
    """
    if "\0" in text:
        text = text.replace("\0", " ")
    return text if text.isascii() else _LONE_SURROGATES.sub("\ufffd", text)


class Words(TypeDecorator[str]):
    """Text from outside, made storable on its way in."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The value as it is stored."""
        return None if value is None else storable(value)


class FeedErrors(TypeDecorator[Unreadable]):
    """Why something could not be read, by its key and detail."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Unreadable | None, dialect: Dialect) -> str | None:
        """The value as it is stored."""
        return None if value is None else storable(str(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> Unreadable | None:
        """The failure that was stored; of an older version's sentence that sentence."""
        return Unreadable.parse(value) if value else None


class FeedWarnings(TypeDecorator[Reason]):
    """A fault of a feed that is read all the same, by its key."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Reason | None, dialect: Dialect) -> str | None:
        """The value as it is stored."""
        return None if value is None else value.value

    def process_result_value(self, value: Any, dialect: Dialect) -> Reason | None:
        """The fault that was stored; None for what an older version wrote."""
        found = Unreadable.parse(value or "").reason
        return None if found is Reason.OTHER else found


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time: TIMESTAMPTZ on PostgreSQL, text that sorts by time on SQLite.

    A naive datetime is refused with ValueError: it would mean another time elsewhere.
    """

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type that this database knows."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """The value as it is stored."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone cannot be stored: {value}")
        moment = value.astimezone(UTC)
        if dialect.name != "sqlite":
            return moment
        return moment.replace(tzinfo=None).isoformat(" ", "microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The aware UTC time that was stored."""
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value).replace(tzinfo=UTC)
        moment: datetime = value.astimezone(UTC)
        return moment


class Span(TypeDecorator[timedelta]):
    """A length of time, in whole microseconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        """The value as it is stored."""
        return None if value is None else value // timedelta(microseconds=1)

    def process_result_value(self, value: Any, dialect: Dialect) -> timedelta | None:
        """The length of time that was stored."""
        return None if value is None else timedelta(microseconds=value)


class _Json(TypeDecorator[Any]):
    """A value kept as compact JSON text; subclasses say how it is taken apart and rebuilt."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """The value as it is stored."""
        if value is None:
            return None
        return storable(json.dumps(self._plain(value), ensure_ascii=False, separators=(",", ":")))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The value that was stored."""
        return None if value is None else self._rebuilt(json.loads(value))

    def _plain(self, value: Any) -> Any:
        return list(value)

    def _rebuilt(self, plain: Any) -> Any:
        return tuple(plain)


class Listed(_Json):
    """A tuple of strings or of numbers."""

    cache_ok = True


class Quiet(TypeDecorator[QuietHours]):
    """Quiet hours as "22:00-07:00"."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: QuietHours | None, dialect: Dialect) -> str | None:
        """The value as it is stored."""
        return None if value is None else quiet_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> QuietHours | None:
        """The hours that were stored."""
        return quiet_hours(value) if value else None


def quiet_text(quiet: QuietHours) -> str:
    """Quiet hours as they are stored."""
    return f"{quiet.begins:%H:%M}-{quiet.ends:%H:%M}"


def quiet_hours(stored: str) -> QuietHours:
    """Stored quiet hours, read again."""
    begins, _, ends = stored.partition("-")
    return QuietHours(time.fromisoformat(begins), time.fromisoformat(ends))


class Times(_Json):
    """A tuple of local times of day, kept to the minute."""

    cache_ok = True

    def _plain(self, value: Any) -> Any:
        return [moment.isoformat("minutes") for moment in value]

    def _rebuilt(self, plain: Any) -> Any:
        return tuple(time.fromisoformat(moment) for moment in plain)


class Bullets(_Json):
    """A tuple of bullets, each as [text, start, end]."""

    cache_ok = True

    def _plain(self, value: Any) -> Any:
        return [[bullet.text, bullet.start, bullet.end] for bullet in value]

    def _rebuilt(self, plain: Any) -> Any:
        return tuple(Bullet(*bullet) for bullet in plain)


class Messages(_Json):
    """One message; an empty one once it has been delivered and its text forgotten."""

    cache_ok = True

    def _plain(self, value: Any) -> Any:
        buttons = [[[b.text, b.data, b.url] for b in row] for row in value.buttons]
        kept = [value.html, value.plain, buttons, value.silent, value.preview_url]
        return [*kept, value.if_moved] if value.if_moved else kept

    def _rebuilt(self, plain: Any) -> Any:
        html, text, rows, silent, preview_url, *more = plain
        buttons = tuple(tuple(Button(*button) for button in row) for row in rows)
        if_moved = more[0] if more else ""
        return Message(html, text, buttons, silent, preview_url, if_moved=if_moved)


class EditionContents(_Json):
    """What is remembered of an edition."""

    cache_ok = True

    def _plain(self, value: Any) -> Any:
        stories = [[h.story_id, h.title, why and self._why(why)] for h, why in value.stories]
        rest = [[head.story_id, head.title] for head in value.rest]
        return [value.at.isoformat(), stories, rest, value.known, value.muted]

    def _why(self, why: Why) -> dict[str, Any]:
        # Not `asdict`, which copies each value: many editions are planned at once.
        return {name: getattr(why, name) for name in Why.__slots__} | {
            "newest": why.newest.isoformat()
        }

    def _rebuilt(self, plain: Any) -> Any:
        at, stories, rest, known, muted = plain
        return Contents(
            datetime.fromisoformat(at),
            tuple((Headline(number, title), self._reasons(why)) for number, title, why in stories),
            tuple(Headline(*head) for head in rest),
            known,
            tuple((title, many) for title, many in muted),
        )

    def _reasons(self, plain: Any) -> Why | None:
        if plain is None:
            return None
        leanings = tuple((title, strength) for title, strength in plain["leanings"])
        newest = datetime.fromisoformat(plain["newest"])
        return Why(**(plain | {"leanings": leanings, "newest": newest}))


class _Named(TypeDecorator[Any]):
    """A value of an enumeration, by its name."""

    impl = Text
    cache_ok = True
    kind: type[StrEnum]

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """The value as it is stored."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The value that was stored."""
        return None if value is None else self.kind(value)

    def process_literal_param(self, value: Any, dialect: Dialect) -> str:
        """The value where it stands in the statement itself."""
        return "" if value is None else self.kind(value).value


class States(_Named):
    """The state of an outbox row."""

    cache_ok = True
    kind = OutboxState


class Wishes(_Named):
    """What a rule of a chat's taste asks for."""

    cache_ok = True
    kind = Wish


class Aims(_Named):
    """What a rule of a chat's taste is about."""

    cache_ok = True
    kind = Aim
