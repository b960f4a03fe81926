"""For all tests: one way of telling time in python-telegram-bot, and patience on slow machines."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.databases import (
    database,
    database_url,
    postgresql,
    postgresql_url,
    ready_file,
    same_url,
    sqlite_file,
    stores,
)

__all__ = [
    "database",
    "database_url",
    "postgresql",
    "postgresql_url",
    "ready_file",
    "same_url",
    "sqlite_file",
    "stores",
]

# The library reads its opt-in at each use; the product sets it, and tests must not depend on
# which of them ran first.
os.environ["PTB_TIMEDELTA"] = "true"

NIGHTLY = bool(os.environ.get("PRECIS_NIGHTLY"))

settings.register_profile(
    "precis",
    deadline=None,
    # A change is judged by what it changed: the same draws each time, new ones by night.
    derandomize=not NIGHTLY,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("precis")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not NIGHTLY and item.get_closest_marker("nightly"):
            item.add_marker(pytest.mark.skip(reason="a long run, for PRECIS_NIGHTLY=1"))
