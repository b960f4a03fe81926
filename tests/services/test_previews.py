"""A page or a text that a reader hands us, read as one story."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.core.model.articles import Page, Reading
from bot.core.model.reasons import Reason, Unreadable
from bot.core.model.refusals import Refusal
from bot.ingest.web.client import WebClient
from bot.services.previews import PagePreviews, Preview, as_story
from summarizers.document import Bullet
from tests.services.doubles import MORNING, Clock, InProcessReader, Site

STORY = (
    "The harbour office closed the old pier on Friday after divers found cracks in four piles. "
    "Repairs will cost two million euros and last until autumn, the office said. "
    "Ferries will leave from the northern quay until then, which adds ten minutes to each trip."
)
PAGE = f"<html><head><title>Pier closed</title></head><body><article><h1>Pier closed</h1><p>{STORY}</p></article></body></html>"
URL = "https://gull.example/pier"
HTML = {"Content_Type": "text/html"}


@pytest.fixture
def site() -> Site:
    place = Site()
    place.put(URL, PAGE, **HTML)
    return place


@pytest.fixture
async def previews(site: Site, clock: Clock) -> AsyncIterator[PagePreviews]:
    web = WebClient(clock=clock, transport=site.transport())
    yield PagePreviews(web, InProcessReader(), clock)
    await web.aclose()


async def test_a_page_becomes_a_card_with_bullets_of_its_own_words(previews: PagePreviews) -> None:
    found = await previews.page(URL)
    assert isinstance(found, Preview)
    assert (found.story.title, found.note) == ("Pier closed", "")
    assert found.story.bullets
    assert all(bullet.text in STORY for bullet in found.story.bullets)


async def test_a_page_is_fetched_once_in_a_quarter_of_an_hour(
    previews: PagePreviews, site: Site, clock: Clock
) -> None:
    assert previews.known(URL) is None
    for _ in range(3):
        await previews.page(URL)
    assert isinstance(previews.known(f"{URL}#top"), Preview)
    assert site.count(URL) == 1
    clock.forward(minutes=16)
    assert previews.known(URL) is None
    await previews.page(URL)
    assert site.count(URL) == 2


@pytest.mark.parametrize(
    ("body", "headers", "status", "refusal"),
    [
        ("", HTML, 404, Refusal("page.unreachable", why=Unreadable(Reason.STATUS, "404"))),
        ("<rss/>", {"Content_Type": "application/rss+xml"}, 200, Refusal("page.feed")),
        ("%PDF-1.7", {"Content_Type": "application/pdf"}, 200, Refusal("page.failed", why=Unreadable(Reason.PDF))),
        ("<html><body></body></html>", HTML, 200, Refusal("page.empty")),
    ],
)  # fmt: skip
async def test_what_gives_no_story_is_refused_in_its_own_way(
    previews: PagePreviews, site: Site, body: str, headers: dict[str, str], status: int, refusal: Refusal
) -> None:  # fmt: skip
    site.put(URL, body, status, **headers)
    assert await previews.page(URL) == refusal


async def test_a_text_is_a_story_without_a_source(previews: PagePreviews) -> None:
    found = await previews.text(STORY)
    assert isinstance(found, Preview)
    assert (found.story.url, found.story.articles) == ("", ())
    assert await previews.text("?!") == Refusal("text.nothing")


@pytest.mark.parametrize(
    ("site_name", "outlet"),
    [
        ("Gull", "Gull"),
        ("Bank of Anywhere", "Bank of Anywhere (gull.example)"),  # anybody may say so
        ("", "gull.example"),
    ],
)
def test_an_outlet_is_named_with_its_host_where_the_name_is_not_its_own(
    site_name: str, outlet: str
) -> None:
    page = Page(title="Pier closed", text=STORY, site=site_name, date=MORNING - timedelta(hours=1))
    story = as_story(Reading(page, (Bullet(STORY, 0, len(STORY)),)), URL, MORNING)
    assert story is not None
    assert [one.outlet for one in story.articles] == [outlet]


def test_a_page_without_bullets_tells_no_story() -> None:
    assert as_story(Reading(Page(title="Pier"), ()), URL, MORNING) is None
