"""The stores load no object mapper, and whoever wants it finds all of SQLAlchemy as it is."""

from __future__ import annotations

import subprocess
import sys

ASKED = """
import sys
import bot.store
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.ext.asyncio.engine import AsyncConnection as same
lean = "sqlalchemy.orm" not in sys.modules and AsyncConnection is same
import sqlalchemy.ext.asyncio as package
print(lean, hasattr(package, "nonsense"), callable(getattr(package, "async_sessionmaker", None)))
from sqlalchemy.ext.asyncio import AsyncConnection as still, AsyncSession
print("sqlalchemy.orm" in sys.modules, still is same, AsyncSession.__name__)
"""


def test_no_mapper_is_loaded_until_somebody_asks_for_it() -> None:
    """In a process of its own: this one may have loaded it."""
    run = [sys.executable, "-c", ASKED]
    told = subprocess.run(run, stdout=subprocess.PIPE, text=True, check=True).stdout
    assert told.split() == ["True", "False", "True", "True", "True", "AsyncSession"]
