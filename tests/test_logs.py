"""Logs hold no secret, and one event is one line."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator

import pytest
import structlog

from bot import logs

TOKEN = "1234567:AAbbCCddEEffGGhhIIjjKKllMMnnOOpp-_"


@pytest.fixture(autouse=True)
def restore() -> Iterator[None]:
    before = logging.getLogger().handlers[:], logging.getLogger().level
    yield
    logging.getLogger().handlers[:], level = before
    logging.getLogger().setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize("form", ["json", "console"])
def test_token_and_password_are_in_no_line(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("DEBUG", form)
    log = structlog.get_logger("bot.test")
    log.info(f"calling bot{TOKEN}", url=f"https://api.telegram.org/bot{TOKEN}/getMe")
    logging.getLogger("some.library").warning("token %s", TOKEN)
    logging.getLogger("httpx").info("HTTP Request: POST /bot%s/getMe", TOKEN)
    try:
        raise RuntimeError(f"The token {TOKEN} was rejected by postgres://u:hunter2@db/x")
    except RuntimeError:
        log.exception("failed", cause=sys.exc_info()[1])
    said = capsys.readouterr().err
    assert "1234567:***" in said
    assert TOKEN not in said
    assert TOKEN.split(":")[1] not in said
    assert "hunter2" not in said


def test_a_title_cannot_forge_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", "json")
    structlog.get_logger("bot.test").info("read", title='x\n{"event": "forged"}\x1b[31m\u2028y')
    lines = capsys.readouterr().err.strip().split("\n")
    assert len(lines) == 1
    assert json.loads(lines[0])["title"] == 'x {"event": "forged"} [31m y'
