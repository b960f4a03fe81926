"""Plain words that stand for a command, and those that only name something."""

from __future__ import annotations

import pytest

from bot.chat.handlers import COMMANDS
from bot.core.text.plain_commands import command_of


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("Settings!", ("settings", "")),
        ("Настройки", ("settings", "")),
        ("Mute transfers.", ("mute", "transfers")),
        ("weniger Sport", ("mute", "Sport")),
        ("nichts mehr über Sport", ("mute", "Sport")),
        ("Новости про паром", ("topic", "паром")),
        ("why 3", ("why", "3")),
    ],
)
def test_words_stand_for_commands_in_every_language(text: str, command: tuple[str, str]) -> None:
    assert command_of(text) == command and command[0] in COMMANDS


@pytest.mark.parametrize(
    "text", ["ferry", "why people move", "settings of the ferry", "", "x" * 200]
)
def test_words_that_name_something_are_no_command(text: str) -> None:
    assert command_of(text) is None
