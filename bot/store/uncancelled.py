"""Store methods that are done wholly or not at all, even when their caller is cancelled.

A statement that runs in SQLite's thread cannot be stopped; a caller that went away in its middle
would leave the connection, and the write lock with it, in nobody's hands.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")


def finish_when_cancelled(store: type[S]) -> type[S]:
    """A class whose public coroutine methods finish what they began before a cancellation of
    their caller goes on (it does: nothing is swallowed)."""
    for name, method in list(vars(store).items()):
        if inspect.iscoroutinefunction(method) and not name.startswith("_"):
            setattr(store, name, _finished(method))
    return store


def _finished(method: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
    @wraps(method)
    async def finished(*args: P.args, **kwargs: P.kwargs) -> R:
        task = asyncio.ensure_future(method(*args, **kwargs))
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if not task.done():
                await asyncio.wait([task])
            raise

    return finished
