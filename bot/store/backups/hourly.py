"""Copies of an SQLite file beside it, made while it is in use: `precis.db.backup-1` is the newest.

To go back to one: stop the bot, and copy it over the file (without `-wal` and `-shm`).
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import structlog

log = structlog.get_logger(__name__)

KEPT = 3


def backed_up(file: Path) -> bool:
    """Copy the database beside itself, the oldest copy giving way; for a thread of its own.

    False, and nothing done, where the disk has no room for a copy and as much again. Raises
    sqlite3.Error, OSError.
    """
    if shutil.disk_usage(file.parent).free < 2 * file.stat().st_size:
        log.warning("no room for a backup beside the database", file=str(file))
        return False
    part = _copy(file, 0)
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        _write(file, part)
    except BaseException:  # half a copy would take the room that the database needs
        part.unlink(missing_ok=True)
        raise
    for number in range(KEPT, 0, -1):
        newer = _copy(file, number - 1)
        if newer.exists():
            newer.replace(_copy(file, number))
    return True


def _write(file: Path, part: Path) -> None:
    """A sound copy, or an error."""
    source, target = sqlite3.connect(file), sqlite3.connect(part)
    try:
        # In one step, which holds up nobody: between two, each write begins the copy anew.
        source.backup(target)
        sound = target.execute("PRAGMA quick_check").fetchone() == ("ok",)
    finally:
        source.close()
        target.close()
    if not sound:
        raise sqlite3.DatabaseError("the copy of the database is damaged")


def copy_due(file: Path, now: float, every: float) -> bool:
    """Whether the newest copy is older than half of so many seconds, or is from the future: the
    clock has been set back since. `now` is in seconds since 1970."""
    copy = _copy(file, 1)
    return not copy.exists() or not 0 <= now - copy.stat().st_mtime < every / 2


def _copy(file: Path, number: int) -> Path:
    return file.with_name(f"{file.name}.backup-{number}")
