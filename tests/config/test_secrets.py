"""One definition of a secret: what settings accept, nothing prints."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.secrets import redacted, secrets_of
from config.settings import SettingsError, read_settings

LETTERS = string.ascii_letters + string.digits + "_-"
TOKENS = st.builds(
    "{}:{}".format,
    st.integers(1, 25).flatmap(lambda n: st.text(string.digits, min_size=n, max_size=n)),
    st.integers(20, 80)
    .flatmap(lambda n: st.text(LETTERS, min_size=n, max_size=n))
    .filter(lambda text: any(letter.isalpha() for letter in text)),
)
PASSWORDS = st.text(
    string.ascii_letters + string.digits + "@/#:?!$%^*()+,;._~-", min_size=8, max_size=24
).filter(lambda text: any(letter.isalnum() for letter in text))
AROUND = st.sampled_from(
    ["", "bot", "/bot", "x=", "'", "(", " ", "token ", "https://api.example/bot"]
)


@given(TOKENS, AROUND, st.sampled_from(["", "/getMe", "'", ")", " rejected", "?x=1"]))
def test_every_token_that_settings_accept_is_hidden(token: str, before: str, after: str) -> None:
    assert read_settings({"TELEGRAM_BOT_TOKEN": token}).telegram_bot_token == token
    for written in (token, token.replace(":", "%3A"), token.replace(":", "%3a")):
        shown = redacted(f"{before}{written}{after}")
        assert token.partition(":")[2] not in shown
        assert "***" in shown


@pytest.mark.parametrize("token", ["123456:" + "a1B2c" * 5, "1234:" + "x" * 36, "1:" + "-" * 20])
def test_short_and_odd_tokens_are_accepted_and_hidden(token: str) -> None:
    read_settings({"TELEGRAM_BOT_TOKEN": token})
    assert redacted(f"bot{token}/getMe") == f"bot{token.partition(':')[0]}:***/getMe"


@pytest.mark.parametrize("text", ["123456:short", "1:" + "a" * 19, "ab:" + "c" * 30])
def test_what_is_no_token_is_neither_accepted_nor_hidden(text: str) -> None:
    with pytest.raises(SettingsError):
        read_settings({"TELEGRAM_BOT_TOKEN": text})
    assert redacted(text) == text


@given(PASSWORDS)
def test_a_password_with_unencoded_signs_is_hidden(password: str) -> None:
    for address in (
        f"postgres://ada:{password}@db.example:5432/precis?sslmode=require",
        f"https://ada:{password}@feeds.example/private.xml",
    ):
        shown = redacted(f"cannot reach {address} (refused)")
        assert password not in shown
        assert shown.startswith("cannot reach ") and "ada:***@" in shown
        assert shown.endswith(" (refused)")


@given(PASSWORDS.filter(lambda text: "&" not in text), st.sampled_from(
    ["password", "sslpassword", "token", "access_token", "api_key", "key", "auth", "X-Amz-Signature"]
))  # fmt: skip
def test_a_secret_in_a_query_string_is_hidden(secret: str, name: str) -> None:
    shown = redacted(f"https://feeds.example/rss?page=2&{name}={secret}&format=xml")
    assert secret not in shown
    assert shown == f"https://feeds.example/rss?page=2&{name}=***&format=xml"


@given(PASSWORDS)
def test_secrets_of_an_address_are_found_by_their_letters(password: str) -> None:
    assert password in secrets_of(f"postgres://ada:{password}@db/precis")
    assert password not in redacted(f"no such host {password}", {password})


@pytest.mark.parametrize(
    ("told", "hidden"),
    [
        ("Authorization: Bearer abc.def-123", "Authorization: Bearer ***"),
        ("{'x-telegram-bot-api-secret-token': 'short'}", "{'x-telegram-bot-api-secret-token': '***'}"),
        ('{"password": "hunter2", "a": 1}', '{"password": "***", "a": 1}'),
        ("host=db password=hunter2 dbname=x", "host=db password=*** dbname=x"),
        ("https://key@sentry.example/1", "https://***@sentry.example/1"),
        ("https://u:p@x.example/a, https://v:q@y.example", "https://u:***@x.example/a, https://v:***@y.example"),
        (
            "https://api.substack.example/feed/private/0a1b2c3d-0a1b-4c2d-8e3f-0a1b2c3d4e5f.rss",
            "https://api.substack.example/feed/private/***.rss",
        ),
        ("https://x.example/rss/eyJhbGciOiJIUzI1NiJ9aa", "https://x.example/rss/***"),
    ],
)  # fmt: skip
def test_credentials_in_headers_links_and_mappings_are_hidden(told: str, hidden: str) -> None:
    assert redacted(told) == hidden
    assert redacted(hidden) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "https://www.example.org/2026/11/27/storm-hits-north-coast-as-10000-lose-power-b2049871.html",
        "https://mastodon.example/@ada.rss",
        "https://www.bbc.example/news/articles/c4g8x9w1l2po",
        "postgresql://localhost/precis",
        "sqlite:///var/precis.db",
        "http://127.0.0.1:8080/hook",
        "The monkey and the secret: a tale of 10:30 and 12:45",
        "feed https://example.org/feed.xml failed: HTTP 503",
    ],
)
def test_ordinary_addresses_and_sentences_stay_as_they_are(text: str) -> None:
    assert redacted(text) == text
