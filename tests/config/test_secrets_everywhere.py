"""Generated secrets in every setting that may hold one, through everything that prints."""

from __future__ import annotations

import logging
import string
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import logs
from config.settings import SettingsError, read_settings, settings_table

LETTERS = string.ascii_letters + string.digits
PASSWORDS = st.text(LETTERS + "@/#:!$*+,;._~-", min_size=8, max_size=20).filter(
    # "postgres" would be found in every table of settings.
    lambda text: sum(map(str.isdigit, text)) > 1 and sum(map(str.isalpha, text)) > 2
)
WORDS = st.text(LETTERS, min_size=20, max_size=40).filter(lambda text: not text.isdigit())


@pytest.fixture(autouse=True)
def restore() -> Iterator[None]:
    before = logging.getLogger().handlers[:], logging.getLogger().level
    yield
    logging.getLogger().handlers[:], level = before
    logging.getLogger().setLevel(level)
    structlog.reset_defaults()


def environment(password: str, word: str) -> dict[str, str]:
    return {
        "TELEGRAM_BOT_TOKEN": f"123456:{word}",
        "DATABASE_URL": f"postgres://ada:{password}@db.example/precis",
        "PORT": "8080",
        "WEBHOOK_URL": f"https://bot.example/hook/123456:{word}?key={word}",
        "WEBHOOK_SECRET": f"hook{word}",
        "METRICS_TOKEN": f"metrics{word}",
        "SENTRY_DSN": f"https://{word}@sentry.example/1",
    }


@given(PASSWORDS, WORDS)
def test_the_table_of_settings_and_their_faults_hide_them(password: str, word: str) -> None:
    given_ = environment(password, word)
    shown = repr(settings_table(given_, {})) + repr(read_settings(given_))
    assert password not in shown and word not in shown
    for name, value in given_.items():
        broken = {**given_, name: value.replace("://", ":/").replace("123456:", "x:") + " \x00"}
        try:
            read_settings(broken)
        except SettingsError as wrong:
            assert word not in str(wrong) and password not in str(wrong)


@given(PASSWORDS, WORDS, st.sampled_from(["json", "console"]))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_kinds_of_log_and_tracebacks_hide_them(
    capsys: pytest.CaptureFixture[str], password: str, word: str, form: str
) -> None:
    given_ = environment(password, word)
    logs.configure("DEBUG", form, read_settings(given_).secrets)
    events: list[logs.Event] = []
    reporter = logs._Reporter(events.append, read_settings(given_).secrets)
    logging.getLogger().addHandler(reporter)
    private = f"https://feeds.example/private/{word}/rss?auth={word}"
    try:
        raise ConnectionError(f"no route to {given_['DATABASE_URL']}, {given_['WEBHOOK_URL']}")
    except ConnectionError:
        structlog.get_logger("bot.x").exception("failed", feed=f"{private}&token={word}", **given_)
        logging.getLogger("lib").exception("failed for %s with %r", private, given_)
    structlog.get_logger("bot.x").warning("parts", password=password, words=[word, {"a": word}])
    said = capsys.readouterr().err + repr(events)
    assert len(events) == 2
    assert "failed" in said and "Traceback" in said and "db.example" in said
    assert password not in said
    # A link's own token is hidden where it is named, or looks drawn at random; the others always.
    assert f"={word}" not in said
    assert f"123456:{word}" not in said and f"hook{word}" not in said
