"""The text of an entry: its page's, or the feed's own."""

from __future__ import annotations

import structlog

from bot.core.editions.articles import ArticleText, chosen_text, told_by, whole
from bot.core.feeds.entries import ListedEntry
from bot.core.feeds.naming import feed_logged
from bot.core.model.articles import Reading
from bot.core.model.feeds import Entry, Feed
from bot.core.model.reasons import ReadingFailed
from bot.core.model.responses import Response
from bot.core.urls import canonical, host
from bot.services.document_budget import DocumentBudget, Errand, Lease
from bot.services.ports import Fetcher, Reader

log = structlog.get_logger(__name__)


class EntryReader:
    """Fetches and reads the pages of entries; `budget` bounds what is in hand."""

    def __init__(self, fetcher: Fetcher, reader: Reader, budget: DocumentBudget) -> None:
        self._fetcher, self._reader, self._budget = fetcher, reader, budget

    async def text(self, feed: Feed, one: ListedEntry) -> ArticleText | None:
        """The text of an entry, or None where neither the page nor the feed has one."""
        page, final = None, one.address
        if feed.full_text and one.entry.link:
            page, final = await self._page(feed, one.address, one.entry.summary)
            page = told_by(page, one.entry)
        own = None if whole(page) else await self._own_text(feed, one.entry)
        return chosen_text(page, final, own, one.address)

    async def _page(self, feed: Feed, url: str, summary: str) -> tuple[Reading | None, str]:
        """The page there, if it can be read, and the address where it was found."""
        async with self._budget.lease() as lease:
            answer = await self._fetcher.get(url, errand=errand_of(feed, lease))
            return await self._read_page(answer, url, summary)

    async def _read_page(
        self, answer: Response, url: str, summary: str
    ) -> tuple[Reading | None, str]:
        if answer.status != 200:
            return None, url
        try:
            reading = await self._reader.page(answer, standfirst=summary)
            return reading, canonical(answer.url) or url
        except ReadingFailed as failure:
            log.info("page not read", host=host(answer.url), reason=str(failure))
            return None, url

    async def _own_text(self, feed: Feed, entry: Entry) -> Reading | None:
        try:
            return await self._reader.text(entry.html, entry.title, feed.language)
        except ReadingFailed as failure:
            log.info("entry not read", feed=feed_logged(feed), reason=str(failure))
            return None


def errand_of(feed: Feed, lease: Lease) -> Errand:
    """The operator's own sources may stand in the operator's own network; no others may."""
    return Errand(feed.url if feed.bundled else "", lease)
