"""How the local Bot API says no: a status, Telegram's own words, and its parameters."""

from __future__ import annotations

import math

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class ApiError(Exception):
    """A refused call. `code` is the HTTP status, `description` what Telegram would write."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(text: str, **parameters: int) -> ApiError:
    """400, as "Bad Request: " and the text."""
    return ApiError(400, f"Bad Request: {text}", **parameters)


def forbidden(text: str) -> ApiError:
    """403, as "Forbidden: " and the text."""
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    """409, as "Conflict: " and the text."""
    return ApiError(409, f"Conflict: {text}")


def too_many(seconds: float) -> ApiError:
    """429 with `retry_after` in whole seconds, at least one."""
    pause = max(1, math.ceil(seconds))
    return ApiError(429, f"Too Many Requests: retry after {pause}", retry_after=pause)
