"""The question whether the editions are too many."""

from __future__ import annotations

from datetime import time

import pytest

from bot.chat.rendering.settings.too_many import question
from bot.core.model.chats import Chat, Schedule

MORNING, EVENING = time(7, 30), time(18)


@pytest.mark.parametrize(
    ("chat", "labels"),
    [
        (Chat(1, schedule=Schedule((MORNING, EVENING))), ["Once a day", "Shorter", "Leave it"]),
        (Chat(1, schedule=Schedule((MORNING,))), ["Once a week", "Shorter", "Leave it"]),
        (Chat(1, schedule=Schedule((MORNING,), (6,)), stories=5), ["Leave it"]),
        (Chat(1, schedule=Schedule((MORNING,)), language="de"), ["Einmal die Woche", "Kürzer", "So lassen"]),
    ],
    ids=["twice a day", "once a day", "weekly and short", "German"],
)  # fmt: skip
def test_what_can_be_less_is_offered(chat: Chat, labels: list[str]) -> None:
    asked = question(chat)
    assert [button.text for row in asked.buttons for button in row] == labels
    assert asked.silent
