"""How the bot and its workers talk: values pickled behind their length, and nothing but values.

A worker reads strangers' documents and may one day be turned against us, so what comes out of
one is unpickled with a list of the few classes that an answer is made of.
"""

from __future__ import annotations

import io
import pickle
import struct
from typing import Any

HEAD = struct.Struct(">I")
"""The length of the pickle that follows, in bytes."""
MAX_FRAME = 128 * 1024 * 1024

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
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return HEAD.pack(len(data)) + data


def unpack(data: bytes) -> Any:
    """The value in a frame's body. Raises `pickle.UnpicklingError` for anything but values."""
    try:
        return _Values(io.BytesIO(data)).load()
    except pickle.UnpicklingError:
        raise
    except Exception as error:
        raise pickle.UnpicklingError(f"damaged frame ({type(error).__name__})") from error
