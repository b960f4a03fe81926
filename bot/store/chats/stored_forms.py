"""Values that many rows share, put into their stored form once, beside the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeDecorator


async def stored_forms(
    connection: AsyncConnection, kind: TypeDecorator[Any], values: Iterable[object]
) -> dict[int, Any]:
    """The stored form of each value of this kind of column, by the value's `id()`."""
    every = {id(value): value for value in values}

    def work() -> dict[int, Any]:
        return {
            key: kind.process_bind_param(value, connection.dialect) for key, value in every.items()
        }

    return await asyncio.to_thread(work)
