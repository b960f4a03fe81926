"""The sample outlets on loopback: their feeds and pages, served as six untidy web sites."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from datetime import datetime
from html import escape

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.local_telegram.sample.article_pages import PAGES
from bot.local_telegram.sample.articles import SampleArticle, load_articles
from bot.local_telegram.sample.feeds import FEEDS
from bot.local_telegram.sample.outlets import OUTLETS
from bot.web.serving import ON_LOOPBACK, HttpServer


class SampleSite:
    """Serves the sample edition, dated around the start, on a free loopback port.

    `clock` gives the time (aware UTC). A few articles come out minutes after the start, so that
    who tries the product sees what is new in a story.
    """

    def __init__(self, clock: Callable[[], datetime], host: str = "127.0.0.1") -> None:
        self._all = load_articles(clock())
        self._clock = clock
        self._address, self._port = host, 0
        self._server: HttpServer | None = None

    @property
    def articles(self) -> list[SampleArticle]:
        """What has come out by now, newest first."""
        return [article for article in self._all if article.date <= self._clock()]

    @property
    def host(self) -> str:
        """Its host:port, fit for ALLOWED_PRIVATE_HOSTS."""
        return f"{self._address}:{self._port}"

    @property
    def url(self) -> str:
        """The address of the site."""
        return f"http://{self.host}"

    @property
    def example_page(self) -> str:
        """One article's page, to try /summary on."""
        return self.page_url(self.articles[0])

    @property
    def example_feed(self) -> str:
        """One feed, to try /subscribe on."""
        newest = self.articles[0]
        return f"{self.example_site}{newest.topic}.feed"

    @property
    def example_site(self) -> str:
        """An outlet's front page, to try /subscribe on."""
        return f"{self.url}/{self.articles[0].outlet}/"

    def page_url(self, article: SampleArticle) -> str:
        """The address of an article's page."""
        return f"{self.url}/{article.outlet}/{article.slug}.html"

    def sources(self) -> str:
        """A sources file in TOML that names every feed of the site."""
        sections = sorted({(article.outlet, article.topic) for article in self.articles})
        return "\n".join(
            f"[[source]]\nurl = {json.dumps(f'{self.url}/{outlet}/{topic}.feed')}\n"
            f"name = {json.dumps(OUTLETS[outlet].name, ensure_ascii=False)}\n"
            f'topics = ["{topic}"]\n'
            for outlet, topic in sections
        )

    async def start(self) -> None:
        """Begin to serve; returns when the port is open."""
        listener = socket.create_server((self._address, 0))
        self._port = listener.getsockname()[1]
        routes = [
            Route("/{outlet}/", self._home),
            Route("/{outlet}/{topic}.feed", self._feed),
            Route("/{outlet}/{slug}.html", self._page),
        ]
        self._server = HttpServer(Starlette(routes=routes), listener, ON_LOOPBACK)
        await self._server.start()

    async def stop(self) -> None:
        """Stop serving."""
        if self._server:
            await self._server.stop(patience=1.0)

    async def _home(self, request: Request) -> Response:
        """An outlet's front page: its headlines, and the feeds that a browser would find."""
        outlet = OUTLETS.get(request.path_params["outlet"])
        if not outlet:
            return Response("Not found", 404)
        own = [a for a in self.articles if a.outlet == outlet.key]
        feeds = "".join(
            f'<link rel="alternate" type="application/rss+xml" href="{topic}.feed">'
            for topic in sorted({a.topic for a in own})
        )
        items = "".join(f'<li><a href="{a.slug}.html">{escape(a.title)}</a></li>' for a in own)
        head = f'<!doctype html><meta charset="utf-8"><title>{escape(outlet.name)}</title>{feeds}'
        return Response(f"{head}<ul>{items}</ul>", headers={"Content-Type": "text/html"})

    async def _feed(self, request: Request) -> Response:
        outlet = OUTLETS.get(request.path_params["outlet"])
        topic = request.path_params["topic"]
        held = [a for a in self.articles if outlet and (a.outlet, a.topic) == (outlet.key, topic)]
        if not outlet or not held:
            return Response("Not found", 404)
        tag = f'"{outlet.key}-{topic}-{len(held)}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        text, kind = FEEDS[outlet.feed](outlet, topic, held, self.url)
        body = text.encode(outlet.encoding, "xmlcharrefreplace")
        return Response(body, headers={"ETag": tag, "Content-Type": kind})

    async def _page(self, request: Request) -> Response:
        outlet = OUTLETS.get(request.path_params["outlet"])
        own = [a for a in self.articles if outlet and a.outlet == outlet.key]
        article = next((a for a in own if a.slug == request.path_params["slug"]), None)
        if not outlet or not article:
            return Response("Not found", 404)
        others = [a for a in own if a is not article][:4]
        html = PAGES[outlet.page](outlet, article, others)
        body = html.encode(outlet.encoding, "xmlcharrefreplace")
        return Response(body, headers={"Content-Type": "text/html"})
