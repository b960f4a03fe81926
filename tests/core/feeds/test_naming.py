"""What feeds are called: one that a reader added always shows its host."""

from __future__ import annotations

import pytest

from bot.core.feeds.naming import MAX_NAME, feed_logged, feed_name
from bot.core.model.feeds import Feed


@pytest.mark.parametrize(
    ("title", "url", "name"),
    [
        ("Reuters", "https://evil.example/feed", "Reuters (evil.example)"),
        ("", "https://www.evil.example/feed", "evil.example"),
        ("evil.example", "https://evil.example/feed", "evil.example"),
        ("Reuters (reuters.com)", "https://evil.example/", "Reuters reuters.com (evil.example)"),
        ("Reuters\u202e)elpmaxe(", "https://evil.example/", "Reuters elpmaxe (evil.example)"),
        ("\u200b\u2060", "https://evil.example/", "evil.example"),
        ("Notes", "http://127.0.0.1:8080/feed", "Notes (127.0.0.1:8080)"),
    ],
)
def test_an_own_feed_shows_its_host(title: str, url: str, name: str) -> None:
    assert feed_name(Feed(url, title, bundled=False)) == name


@pytest.mark.parametrize("length", [1, 40, 400])
def test_a_long_name_or_host_hides_no_end_of_the_host(length: int) -> None:
    url = f"https://reuters.com.{'e' * min(length, 60)}.example/"
    for title in ("R" * length, "Reuters, " * length):
        name = feed_name(Feed(url, title, bundled=False))
        assert len(name) <= MAX_NAME
        assert name.endswith("e.example)")


def test_a_bundled_feed_goes_by_its_name() -> None:
    assert feed_name(Feed("https://www.courier.example/feed", "Courier (London)")) == (
        "Courier (London)"
    )
    assert feed_name(Feed("https://www.courier.example/feed")) == "courier.example"


def test_logs_name_no_address_of_an_own_feed() -> None:
    secret = Feed("https://mail.example/feed?token=abc", "My mail", bundled=False, id=7)
    assert feed_logged(secret) == "own feed 7 at mail.example"
    assert feed_logged(Feed("https://courier.example/feed")) == "https://courier.example/feed"
