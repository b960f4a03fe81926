"""Faults on demand: what goes wrong with the next calls, and with which of them."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from typing import Any

from bot.local_telegram.world.errors import ApiError
from bot.local_telegram.world.state import Json

KINDS = ("status", "timeout", "html", "reset", "delay")

DEFAULT_TEXTS = {
    400: "Bad Request: chat not found",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
    429: "Too Many Requests: retry after 1",
    500: "Internal Server Error: restart",
    502: "Bad Gateway",
}


@dataclass(slots=True)
class Fault:
    """One rule: for `times` calls of methods like `method` (to `chat_id`), something happens.

    `kind` is "status" (an error answer of `status`, `description`, `parameters`), "html" (the
    page of a gateway, status 502 unless said), "timeout" (no answer until the server stops),
    "reset" (the connection breaks) or "delay" (`seconds`, then all is well). `delivered` tells
    whether the call takes effect nevertheless; a "delay" always does.
    """

    kind: str = "status"
    method: str = "send*"
    times: int = 1
    chat_id: int | None = None
    status: int = 0
    description: str = ""
    parameters: dict[str, int] = field(default_factory=dict)
    delivered: bool = False
    seconds: float = 0.0

    @classmethod
    def read(cls, given: Json) -> Fault:
        """A rule from JSON; raises ValueError that names what is wrong."""
        known = {one.name for one in fields(cls)}
        unknown = sorted(set(given) - known)
        if unknown:
            raise ValueError(f"unknown {', '.join(unknown)}; allowed: {', '.join(sorted(known))}")
        fault = cls(**given)
        if fault.kind not in KINDS:
            raise ValueError(f"kind is one of {', '.join(KINDS)}")
        if fault.kind in ("timeout", "reset") and "delivered" not in given:
            fault.delivered = True
        return fault

    def error(self) -> ApiError:
        """The error answer of a "status" fault."""
        status = self.status or 500
        parameters: dict[str, Any] = dict(self.parameters)
        if status == 429:
            pause = parameters.setdefault("retry_after", 1)
            text = self.description or f"Too Many Requests: retry after {pause}"
        else:
            text = self.description or DEFAULT_TEXTS.get(status, "Internal Server Error")
        return ApiError(status, text, **parameters)


class Faults:
    """The rules that are in force, first come, first served."""

    def __init__(self) -> None:
        self.rules: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Put a rule behind those that are there."""
        self.rules.append(fault)

    def clear(self) -> None:
        """Everything works again."""
        self.rules.clear()

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that strikes this call, counted down; None when all is well."""
        for rule in self.rules:
            right_chat = rule.chat_id is None or rule.chat_id == chat_id
            if right_chat and fnmatchcase(method.lower(), rule.method.lower()):
                rule.times -= 1
                if rule.times <= 0:
                    self.rules.remove(rule)
                return rule
        return None
