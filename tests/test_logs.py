"""Logs hold no secret, and one event is one line."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

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


SENTRY = """
options, events = {}, []

def init(**given):
    if "@" not in given["dsn"]:
        raise ValueError("Missing public key")
    options.update(given)

capture_event = events.append
"""


@pytest.fixture
def sentry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A library of Sentry's name and calls that keeps what it is given."""
    (tmp_path / "sentry_sdk.py").write_text(SENTRY)
    monkeypatch.syspath_prepend(tmp_path)
    yield
    sys.modules.pop("sentry_sdk", None)


@pytest.mark.usefixtures("sentry")
def test_errors_alone_are_reported_without_a_secret() -> None:
    logs.configure("INFO", "console")
    logs.report_errors("https://key@sentry.example/1")
    log = structlog.get_logger("bot.test")
    log.warning("feed failed", feed="https://x.example")
    try:
        raise RuntimeError(f"token {TOKEN}")
    except RuntimeError:
        log.exception("tick failed", tick="collect")
        logging.getLogger("library").exception("refused %s", TOKEN)
    events = sys.modules["sentry_sdk"].events
    assert [(one["logger"], one["message"]) for one in events] == [
        ("bot.test", "tick failed"),
        ("library", "refused 1234567:***"),
    ]
    for event in events:
        assert event["level"] == "error"
        assert event["extra"]["traceback"].endswith("RuntimeError: token 1234567:***")


@pytest.mark.usefixtures("sentry")
def test_an_address_that_is_no_dsn_is_refused() -> None:
    with pytest.raises(ValueError, match="public key"):
        logs.report_errors("https://sentry.example/1")


def test_where_the_extra_is_missing_a_warning_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)  # as if it were not installed
    logs.configure("INFO", "json")
    logs.report_errors("https://key@sentry.example/1")
    assert json.loads(capsys.readouterr().err)["event"] == "SENTRY_DSN is not used"


def test_strangers_cannot_fill_the_disk(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", "json")
    for number in range(1000):
        logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
        logging.getLogger("asyncio").error("socket.accept() out of system resource\nfd %s", number)
    logging.getLogger("bot.services").warning("one of ours")
    lines = capsys.readouterr().err.strip().split("\n")
    assert len(lines) == 21


def test_what_was_left_out_is_counted() -> None:
    bound = logs.BoundedRate(most=2, seconds=60)

    def record(at: float, words: str | dict[str, str]) -> logging.LogRecord:
        made = logging.LogRecord("x", logging.WARNING, "", 0, words, (), None)
        made.created = at
        return made

    assert [bound.filter(record(at, "bad request")) for at in (0, 1, 2, 3, 4)] == [
        True,
        True,
        *[False] * 3,
    ]
    later = record(61, "bad request")
    assert bound.filter(later)
    assert later.getMessage() == "bad request (and 3 more)"
    assert bound.filter(record(5, {"event": "another"}))
