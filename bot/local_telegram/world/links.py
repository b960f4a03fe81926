"""Addresses as Telegram takes them: in text links it drops the bad ones, on buttons it refuses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.local_telegram.world.entities import Entity

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_IN_TELEGRAM = ("tg", "ton", "tonsite")


def entity(url: str, span: dict[str, int]) -> list[Entity]:
    """The entity of a text link at this span; none when Telegram would drop the address."""
    user = re.fullmatch(r"tg://user\?id=(\d{1,15})", url)
    if user:
        return [{"type": "text_mention", **span, "user_id": int(user.group(1))}]
    try:
        return [{"type": "text_link", **span, "url": checked(url)}]
    except ValueError:
        return []


def checked(url: str) -> str:
    """An address in the form that Telegram keeps; raises ValueError with its complaint."""
    url = url.strip()
    if not _SCHEME.match(url):
        url = f"http://{url}"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError as error:
        raise ValueError("Wrong HTTP URL") from error
    if parts.scheme in _IN_TELEGRAM:
        return url
    if parts.scheme not in ("http", "https", "ftp"):
        raise ValueError("Unsupported URL protocol")
    if not host:
        raise ValueError("URL host is empty")
    if re.search(r"[\s<>\"]", parts.netloc) or not ("." in host or ":" in host):
        raise ValueError("Wrong HTTP URL")
    return url if parts.path or parts.query or parts.fragment else f"{url}/"
