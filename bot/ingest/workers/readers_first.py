"""The worker pool as readers have it: their jobs go before those of feeds."""

from __future__ import annotations

from bot.core.model.articles import Reading
from bot.core.model.feeds import ParsedFeed
from bot.core.model.responses import Response
from bot.ingest.workers.pool import WorkerPool


class ReadersFirst:
    """A pool as `services.ports.Reader`, with jobs that go before others."""

    def __init__(self, pool: WorkerPool) -> None:
        self._pool = pool

    async def feed(self, answer: Response) -> ParsedFeed:
        """Entries of a feed document. Raises `ReadingFailed`."""
        return await self._pool.feed(answer, urgent=True)

    async def page(self, answer: Response, bullets: int = 5, standfirst: str = "") -> Reading:
        """The article on a page with its bullets. Raises `ReadingFailed`."""
        return await self._pool.page(answer, bullets, standfirst, urgent=True)

    async def text(
        self, text: str, title: str = "", language: str | None = None, bullets: int = 5
    ) -> Reading:
        """The same for a text or a piece of HTML. Raises `ReadingFailed`."""
        return await self._pool.text(text, title, language, bullets, urgent=True)

    async def discover(self, answer: Response) -> list[str]:
        """Addresses of the feeds that a page names. Raises `ReadingFailed`."""
        return await self._pool.discover(answer, urgent=True)
