"""A reader and the whole room: real handlers, real store, a Bot API and a web on loopback."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx

from bot.app import opml_feeds, opml_of
from bot.chat.background_tasks import BackgroundTasks
from bot.chat.handlers import register
from bot.chat.permissions import Permissions
from bot.chat.rendering.messages.broadcasts import broadcast_message
from bot.chat.rendering.renderer import Renderer
from bot.chat.transport.files import TelegramFiles
from bot.chat.transport.sender import TelegramSender
from bot.chat.transport.update_worker import UpdateWorker
from bot.chat.wiring import ChatEdges, ChatServices, build_handlers
from bot.core.editions.topics import Topic, Topics
from bot.core.model.articles import Article, Page, Reading
from bot.core.model.feeds import ParsedFeed
from bot.core.model.reasons import ReadingFailed, Reason
from bot.core.model.responses import Response
from bot.ingest.web.client import WebClient
from bot.services.answers import Answers
from bot.services.chats import ChatSettings
from bot.services.host_limits import HostRateLimiter, PrefetchedFetcher, ReaderLimits
from bot.services.operators.broadcasts import Broadcasts
from bot.services.operators.statistics import StatisticsReports
from bot.services.portability.chat_exports import ChatExports
from bot.services.portability.feed_imports import FeedImports
from bot.services.previews import PagePreviews
from bot.services.source_health import SourceHealth
from bot.services.subscriptions import Subscriptions
from bot.services.tastes import Tastes
from bot.store import Stores
from summarizers.document import Bullet
from tests.chat.fake_telegram import FakeTelegram
from tests.chat.stories import NOW
from tests.chat.telegram_html import Parsed
from tests.store.press import PRESS, found_press

TOPICS = Topics(
    Topic(name.lower(), name, aliases, ())
    for name, aliases in {
        "World": ("welt",),
        "Technology": ("tech",),
        "Science": ("research",),
        "Sport": (),
        "Culture": (),
        "Health": (),
        "Business": ("economy",),
        "Politics": (),
        "Travel": (),
    }.items()
)
READER, GROUP, CHANNEL, ADMIN = 5, -100200, -100300, 77
OPERATOR = 900
SHOWING = ("sendMessage", "editMessageText", "sendDocument", "sendPhoto", "editMessageReplyMarkup")


def _reading(title: str, text: str, site: str, bullets: int, date: datetime | None) -> Reading:
    spans = [match.span() for match in re.finditer(r"[A-Z][^.]*\.", text)][:bullets]
    told = tuple(Bullet(text[start:end], start, end) for start, end in spans)
    problem = None if told else "empty"
    return Reading(Page(title=title, text=text, site=site, date=date, problem=problem), told)


class TameReader:
    """`ports.Reader` for the tests' own tame documents, on the spot."""

    async def feed(self, answer: Response) -> ParsedFeed:
        title = re.search(rb"<title>(.*?)</title>", answer.body)
        if title is None or b"<rss" not in answer.body:
            raise ReadingFailed(Reason.NOT_A_FEED)
        return ParsedFeed(title[1].decode(), entries=())

    async def page(self, answer: Response, bullets: int = 5, standfirst: str = "") -> Reading:
        body = answer.body.decode()
        title = re.search(r"<h1>(.*?)</h1>", body)
        paragraphs = re.findall(r"<p>(.*?)</p>", body, re.DOTALL)
        text = " ".join(" ".join(paragraphs).split())
        date = NOW - timedelta(hours=2)
        return _reading(title[1] if title else "", text, "Harbour Post", bullets, date)

    async def text(
        self, text: str, title: str = "", language: str | None = None, bullets: int = 5
    ) -> Reading:
        return _reading(title, text, "", bullets, None)

    async def discover(self, answer: Response) -> list[str]:
        if b"<rss" in answer.body:
            return [answer.url]
        return [link.decode() for link in re.findall(rb'href="(.*?)"', answer.body)]


class Web:
    """Pages by address; what is not there is 404. Counts what was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, str]] = {}
        self.asked: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        name = request.headers["host"]  # the address itself may hold the vetted IP
        url = str(request.url.copy_with(host=name))
        self.asked.append(url)
        body, kind = self.pages.get(url, ("", ""))
        if not kind:
            return httpx.Response(404, headers={"content-type": "text/html"}, text="no")
        return httpx.Response(200, headers={"content-type": kind}, text=body)


@dataclass
class Shown:
    """A message as it stands in a chat now."""

    chat: int
    id: int
    text: str
    rows: list[list[dict[str, str]]] = field(default_factory=list)

    @property
    def labels(self) -> list[list[str]]:
        return [[button["text"] for button in row] for row in self.rows]


class Conversation:
    def __init__(
        self,
        telegram: FakeTelegram,
        sender: TelegramSender,
        stores: Stores,
        application: Any,
        path: str = "",
        now: datetime = NOW,
    ) -> None:
        self.path = path
        self.telegram, self.stores, self.web = telegram, stores, Web()
        self.sender = sender
        self.now = now
        self._updates = 0
        client = WebClient(clock=self.clock, transport=httpx.MockTransport(self.web))
        self.client, reader = client, TameReader()
        self.fetcher, self.waits = PrefetchedFetcher(client, self.clock), list[float]()
        turns = ReaderLimits(HostRateLimiter(self.clock, self.wait))
        chats = ChatSettings(stores.chats, TOPICS, self.clock)
        self.background, self.idle = BackgroundTasks(), asyncio.Event()
        self.idle.set()
        self.subscriptions = Subscriptions(
            chats, stores.feeds, self.fetcher, reader, TOPICS, self.clock, turns
        )
        self.answers = Answers(stores.articles, stores.chats, stores.feeds, TOPICS, self.clock)
        self.previews = PagePreviews(self.fetcher, reader, self.clock, turns)
        self.broadcasts = Broadcasts(stores.broadcasts, broadcast_message, self.clock)
        services = ChatServices(
            answers=self.answers,
            previews=self.previews,
            chats=chats,
            subscriptions=self.subscriptions,
            tastes=Tastes(stores.tastes, stores.articles, TOPICS, self.clock),
            health=SourceHealth(stores.feeds, self.clock),
            imports=FeedImports(
                chats, self.subscriptions, stores.feeds, stores.folders, opml_feeds, opml_of
            ),
            exports=ChatExports(stores.chats, self.clock),
            broadcasts=self.broadcasts,
            statistics=StatisticsReports(
                stores.statistics, SourceHealth(stores.feeds, self.clock), self.clock
            ),
            channels=stores.channels,
            sections=stores.chats,
            folders=stores.folders,
            topics=TOPICS,
            operators={OPERATOR},
        )
        edges = ChatEdges(
            sender=sender,
            renderer=Renderer(lambda name: name.title()),
            permissions=Permissions(application.bot, self.clock),
            files=TelegramFiles(application.bot),
            background=self.background,
            clock=self.clock,
            pause=self.idle.wait,
        )
        handlers = build_handlers(services, edges)
        register(application, handlers)
        self.worker = UpdateWorker(stores.inbox, application, handlers.errors)

    def clock(self) -> datetime:
        return self.now

    async def wait(self, seconds: float) -> None:
        self.waits.append(seconds)

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    # --- what readers do --------------------------------------------------------------

    async def update(self, **parts: Any) -> None:
        self._updates += 1
        update = {"update_id": self._updates} | parts
        await self.stores.inbox.put([(self._updates, json.dumps(update))], self.now)
        await self.worker.handle_pending()
        await self.background.settle()

    async def at_once(self, *updates: dict[str, Any]) -> None:
        """Updates that wait together, as after a pause, or as the parts of an album."""
        for parts in updates:
            self._updates += 1
            update = {"update_id": self._updates} | parts
            await self.stores.inbox.put([(self._updates, json.dumps(update))], self.now)
        self.idle.clear()
        await self.worker.handle_pending()
        self.idle.set()
        await self.background.settle()

    def message(
        self, text: str, chat: int = READER, user: int | None = None, **more: Any
    ) -> dict[str, Any]:
        kind = "private" if chat > 0 else "channel" if chat == CHANNEL else "supergroup"
        message: dict[str, Any] = {
            "message_id": 1000 + self._updates,
            "date": int(self.now.timestamp()),
            "chat": {"id": chat, "type": kind, "title": "T"},
            "text": text,
        }
        if kind != "channel":
            who = user or READER
            message["from"] = {"id": who, "is_bot": False, "first_name": "R", "language_code": "en"}
        if text.startswith("/"):
            end = len(text.split()[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": end}]
        return message | more

    async def say(self, text: str, chat: int = READER, user: int | None = None, **more: Any) -> str:
        """Write this; what was answered last."""
        part = "channel_post" if chat == CHANNEL else "message"
        before = len(self.telegram.calls)
        await self.update(**{part: self.message(text, chat, user, **more)})
        return self.last(chat).text if len(self.telegram.calls) > before else ""

    async def tap(self, label: str, user: int = READER, chat: int = READER) -> str:
        """Tap the button with this label on the newest message that has it."""
        for shown in reversed(self.shown(chat)):
            for button in (button for row in shown.rows for button in row):
                if button["text"].removeprefix("✓ ") == label:
                    return await self.tap_data(button["callback_data"], user, chat, shown.id)
        raise AssertionError(f"no button {label!r}")

    async def tap_data(
        self, data: str, user: int = READER, chat: int = READER, message_id: int = 0
    ) -> str:
        message = self.message("x", chat, user) | {"message_id": message_id or 1}
        who = {"id": user, "is_bot": False, "first_name": "R", "language_code": "en"}
        query = {"id": "9", "from": who, "chat_instance": "1", "data": data, "message": message}
        await self.update(callback_query=query)
        return self.last(chat).text if self.shown(chat) else ""

    # --- what readers see ---------------------------------------------------------------

    def shown(self, chat: int = READER) -> list[Shown]:
        """The chat's messages as they stand, edits included, in the order they first came."""
        found: dict[int, Shown] = {}
        number = 100
        for call in self.telegram.of(*SHOWING):
            at = call.message_id
            if at is None:
                at, number = number, number + 1
            if call.chat_id == chat:
                markup = call.reply_markup or {}
                said = call.text or call.caption or ""
                text = Parsed(said).text if call.parse_mode else said
                text = text.replace("\u2060", "")  # to the eye it is not there
                if call.method == "editMessageReplyMarkup":
                    text = found[at].text if at in found else ""
                found[at] = Shown(chat, at, text, markup.get("inline_keyboard", []))
        return list(found.values())

    def last(self, chat: int = READER) -> Shown:
        return self.shown(chat)[-1]

    @property
    def toasts(self) -> list[str]:
        return [call.text or "" for call in self.telegram.of("answerCallbackQuery")]

    # --- what is in the store -------------------------------------------------------------

    async def publish(
        self, title: str, topic: str = "world", hours: float = 2, story: int = 0, **changes: Any
    ) -> Article:
        """An article, stored; its first two sentences are its bullets."""
        said = f"{title}, officials said on Sunday. Nobody was hurt. Work goes on until spring."
        text = str(changes.pop("text", said))
        spans = [match.span() for match in re.finditer(r"[^ .][^.]*\.", text)][:2]
        slug = title.lower().replace(" ", "-")
        outlet = str(changes.pop("outlet", "Harbour Post"))
        host = outlet.lower().replace(" ", "-")
        await found_press(self.stores, NOW)
        article = Article(
            url=f"https://{host}.example/{slug}",
            title=title,
            text=text,
            outlet=outlet,
            published=self.now - timedelta(hours=hours),
            seen=self.now - timedelta(hours=hours - 0.1),
            bullets=tuple(Bullet(text[start:end], start, end) for start, end in spans),
            topics=(topic,),
            story_id=story,
            **({"feed_id": PRESS} | changes),
        )
        return await self.stores.articles.add(article)
