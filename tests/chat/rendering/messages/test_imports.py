"""What an OPML file would bring, and what it brought, in words that fit one message."""

from __future__ import annotations

import pytest

from bot.chat.rendering.messages.imports import import_preview, import_result
from bot.chat.rendering.texts import LANGUAGES
from bot.core.feeds.imports import ImportPlan
from bot.core.model.feeds import Feed
from bot.core.model.reasons import Reason, Unreadable
from bot.core.model.refusals import Refusal
from bot.services.portability.feed_imports import ImportResult
from tests.chat.telegram_html import Parsed

FEEDS = tuple(
    Feed(f"https://host{n}.{'long' * 12}.example/f", f"<b>{n}" + "x" * 300, bundled=False)
    for n in range(200)
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_hundred_feeds_fit_one_message(language: str) -> None:
    shown = import_preview(ImportPlan(FEEDS, 3, 4, 5), "<i>my feeds</i>.opml", 7, language)
    why = Unreadable(Reason.OTHER, "because " * 100)
    failed = [(feed, Refusal("feed.unreachable", why=why)) for feed in FEEDS]
    told = import_result(ImportResult(200, 0, failed), 200, language)
    for message in (shown, told):
        assert len(Parsed(message.html).text.encode("utf-16-le")) < 2 * 4096
    assert [len(row) for row in shown.buttons] == [2]
    assert "188" in shown.plain  # how many are not named


def test_nothing_new_asks_nothing() -> None:
    shown = import_preview(ImportPlan((), 3), "a.opml", 7, "en")
    assert shown.buttons == ()
    assert shown.plain.endswith("There is nothing to import.")


def test_a_refusal_of_ours_is_told_in_its_own_words() -> None:
    failed = [
        (FEEDS[0], Refusal("feeds.host_full", "a.org")),
        (FEEDS[1], Refusal("feed.none", "x.org")),
    ]
    told = import_result(ImportResult(3, 1, failed), 5, "en").plain.replace("\u2060", "")
    assert "Imported: 1 feed." in told
    assert "cut short after 3 of 5" in told
    assert "as many feeds of a.org" in told and "no feed on x.org" in told
