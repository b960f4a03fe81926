"""The chat's part of the composition root: every command and tap reaches its handler."""

from __future__ import annotations

import pytest

from bot.chat.handlers.registry import COMMANDS
from tests.chat.conversation import OPERATOR, Conversation


@pytest.mark.parametrize("name", COMMANDS)
async def test_each_command_is_wired_to_an_answer(talk: Conversation, name: str) -> None:
    said = await talk.say(f"/{name}")
    assert said
    assert "went wrong" not in said


@pytest.mark.parametrize(
    ("text", "answer"),
    [("what now?", "nothing on"), ("help", "/topics"), ("New York", "New York")],
)
async def test_free_text_and_the_operators_command_are_wired_too(
    talk: Conversation, text: str, answer: str
) -> None:
    said = await talk.say(text)
    assert answer in said
    assert "went wrong" not in said


async def test_the_operator_alone_is_told_of_the_sources(talk: Conversation) -> None:
    assert await talk.say("/sourcehealth", chat=OPERATOR, user=OPERATOR)


async def test_building_sends_nothing(talk: Conversation) -> None:
    assert talk.telegram.calls == []
