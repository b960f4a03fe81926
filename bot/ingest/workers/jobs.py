"""What is read of a feed, a page or a text: the pure functions that workers and batches share.

`bot.ingest.workers.pool.WorkerPool` runs these in processes of their own; the commands that work
through files call them directly.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.model.articles import Page, Reading
from bot.core.model.feeds import ParsedFeed
from bot.core.model.reasons import ReadingFailed
from bot.core.model.responses import Response
from bot.core.text.standfirsts import editors_own
from bot.ingest.feeds.discovery import discover
from bot.ingest.feeds.parser import parse_feed
from bot.ingest.kinds import unreadable

MAX_TEXT = 200_000
"""Characters of a text that are kept: longer ones are no articles, and cost all who handle them."""

_TELLING_CHARS = 200
"""A text of as many tells its language; a headline, often of names, would only mislead."""


def read_feed(answer: Response) -> ParsedFeed:
    """Entries of a fetched feed document. Raises `ReadingFailed` when it is none."""
    return parse_feed(answer.body, answer.url, answer.content_type)


def read_article(
    html: bytes | str,
    url: str = "",
    content_type: str = "",
    *,
    bullets: int = 5,
    method: str = "news",
    standfirst: str = "",
) -> Reading:
    """The article of a page (or of a plain text) with at most `bullets` bullets of it.

    `method` names the summariser; `standfirst` is what the feed says of the article, which guides
    the choice where the page has none of its own. Where no text was found, `Page.problem` says
    so. Raises `ReadingFailed` for pictures, PDF documents and the like.
    """
    from bot.ingest.pages.reader import read_page

    kind = unreadable(html, content_type) if isinstance(html, bytes) else None
    if kind:
        raise ReadingFailed(kind)

    page = read_page(html, url, content_type)
    if not page.standfirst:
        page = replace(page, standfirst=editors_own(standfirst, page.title, page.text))
    return _summarised(page, bullets, method)


def read_text(
    text: str,
    title: str = "",
    language: str | None = None,
    *,
    bullets: int = 5,
    method: str = "news",
) -> Reading:
    """The same for a text or a piece of HTML that is there already. `title` is taken over where
    it is given; `language` (ISO 639-1) is what the text's feed says of itself, which many do
    wrongly: it decides where the text leaves doubt."""
    from bot.core.text.language import detect
    from bot.ingest.pages.reader import read_page

    page = read_page(text[:MAX_TEXT])
    title = title or page.title
    told = page.text if len(page.text) >= _TELLING_CHARS else f"{title}\n{page.text}"
    spoken = detect(told, language)
    return _summarised(replace(page, title=title, language=spoken or None), bullets, method)


def read_links(answer: Response) -> list[str]:
    """Addresses of the feeds that a fetched page names; its own if it is a feed."""
    return discover(answer.body, answer.url, answer.content_type)


def tagged(page: Page) -> Page:
    """The page with hashtags of its own, where it brought none."""
    if page.hashtags or not page.text:
        return page
    from bot.core.terms.hashtags import hashtags

    return replace(page, hashtags=hashtags(page.title, page.text, page.language or ""))


def warm_up() -> None:
    """Import and load all that reading needs, so that no document pays for it."""
    read_feed(Response("", body=b"<rss><channel><item><title>warm</title></item></channel></rss>"))
    read_article("<html><body><article><p>The kettle is on. Tea is next.</p></article></body>")


def _summarised(page: Page, bullets: int, method: str) -> Reading:
    """With its bullets; a page without text has none, and says why in `Page.problem`."""
    if len(page.text) > MAX_TEXT:
        whole = page.text[:MAX_TEXT].rpartition("\n\n")[0] or page.text[:MAX_TEXT]
        page = replace(page, text=whole)
    if not page.text:
        return Reading(page, ())
    from bot.ingest.pages.pullquotes import without_pull_quotes
    from summarizers import summarize

    found = summarize(
        without_pull_quotes(page.text, page.pull_quotes),
        title=page.title,
        language=page.language or "",
        bullets=bullets,
        method=method,
        standfirst=page.standfirst,
    )
    return Reading(tagged(page), tuple(found))
