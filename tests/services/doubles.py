"""Working parts for service tests: a clock that is set, a reader without worker processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx

from bot.core.editions.topics import Topic, Topics
from bot.core.model.articles import Article, Reading
from bot.core.model.chats import Chat
from bot.core.model.editions import Digest
from bot.core.model.feeds import ParsedFeed
from bot.core.model.messages import Message, Outcome, SendResult
from bot.core.model.responses import Response
from bot.ingest.workers import jobs
from config.sources import load_topics
from summarizers.document import Bullet
from tests.store.press import PRESS

MORNING = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


@dataclass
class Clock:
    """Tells the time it was set to."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **parts: float) -> None:
        self.now += timedelta(**parts)


class InProcessReader:
    """The workers' own functions, called here."""

    async def feed(self, answer: Response) -> ParsedFeed:
        return jobs.read_feed(answer)

    async def page(self, answer: Response, bullets: int = 5, standfirst: str = "") -> Reading:
        return jobs.read_article(
            answer.body, answer.url, answer.content_type, bullets=bullets, standfirst=standfirst
        )

    async def text(
        self, text: str, title: str = "", language: str | None = None, bullets: int = 5
    ) -> Reading:
        return jobs.read_text(text, title, language, bullets=bullets)

    async def discover(self, answer: Response) -> list[str]:
        return jobs.read_links(answer)


@dataclass
class Site:
    """Web sites by address, behind httpx's own mock transport; counts who asked for what."""

    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[httpx.Request] = field(default_factory=list)

    def put(self, url: str, body: str | bytes, status: int = 200, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.pages[url] = (status, {k.replace("_", "-"): v for k, v in headers.items()}, data)

    def transport(self) -> httpx.MockTransport:
        def answer(request: httpx.Request) -> httpx.Response:
            self.asked.append(request)
            status, headers, body = self.pages.get(str(request.url), (404, {}, b"not here"))
            tag = headers.get("ETag")
            if tag and request.headers.get("if-none-match") == tag:
                return httpx.Response(304, headers=headers)
            return httpx.Response(status, headers=headers, content=body)

        return httpx.MockTransport(answer)

    def count(self, url: str) -> int:
        return sum(str(request.url) == url for request in self.asked)


def topics() -> Topics:
    return Topics(Topic(t.name, t.title, t.aliases, t.words) for t in load_topics())


def article(number: int, story: int = 0, outlet: str = "Courier", **more: object) -> Article:
    """An article of one sentence about a subject of its own number."""
    text = f"Subject number {number} was decided by council {number} on Monday."
    values: dict[str, object] = {
        "url": f"https://news.example/{number}",
        "title": f"Council {number} decides subject {number}",
        "text": text,
        "outlet": outlet,
        "published": MORNING - timedelta(hours=2),
        "seen": MORNING - timedelta(hours=1),
        "language": "en",
        "bullets": (Bullet(text, 0, len(text)),),
        "topics": ("world",),
        "story_id": story,
        "feed_id": PRESS,
    }
    return Article(**(values | more))  # type: ignore[arg-type]


def draw(digest: Digest, chat: Chat) -> list[Message]:
    """One message a story, and one to open with."""
    words = [f"{len(digest.stories)} stories", *(story.title for story in digest.stories)]
    return [Message(word, word) for word in words]


@dataclass
class Wire:
    """A sender that keeps what it was given, and answers with what a test has laid ready."""

    sent: list[tuple[int, str]] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    async def send(self, chat_id: int, message: Message, thread_id: int | None = None) -> Outcome:
        self.sent.append((chat_id, message.html))
        if self.outcomes:
            return self.outcomes.pop(0)
        return Outcome(SendResult.SENT, message_id=len(self.sent))
