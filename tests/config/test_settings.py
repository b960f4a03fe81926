"""Settings: every fault at once, in words; secrets never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.env_file import read_env_file
from config.settings import (
    VARIABLES,
    Settings,
    SettingsError,
    read_settings,
    settings_table,
)

TOKEN = "12345:abcdefghijklmnopqrstuvwxyz_ABCDE"


def test_without_any_variable_the_contracts_defaults_hold() -> None:
    settings = read_settings({})
    assert settings == Settings()
    assert settings.poll_interval_seconds == 1800
    assert settings.database_url == "sqlite:///var/precis.db"


def test_every_fault_is_reported_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"PORT": "http", "DEFAULT_TIMEZONE": "Mars", "SUMMARY_METHOD": "gpt"})
    assert [line.split(":")[0] for line in caught.value.faults] == [
        "PORT",
        "DEFAULT_TIMEZONE",
        "SUMMARY_METHOD",
    ]


@pytest.mark.parametrize(
    ("name", "given", "allowed"),
    [
        ("TELEGRAM_API_URL", "ftp://x", "http:// or https://"),
        ("DATABASE_URL", "mysql://x", "sqlite:///path"),
        ("SOURCES", "no/such/file.toml", "a TOML or OPML file that exists"),
        ("PORT", "70000", "1 to 65535"),
        ("ADMIN_USER_IDS", "1,bob", "user ids"),
        ("POLL_INTERVAL_SECONDS", "0", "a whole number from 1"),
        ("ALLOWED_PRIVATE_HOSTS", "10.0.0.0/99", "CIDRs"),
        ("ALLOWED_PRIVATE_HOSTS", "intranet:70000", "host:port"),
        ("READER_PRIVATE_HOSTS", "intranet:70000", "host:port"),
        ("RETENTION_DAYS", "-1", "a whole number"),
        ("LOG_LEVEL", "LOUD", "DEBUG"),
        ("LOG_FORMAT", "xml", "console, json"),
    ],
)
def test_a_bad_value_names_the_variable_the_value_and_what_is_allowed(
    name: str, given: str, allowed: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({name: given})
    line = str(caught.value)
    assert line.startswith(f"{name}: '{given}' was given; allowed is ")
    assert allowed in line
    assert "\n" not in line


def test_secrets_are_shown_nowhere() -> None:
    given = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "WEBHOOK_SECRET": "s" * 40,
        "DATABASE_URL": "postgres://user:hunter2@db/precis",
        "SENTRY_DSN": "https://key@sentry.example/1",
    }
    shown = repr(read_settings(given)) + repr(settings_table(given, {}))
    for secret in (TOKEN, "s" * 40, "hunter2", "key@"):
        assert secret not in shown
    with pytest.raises(SettingsError) as caught:
        read_settings({"TELEGRAM_BOT_TOKEN": "half-a-secret"})
    assert "half-a-secret" not in str(caught.value)


def test_a_webhook_needs_a_port() -> None:
    with pytest.raises(SettingsError, match="WEBHOOK_URL: given without PORT"):
        read_settings({"WEBHOOK_URL": "https://example.org/hook"})


def test_the_webhook_secret_comes_from_the_token_unless_given() -> None:
    derived = read_settings({"TELEGRAM_BOT_TOKEN": TOKEN}).secret_for_webhook
    assert len(derived) == 64
    assert TOKEN not in derived
    assert read_settings({"WEBHOOK_SECRET": "x" * 32}).secret_for_webhook == "x" * 32


def test_an_env_file_is_read_and_the_environment_wins(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text('# settings\nexport PORT=8000\nLOG_FORMAT="json"\nLOG_LEVEL=debug # loud\n\n')
    read = read_env_file(file)
    assert read == {"PORT": "8000", "LOG_FORMAT": "json", "LOG_LEVEL": "debug"}
    rows = {name: (value, origin) for name, value, origin in settings_table({"PORT": "9000"}, read)}
    assert rows["PORT"] == ("9000", "environment")
    assert rows["LOG_FORMAT"] == ("json", ".env")
    assert rows["RETENTION_DAYS"] == ("30", "default")
    assert len(rows) == len(VARIABLES)
