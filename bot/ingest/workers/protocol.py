"""How the bot and its workers talk: values pickled behind their length, and nothing but values.

A worker reads strangers' documents and may one day be turned against us, so what comes out of
one is unpickled with a list of the few classes that an answer is made of.
"""

from __future__ import annotations

import asyncio
import io
import pickle
import struct
from collections import deque
from typing import Any

HEAD = struct.Struct(">I")
"""The length of the pickle that follows, in bytes."""
MAX_FRAME = 128 * 1024 * 1024
PIECE = 64 * 1024
"""Bytes of a frame that are handed to a pipe, or taken from it, at a time."""

_ALLOWED = {
    "bot.core.model.articles": {"Page", "Reading", "Related"},
    "bot.core.model.feeds": {"Entry", "ParsedFeed"},
    "bot.core.model.responses": {"Response"},
    "summarizers.document": {"Bullet"},
    "datetime": {"date", "datetime", "timezone", "timedelta"},
}


class _Values(pickle.Unpickler):
    """An unpickler that knows our own values and no callable besides."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of that name if answers may hold it; `pickle.UnpicklingError` if not."""
        if name in _ALLOWED.get(module, ()):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} has no place in an answer")


def pack(value: object) -> bytes:
    """A value as a frame: its length, then its pickle."""
    frame = io.BytesIO()
    frame.write(bytes(HEAD.size))
    pickle.Pickler(frame, pickle.HIGHEST_PROTOCOL).dump(value)  # no second copy of a document
    length = frame.tell() - HEAD.size
    frame.seek(0)
    frame.write(HEAD.pack(length))
    return frame.getvalue()


def pieces(frame: bytes) -> deque[memoryview]:
    """A frame in parts of at most `PIECE` bytes; whoever takes them all lets go of it."""
    view = memoryview(frame)
    return deque(view[start : start + PIECE] for start in range(0, len(view), PIECE))


async def received(pipe: asyncio.StreamReader) -> bytes:
    """The body of the next frame. Raises `asyncio.IncompleteReadError` if the pipe ends within
    it, `pickle.UnpicklingError` if it is longer than an answer can be."""
    (length,) = HEAD.unpack(await pipe.readexactly(HEAD.size))
    if length > MAX_FRAME:
        raise pickle.UnpicklingError(f"{length} bytes")
    body = io.BytesIO()  # a stream that is asked for all at once holds it twice
    while left := length - body.tell():
        body.write(await pipe.readexactly(min(left, PIECE)))
    return body.getvalue()


def unpack(data: bytes) -> Any:
    """The value in a frame's body. Raises `pickle.UnpicklingError` for anything but values."""
    try:
        return _Values(io.BytesIO(data)).load()
    except pickle.UnpicklingError:
        raise
    except Exception as error:
        raise pickle.UnpicklingError(f"damaged frame ({type(error).__name__})") from error
