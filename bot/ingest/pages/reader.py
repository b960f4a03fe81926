"""A page as it came, read: its main article as prose, what it says of itself, what else is there.

    page = read_page(answer.body, answer.url, answer.content_type)

One page goes through decoding, one parse, its head, its blocks, the choice among them, cleaning.
No input raises; a page that does not give its whole article says why in `Page.problem`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from bot.core.model.articles import Page, Related
from bot.core.text import clean, language, markup
from bot.core.text.standfirsts import editors_own
from bot.ingest.decoding import decode
from bot.ingest.feeds import tails
from bot.ingest.pages import (
    aggregator,
    incompleteness,
    liveblog,
    metadata,
    roundup,
    selection,
    structured,
    walls,
)
from bot.ingest.pages.aggregator import ListingLine
from bot.ingest.pages.blocks import features
from bot.ingest.pages.blocks.features import letters
from bot.ingest.pages.blocks.layout import Layout, layout
from bot.ingest.pages.dating import dates
from bot.ingest.pages.head import Head, read_head
from bot.ingest.pages.metadata import Around, Facts
from bot.ingest.pages.pullquotes import pull_quotes

if TYPE_CHECKING:
    from lxml.html import HtmlElement

is_html = markup.is_html

_AROUND_HEADLINE = (6, 25)
"""So many lines before and after the headline may carry the byline and the date."""

_HEADLINES = 3
"""So many of a page's headlines are asked whether they are those of a wall."""

_BEGINS = 60
"""A paragraph of so many characters begins an article."""

_MAIN_LITTLE = 300
"""An aggregator's main article has at least so many characters."""


def read_page(
    html: bytes | str, url: str = "", content_type: str = "", fetched: datetime | None = None
) -> Page:
    """The article of a page, or of a plain text.

    `html` is the body as it came (at most 3 MB of it are read); `url` its final address, which
    may be empty; `content_type` the HTTP header. `fetched` is when it came, from which ages such
    as "2 minutes ago" are counted back; without it the page's own time is taken.
    `Page.problem` is "paywall", "consent" or "empty" when the text is not the whole article, and
    "wall", without any text, when the page stands in the article's place.
    Raises nothing.
    """
    text = decode(html, content_type) if isinstance(html, bytes) else html[: markup.MAX_CHARS]
    if not markup.is_html(text):
        return _read_text(text, url, fetched)
    root = markup.parse(text)
    if root is None:
        return Page(url=url, problem="empty")
    return _read_markup(root, url, fetched)


def _read_text(text: str, url: str, fetched: datetime | None) -> Page:
    lines = [ListingLine(row) for row in clean.text_lines(text)]
    told = aggregator.split(lines, fetched)
    rows = clean.paragraphs(line.text for line in (lines[: told.end] if told else lines))
    head = ""
    if len(rows) > 1 and len(rows[0]) <= 200 and rows[0][-1] not in ".;,:。":
        head, rows = rows[0], rows[1:]
    if len(rows) > 1 and tails.is_reference(rows[-1], head):
        rows.pop()
    body = "\n\n".join(rows)
    return Page(
        url=url,
        title=head,
        text=body,
        language=language.detect(body) or None,
        hashtags=told.hashtags if told else (),
        related=told.related if told else (),
        problem=incompleteness.problem(body, rows),
    )


def _read_markup(root: HtmlElement, url: str, fetched: datetime | None) -> Page:
    head = read_head(root)
    hints = metadata.hints(root, head)
    whole = layout(root)
    headlines = features.headline_blocks(whole, hints)
    lines = [block.text for block in whole.blocks]
    around = _around_headline(whole, headlines, hints.titles)
    facts = metadata.facts(root, head, url, around, lines)
    when = facts.when or (None if whole.vast else dates.searched(root, url))
    told = _told_apart(whole, fetched, when)
    main = Layout(whole.blocks[: told.end], whole.nodes) if told else whole
    rows = _live_rows(root, head, url, facts) or clean.paragraphs(
        selection.article_lines(root, main, hints, headlines)
    )
    rows = _without_dates_on_top(structured.body_rows(head.article, rows))
    page = _page(facts, url, rows)
    tops = [lines[i] for i, is_one in enumerate(headlines) if is_one][:_HEADLINES]
    if walls.is_wall(page.text, (page.title, clean.title(head.title, page.site), *tops), page.site):
        return replace(page, text="", problem="wall")
    locked = incompleteness.declared_locked(head.article, head.meta)
    return replace(
        page,
        date=when.moment if when else None,
        day=when.day if when else None,
        pull_quotes=pull_quotes(main, rows),
        problem=incompleteness.problem(page.text, lines, locked),
        hashtags=told.hashtags if told else (),
        related=tuple(
            _placed(item, url) for item in (told.related if told else roundup.stories(main, rows))
        ),
    )


def _without_dates_on_top(rows: Sequence[str]) -> list[str]:
    """The paragraphs without those before the first of some length that are nothing but a date,
    with its weekday and time; further down a date is a heading."""
    start = next((i for i, row in enumerate(rows) if len(row) >= _BEGINS), 0)
    return [*(row for row in rows[:start] if not dates.is_only_date(row)), *rows[start:]]


def _page(facts: Facts, url: str, rows: Sequence[str]) -> Page:
    """The page's text and what it says of itself; a first line that is the headline is dropped."""
    if rows and rows[0] == facts.title:
        rows = rows[1:]
    text = "\n\n".join(rows)
    return Page(
        url=url,
        title=facts.title,
        text=text,
        author=facts.author,
        site=facts.site,
        language=language.detect(text or facts.title, facts.language) or None,
        image=facts.image,
        standfirst=editors_own(facts.standfirst, facts.title, text),
    )


def _around_headline(whole: Layout, headlines: Sequence[bool], titles: Sequence[str]) -> Around:
    """The lines around the headline: the first h1 that the head agrees with, else the first h1,
    else the first line that the head calls so."""
    before, after = _AROUND_HEADLINE
    texts = [block.text for block in whole.blocks]
    found = [index for index, is_one in enumerate(headlines) if is_one]
    if not found:
        return Around(before=texts[:after])
    known = [letters(title) for title in titles]
    tops = [index for index in found if whole.nodes[whole.blocks[index].node].tag == "h1"]
    agreed = [i for i in tops if (own := letters(texts[i])) and any(own in t for t in known)]
    place = (agreed or tops or found)[0]
    return Around(texts[place + 1 : place + after], texts[max(0, place - before) : place + 1])


def _told_apart(
    whole: Layout, fetched: datetime | None, when: dates.When | None
) -> aggregator.Split | None:
    """How an aggregator's page falls apart; None for a page with one article."""
    moment = fetched or (when.moment if when else None)
    whole_day = fetched is None and when is not None and when.whole_day
    lines = [ListingLine(block.text, block.href) for block in whole.blocks]
    told = aggregator.split(lines, moment, whole_day)
    if told is None or sum(len(line.text) for line in lines[: told.end]) < _MAIN_LITTLE:
        return None
    return told


def _placed(related: Related, url: str) -> Related:
    """The same with its link made an absolute address."""
    return replace(related, url=_absolute(related.url, url))


def _absolute(href: str, url: str) -> str:
    """A link as a web address, or "" where it is none."""
    try:
        found = urljoin(url, href) if href else ""
    except ValueError:
        return ""
    return found if found.startswith(("http://", "https://")) else ""


def _live_rows(root: HtmlElement, head: Head, url: str, facts: Facts) -> list[str]:
    """The paragraphs of a live blog's newest entries; [] for any other page."""
    if not liveblog.is_live(head.things, url, facts.title):
        return []
    found = liveblog.entries(root) or liveblog.declared_entries(head.things)
    return [row for _, rows in found for row in rows]
