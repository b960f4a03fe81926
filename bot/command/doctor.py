"""`precis doctor`: whether everything that the bot needs is there; a line each with what to do."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from argparse import Namespace
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import PrecisError
from bot.redaction import redacted
from config.env_file import foreign_lines
from config.platform import disk_vanishes, may_sleep
from config.settings import Settings, SettingsError
from config.sources import load_sources

LEAST_DISK_BYTES = 200_000_000
LEAST_MEMORY_BYTES = 400_000_000
"""Peak of the bot with its two reading processes, and some air (README, Deploy)."""
MOST_SKEW_SECONDS = 60.0
_POOLED = "that will do, nothing here listens, prepares, or relies on a session"
_MEMORY_LIMITS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: `status` is "ok", "warning" or "failed"; `told` what was
    found, and what to do about it."""

    name: str
    status: str
    told: str


def doctor(options: Namespace, settings: Settings) -> int:
    """`precis doctor`: exit status 1 when a check fails."""
    checks = asyncio.run(examined(settings))
    well = all(check.status != "failed" for check in checks)
    if options.json:
        rows = [asdict(check) for check in checks]
        print(json.dumps({"ok": well, "checks": rows}, ensure_ascii=False))
    else:
        for check in checks:
            print(f"{check.status:<8} {check.name:<9} {check.told}")
    return 0 if well else 1


async def examined(settings: Settings) -> list[Check]:
    """Every check, each by itself: one that breaks off is a failure of its own."""
    looks: dict[str, Callable[[Settings], Awaitable[list[Check]]]] = {
        "token": _telegram,
        "database": _database,
        "disk": _disk,
        "clock": _clock,
        "sources": _sources,
        "memory": _memory,
        "sleep": _sleep,
        "settings": _env_file,
    }
    found = list[Check]()
    for name, look in looks.items():
        try:
            found += await look(settings)
        except (PrecisError, SettingsError, OSError) as wrong:
            told = redacted(" ".join(str(wrong).split()), settings.secrets)
            found.append(Check(name, "failed", told))
    return found


async def _telegram(settings: Settings) -> list[Check]:
    if not settings.telegram_bot_token:
        told = "TELEGRAM_BOT_TOKEN is not set; get one from @BotFather, or run: precis try"
        return [Check("token", "failed", told)]
    from bot.chat.transport.probe import probe

    hook = settings.webhook_url if settings.port else None
    seen = await probe(
        settings.telegram_bot_token, settings.telegram_api_url, hook, datetime.now(UTC)
    )
    if seen.failure:
        return [Check("token", "failed", seen.failure)]
    token = Check("token", "ok", f"it is @{seen.username}")
    return [token, _webhook(hook, seen.webhook_failure, seen.waiting)]


def _webhook(url: str | None, failure: str, waiting: int) -> Check:
    if not url:
        return Check("webhook", "ok", "not used: the bot asks Telegram itself")
    if failure:
        host = urlsplit(url).hostname
        told = f"{failure}; {waiting} updates wait; is {host} reached from outside, by https?"
        return Check("webhook", "warning", told)
    return Check("webhook", "ok", f"updates arrive; {waiting} wait")


async def _database(settings: Settings) -> list[Check]:
    from bot.store.database import Database
    from bot.store.operators.checkup import examine, pooler_before

    database = Database(settings.database_url)
    try:
        well, wrong = await examine(database)
        pooler = await pooler_before(database)
    finally:
        await database.aclose()
    pooled = f", behind {pooler}: {_POOLED}" if pooler else ""
    return [Check("database", "failed" if wrong else "ok", wrong or well + pooled)]


async def _disk(settings: Settings) -> list[Check]:
    if not settings.database_url.startswith("sqlite"):
        return [Check("disk", "ok", "nothing is kept on it")]
    if platform := disk_vanishes(os.environ):
        told = f"it is gone at the next start ({platform}): set a PostgreSQL DATABASE_URL"
        return [Check("disk", "failed", told)]
    free = _free_bytes(Path(settings.database_url.partition(":///")[2] or "."))
    if free < LEAST_DISK_BYTES:
        return [Check("disk", "failed", f"{free // 10**6} MB are free; make room")]
    return [Check("disk", "ok", f"{free // 10**6} MB are free")]


def _free_bytes(file: Path) -> int:
    """What is free where a file is, or is going to be."""
    return shutil.disk_usage(next(one for one in file.absolute().parents if one.exists())).free


async def _clock(settings: Settings) -> list[Check]:
    """Our clock beside that of the Bot API's server."""
    from bot.ingest.web.client import WebClient

    host = urlsplit(settings.telegram_api_url).hostname or ""
    client = WebClient(clock=lambda: datetime.now(UTC), allowed=[host], reader_hosts=[host])
    try:
        theirs = (await client.get(settings.telegram_api_url)).headers.get("date", "")
    finally:
        await client.aclose()
    try:
        skew = (datetime.now(UTC) - parsedate_to_datetime(theirs)).total_seconds()
    except ValueError:
        return [Check("clock", "warning", "nobody told the time to compare it with")]
    if abs(skew) > MOST_SKEW_SECONDS:
        told = f"it is {skew:.0f} seconds off: let the system set it (NTP)"
        return [Check("clock", "failed", told)]
    return [Check("clock", "ok", f"{abs(skew):.0f} seconds beside Telegram's")]


async def _sources(settings: Settings) -> list[Check]:
    count = len(load_sources(settings.sources))
    return [Check("sources", "ok", f"{count} feeds; precis sources check reads each once")]


async def _sleep(_: Settings) -> list[Check]:
    if plan := may_sleep(os.environ):
        told = f"{plan} sleeps when nobody visits, and editions come late: take one that stays up"
        return [Check("sleep", "warning", told)]
    return [Check("sleep", "ok", "nothing here puts an idle process to sleep")]


async def _memory(_: Settings) -> list[Check]:
    limit = min(_limits(), default=0)
    if 0 < limit < LEAST_MEMORY_BYTES:
        told = f"{limit // 10**6} MB may be used; {LEAST_MEMORY_BYTES // 10**6} MB are wanted"
        return [Check("memory", "warning", told)]
    return [
        Check("memory", "ok", f"{limit // 10**6} MB may be used" if limit else "no limit is set")
    ]


def _limits() -> Iterator[int]:
    for path in _MEMORY_LIMITS:
        text = path.read_text("ascii").strip() if path.is_file() else ""
        if text.isdigit() and int(text) < 2**60:  # more is the kernel's word for none
            yield int(text)


async def _env_file(_: Settings) -> list[Check]:
    lines = foreign_lines(Path(".env"))
    if lines:
        numbers = ", ".join(map(str, lines[:5]))
        return [Check("settings", "warning", f".env: not NAME=value, passed over: line {numbers}")]
    return [Check("settings", "ok", "precis config shows them")]
