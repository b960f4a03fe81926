"""What came back for one request to the web."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.model.reasons import Unreadable


@dataclass(frozen=True, slots=True)
class Response:
    """What came back for one fetch: an HTTP answer, or the reason there is none.

    `status` is 0 when no answer came; then `error` says why. A status that is no success has an
    `error`, too; success and 304 have none.
    `url` is the final address; `permanent` is True when every redirect on the way was 301/308.
    Header names are lower case. `body` is decoded (gzip undone) and capped.
    """

    url: str
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    error: Unreadable | None = None
    permanent: bool = False

    @property
    def content_type(self) -> str:
        """The Content-Type header as it was sent, or the empty string."""
        return self.headers.get("content-type", "")
