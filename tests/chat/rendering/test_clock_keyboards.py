"""The buttons with which readers say where they are."""

from __future__ import annotations

from bot.chat.rendering import clock_keyboards
from bot.chat.rendering.callbacks import Step, parse
from bot.chat.rendering.keyboards import Rows

CLOCKS = [("07:30 Berlin", "Europe/Berlin"), ("06:30 London", "Europe/London")]


def keys(rows: Rows) -> list[str]:
    return [button.data for row in rows for button in row]


def test_a_location_is_asked_for_in_a_private_chat_alone() -> None:
    assert "n:here" in keys(clock_keyboards.where(Step.SETTINGS, CLOCKS, "en", private=True))
    assert "n:here" not in keys(clock_keyboards.where(Step.SETTINGS, CLOCKS, "en", private=False))


def test_every_key_is_read_again() -> None:
    every = (
        *clock_keyboards.where(Step.SETUP, CLOCKS, "en", private=True),
        *clock_keyboards.at_home("Europe/Berlin", "07:30", "de"),
        *clock_keyboards.is_it(Step.SETUP, "Europe/Berlin", "en"),
        *clock_keyboards.which_place(Step.SETTINGS, CLOCKS),
        *clock_keyboards.zone_is("Europe/Berlin", "Berlin", "en"),
    )
    assert len(keys(every)) == 11
    assert [data for data in keys(every) if parse(data) is None] == []
