"""Pasted profiles, channels and shows become their feeds, without a request."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from bot.core.feeds.profiles import ProfileFeed, feed_of, looked_up, page_of_handle
from bot.core.urls import normal

RULES = tomllib.loads((files("bot.core") / "data" / "profiles.toml").read_text("utf-8"))["rule"]


@pytest.mark.parametrize("rule", RULES, ids=[rule["site"] for rule in RULES])
def test_each_rule_gives_the_feeds_of_its_examples(rule: dict[str, object]) -> None:
    examples = rule["examples"]
    assert isinstance(examples, dict) and examples
    for page, feed in examples.items():
        assert feed_of(normal(page)) == ProfileFeed(feed, str(rule.get("field", "")))


@pytest.mark.parametrize("rule", RULES, ids=[rule["site"] for rule in RULES])
def test_a_feed_of_a_rule_is_left_as_it_is(rule: dict[str, object]) -> None:
    examples = rule["examples"]
    assert isinstance(examples, dict)
    for feed in examples.values():
        assert feed_of(feed) in (None, ProfileFeed(feed))


@pytest.mark.parametrize(
    "page",
    [
        "https://www.youtube.com/@veritasium",  # its number stands on the page alone
        "https://www.youtube.com/watch?v=abcdefghijk",
        "https://t.me/durov",
        "https://www.tiktok.com/@ada",
        "https://www.threads.net/@ada",
        "https://www.instagram.com/ada/",
        "https://github.com/",
        "https://github.com/features/actions",
        "https://github.com/sponsors/ada",
        "https://github.com/python/cpython/issues/1",
        "https://www.reddit.com/",
        "https://medium.com/",
        "https://substack.com/@ada",
        "https://www.substack.com/",
        "https://example.org/news",
        "https://example.org/user/@ada/more/of/it",
        "https://vimeo.com/123456789",
        "https://notreddit.com/r/space",
        "https://reddit.com.example.org/r/space",
        "https://www.reddit.com/r/space/.rss",
    ],
)
def test_what_the_address_does_not_tell_is_left_to_the_page(page: str) -> None:
    assert feed_of(normal(page)) is None


def test_a_handle_of_the_fediverse_is_a_page() -> None:
    assert page_of_handle("@Gargron@mastodon.social") == "https://mastodon.social/@Gargron"
    assert page_of_handle(" @ada@social.example.org ") == "https://social.example.org/@ada"
    for words in ("ada@example.org", "@ada", "@ada@", "mail @ada@example.org now"):
        assert page_of_handle(words) == ""


@pytest.mark.parametrize(
    ("body", "address"),
    [
        (b'{"resultCount":1,"results":[{"feedUrl":"https://a.example/f"}]}', "https://a.example/f"),
        (b'{"results":[{"feedUrl":"file:///etc/passwd"}]}', ""),
        (b'{"results":[]}', ""),
        (b"<html>", ""),
        (b"[" * 100_000, ""),
        (b'{"feedUrl":"https://a.example/f","pad":"' + b"x" * 200_000 + b'"}', ""),
    ],
    ids=["found", "no web address", "nothing", "no JSON", "nested", "too large"],
)
def test_an_address_is_looked_up_in_json(body: bytes, address: str) -> None:
    assert looked_up(body, "feedUrl") == address
