"""When snapshots are taken, and that they come back to their own bot alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bot.services.safekeeping import snapshots
from bot.services.safekeeping.snapshots import Snapshots, taken_back
from tests.services.doubles import MORNING, Clock

TOKEN = "123456:token"


class Place:
    def __init__(self) -> None:
        self.kept: bytes | None = None
        self.puts, self.refuses = 0, False

    async def put(self, sealed: bytes) -> bool:
        if self.refuses:
            return False
        self.kept, self.puts = sealed, self.puts + 1
        return True

    async def get(self) -> bytes | None:
        return self.kept


class State:
    def __init__(self) -> None:
        self.of, self.clean, self.grouping = "first", False, ""

    async def mark(self) -> str:
        return self.of

    async def write(self, path: Path, now: datetime, *, clean: bool, grouping: bool) -> int:
        path.write_text(self.of + self.grouping * grouping)  # noqa: ASYNC240 - a word
        self.clean = clean
        return 1


@pytest.fixture
def clock() -> Clock:
    return Clock(MORNING)


async def test_one_is_taken_at_the_start_after_changes_and_each_hour(clock: Clock) -> None:
    state, place = State(), Place()
    keeper = Snapshots(state, place, clock, TOKEN)
    assert await keeper.look()
    assert not await keeper.look()
    state.of = "second"
    assert not await keeper.look(), "the last is too fresh"
    clock.forward(minutes=5)
    assert await keeper.look()
    clock.forward(minutes=59)
    assert not await keeper.look(), "nothing has changed"
    clock.forward(minutes=1)
    assert await keeper.look()
    assert place.puts == 3
    assert not state.clean


async def test_one_that_could_not_be_kept_is_tried_again(clock: Clock) -> None:
    place = Place()
    keeper = Snapshots(State(), place, clock, TOKEN)
    place.refuses = True
    assert not await keeper.look()
    place.refuses = False
    assert await keeper.look()


async def test_it_comes_back_to_the_same_bot_and_to_no_other(clock: Clock) -> None:
    state, place, found = State(), Place(), list[str]()

    async def restore(path: Path) -> int:
        found.append(path.read_text())  # noqa: ASYNC240 - a word
        return 1

    assert not await taken_back(place, TOKEN, restore), "there is none"
    await Snapshots(state, place, clock, TOKEN).take(clean=True)
    assert state.clean
    assert not await taken_back(place, "654321:another", restore)
    assert await taken_back(place, TOKEN, restore)
    assert found == ["first"]


async def test_one_that_could_not_be_fetched_again_is_not_sent(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "MOST_BYTES", 3)
    place = Place()
    assert not await Snapshots(State(), place, clock, TOKEN).take(clean=True)
    assert place.kept is None


async def test_what_can_be_worked_out_again_is_left_out_where_all_is_too_large(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "MOST_BYTES", len("first, grouped"))
    state, place, found = State(), Place(), list[str]()
    state.grouping = ", grouped"

    async def restore(path: Path) -> int:
        found.append(path.read_text())  # noqa: ASYNC240 - a word
        return 1

    keeper = Snapshots(state, place, clock, TOKEN)
    for grouping in (", grouped", ", grouped at length", ", grouped"):
        state.grouping = grouping
        assert await keeper.take(clean=False)
        assert await taken_back(place, TOKEN, restore)
    assert found == ["first, grouped", "first", "first"], "one that did not fit is not tried again"
