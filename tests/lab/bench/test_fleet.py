"""The benchmark's sites and its count of what was read."""

from __future__ import annotations

import asyncio

import pytest

from bot.core.model.responses import Response
from bot.ingest.workers import jobs
from bot.lab.bench import fleet


async def test_a_feed_lists_the_pages_that_its_site_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fleet, "SITES", 2)
    async with fleet._sites(fleet.Pace(edition=3)) as feeds:
        assert len(set(feeds)) == 2
        feed = jobs.read_feed(Response(feeds[0], 200, {}, await got(feeds[0])))
        assert len(feed.entries) == fleet.ARTICLES
        link = feed.entries[0].link
        reading = jobs.read_article(await got(link), link, "text/html")
    assert "decision 1 of plan /3-0.html" in reading.page.text
    assert reading.bullets


async def got(url: str) -> bytes:
    host, _, path = url.removeprefix("http://").partition("/")
    name, port = host.split(":")
    reader, writer = await asyncio.open_connection(name, int(port))
    writer.write(f"GET /{path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    body = await reader.readexactly(int(head.split(b"Content-Length: ")[1].split(b"\r\n")[0]))
    writer.close()
    await writer.wait_closed()
    return body
