from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.store import Stores
from tests.store.press import PRESS, found_press


@pytest.fixture
async def press(stores: Stores) -> int:
    """The id of a bundled feed that articles may be said to come from."""
    await found_press(stores, datetime(2026, 11, 1, tzinfo=UTC))
    return PRESS
