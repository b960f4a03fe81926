"""A value that many rows share is put into its stored form once."""

from __future__ import annotations

from bot.core.model.messages import Button, Message
from bot.store import Stores
from bot.store.chats.stored_forms import stored_forms
from bot.store.columns import Messages
from tests.store.sending import message


class Counted(Messages):
    """Messages; how many were put into their form is counted."""

    cache_ok = True
    put = 0

    def process_bind_param(self, value: object, dialect: object) -> str | None:
        self.put += 1
        return super().process_bind_param(value, dialect)  # type: ignore[arg-type]


async def test_each_is_put_into_its_form_once_and_read_as_it_was(stores: Stores) -> None:
    one, other = message("Größe"), Message("<b>x</b>", "x", ((Button("1", "s:1"),),), silent=True)
    kind = Counted()
    async with stores.database.read() as connection:
        found = await stored_forms(connection, kind, [one, other, one, one])
        assert kind.put == 2
        for value in (one, other):
            assert kind.process_result_value(found[id(value)], connection.dialect) == value
        assert await stored_forms(connection, kind, []) == {}
