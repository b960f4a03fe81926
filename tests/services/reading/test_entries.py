"""The text of an entry comes from its page, or from the feed where the page gives none."""

from __future__ import annotations

import pytest

from bot.core.feeds.entries import ListedEntry, listed
from bot.core.model.feeds import Entry, Feed, ParsedFeed
from bot.ingest.web.client import WebClient
from bot.services.document_budget import DocumentBudget
from bot.services.reading.entries import EntryReader
from tests.services.doubles import Clock, InProcessReader, Site

FEED = "https://a.example/feed"
PAGE = "https://a.example/crane"
SENTENCE = "A crane fell onto the quay of Portwell harbour on Monday, and two dockers were hurt."
ARTICLE = (
    f"<html><body><h1>Crane falls</h1><article>{f'<p>{SENTENCE}</p>' * 6}</article></body></html>"
)


def entry(html: str) -> ListedEntry:
    told = Entry("crane", PAGE, "Crane falls onto the quay", html=html)
    (one,) = listed(Feed(FEED), ParsedFeed(title="A", entries=(told,)))
    return one


@pytest.mark.parametrize(
    ("status", "full_text", "from_feed"),
    [(200, True, False), (404, True, True), (200, False, True)],
    ids=["page", "no page", "feed alone is wanted"],
)
async def test_where_the_text_comes_from(status: int, full_text: bool, from_feed: bool) -> None:
    site = Site()
    site.put(PAGE, ARTICLE, status, content_type="text/html")
    web = WebClient(clock=Clock(), transport=site.transport())
    reader = EntryReader(web, InProcessReader(), DocumentBudget())
    own = "".join(f"<p>{SENTENCE} Part {n} of the feed's own text.</p>" for n in range(6))
    found = await reader.text(Feed(FEED, full_text=full_text), entry(own))
    await web.aclose()
    assert found is not None
    assert found.from_feed is from_feed
    assert site.count(PAGE) == full_text
