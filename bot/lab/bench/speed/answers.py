"""`precis bench answers`: how soon readers are answered while articles come in.

For each size a store of made news is filled (`made_news`) and its stories are told, as they are
when they come; then, as after a start, 200 questions of each kind are asked one after the other
while an article a second is placed; the event loop's longest hold is watched meanwhile. Then so
many chats are due in one minute, and their editions are planned.
"""

from __future__ import annotations

import asyncio
import time
from argparse import Namespace
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bot import logs
from bot.allocator import spare_what_lasts
from bot.app import renderer, topics
from bot.command.progress import progress_bar
from bot.core.editions.topics import Topics
from bot.core.model.articles import Article
from bot.core.model.chats import PUBLIC, Chat, Schedule
from bot.ingest.workers.worker import peak_memory
from bot.lab.bench.charts import bar_chart
from bot.lab.bench.speed.made_news import made_news, vocabulary
from bot.lab.bench.speed.made_store import fill
from bot.services.answers import Answers
from bot.services.placing.grouping_start import restored_groupers
from bot.services.placing.story_assignment import StoryIndex
from bot.services.publish import Publisher
from bot.services.telling.foretelling import Foretelling
from bot.services.telling.kept_tellings import KeptTellings
from bot.store import Stores, open_stores
from config.settings import Settings

MEMORY = timedelta(days=30)
_COMING = 2000  # articles that come in while questions are asked
_LOOKED_AT_SECONDS = 0.005  # how often the loop says that it is free
Ask = Callable[[int], Awaitable[object]]


@dataclass(slots=True)
class Loop:
    """The longest time that the event loop was held, in milliseconds."""

    worst: float = 0.0


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """What a kind of question took, in milliseconds: each on the wall, and of CPU on average."""

    walls: list[float] = field(default_factory=list)
    cpu: float = 0.0

    def at(self, share: float) -> float:
        """The wall time that this share of the questions did not exceed."""
        return float(np.quantile(self.walls, share))


@asynccontextmanager
async def watched() -> AsyncIterator[Loop]:
    """The loop while the context is open."""
    loop = Loop()

    async def watch() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(_LOOKED_AT_SECONDS)
            late = time.perf_counter() - before - _LOOKED_AT_SECONDS
            loop.worst = max(loop.worst, 1000 * late)

    task = asyncio.create_task(watch())
    try:
        yield loop
    finally:
        await _ended(task)


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def _coming(now: datetime) -> list[Article]:
    """Articles that have not come yet."""
    made = [one.article for one in made_news(_COMING, now, ("world", "sport"), seed=7)]
    return [replace(one, url=f"{one.url}-late", seen=now, published=now) for one in made]


async def _arrivals(index: StoryIndex, coming: list[Article]) -> None:
    """An article a second, placed in its story, until cancelled."""
    for article in coming:
        await index.store(article)
        await asyncio.sleep(1)


def questions(answers: Answers, known: Topics, stories: list[int]) -> dict[str, Ask]:
    """A question of each kind, by its number."""
    words, chat = vocabulary(), Chat(1)
    titles = [topic.title for topic in known.all]
    return {
        "topic": lambda n: answers.topic(titles[n % len(titles)], chat),
        "words": lambda n: answers.topic(words[2000 + 7 * n], chat),
        "search": lambda n: answers.search(f"{words[40 + n]} {words[60 + n]}", chat),
        "digest": lambda n: answers.mine(chat),
        "opened story": lambda n: answers.story(stories[n % len(stories)], chat),
    }


async def timed(ask: Ask, asks: int) -> AnswerTimes:
    """The time that so many questions take, one after the other."""
    walls, cpu = list[float](), time.process_time()
    for number in range(asks):
        start = time.perf_counter()
        await ask(number)
        walls.append(1000 * (time.perf_counter() - start))
    return AnswerTimes(walls, 1000 * (time.process_time() - cpu) / asks)


async def foretold(stores: Stores, now: datetime) -> str:
    """Tell the stories before anybody asks; how long that took, in words."""
    cpu, telling = time.process_time(), KeptTellings(stores.articles.tellings)
    count = await Foretelling(stores.articles, telling).run(lambda: now, pause=0)
    each = 1000 * (time.process_time() - cpu) / max(1, count)
    return f"{count} stories told beforehand, {each:.1f} ms CPU each"


async def start_seconds(stores: Stores, now: datetime) -> tuple[float, float]:
    """What taking the grouping back costs: seconds on the wall, and of CPU."""
    wall, cpu = time.perf_counter(), time.process_time()
    await restored_groupers(stores.articles, now - timedelta(days=17))
    return time.perf_counter() - wall, time.process_time() - cpu


async def planned(stores: Stores, settings: Settings, chats: int, now: datetime) -> float:
    """Seconds that the editions of so many chats take that are due at once."""
    known = topics()
    names = [topic.name for topic in known.all]
    for number in range(chats):
        wanted = tuple(names[(number + n) % len(names)] for n in range(number % 4))
        schedule = Schedule((now.time().replace(second=0, microsecond=0),))
        chat = Chat(1000 + number, topics=wanted, schedule=schedule, timezone="UTC")
        await stores.chats.save(replace(chat, next_due=now, created_at=now))
    draw = renderer(settings, known).digest
    publisher = Publisher(
        stores.chats, stores.articles, stores.outbox, stores.feeds, draw, lambda: now
    )
    start = time.perf_counter()
    await publisher.run_due()
    return time.perf_counter() - start


async def measured(url: str, options: Namespace, size: int, settings: Settings) -> dict[str, float]:
    """Fill a store, ask, plan; prints every figure. Returns the 95th percentiles by kind."""
    now, known = datetime.now(UTC), topics()
    stores = await open_stores(url)
    name = stores.database.backend
    try:
        with progress_bar("Filling the store") as progress:
            await fill(stores, size, now, [topic.name for topic in known.all], progress)
        if not options.untold:
            print(f"{name:12} {size:8} {await foretold(stores, now)}")
        wall, cpu = await start_seconds(stores, now)
        print(f"{name:12} {size:8} start: grouping back in {wall:.1f} s, {cpu:.1f} s CPU")
        answers = Answers(stores.articles, stores.chats, stores.feeds, known, lambda: now)
        begun = time.perf_counter()
        await answers.topic(known.all[0].title, Chat(1))
        first = time.perf_counter() - begun
        await answers.prepare()
        ready = time.perf_counter() - begun
        print(
            f"{name:12} {size:8} first answer in {first:.1f} s, all topics at hand in {ready:.1f}"
        )
        lately = await stores.articles.listed(now - timedelta(days=1), PUBLIC, limit=50)
        asked = questions(answers, known, [story.id for story in lately])
        found = await _asked(stores, asked, options.asks, now, f"{name:12} {size:8}")
        before = peak_memory()
        seconds = await planned(stores, settings, options.chats, now)
        more = (peak_memory() - before) / 2**20
        print(
            f"{name:12} {size:8} {options.chats} chats due: {seconds:.1f} s,"
            f" {1000 * seconds / options.chats:.1f} ms each, +{more:.0f} MB"
        )
        return found
    finally:
        await stores.aclose()


async def _asked(
    stores: Stores, asked: dict[str, Ask], asks: int, now: datetime, head: str
) -> dict[str, float]:
    """Ask while articles come in. They are made, and the index is there, before the first."""
    index, made = StoryIndex(stores.articles, lambda: now, MEMORY), _coming(now)
    await index.store(made.pop())
    coming, found = asyncio.create_task(_arrivals(index, made)), dict[str, float]()
    try:
        async with watched() as loop:
            for kind, ask in asked.items():
                times = await timed(ask, asks)
                found[kind] = times.at(0.95)
                print(
                    f"{head} {kind:12} p50 {times.at(0.5):6.1f} ms  p95 {found[kind]:6.1f} ms"
                    f"  {times.cpu:6.1f} ms CPU"
                )
        print(f"{head} the event loop was held {loop.worst:.0f} ms at the most")
    finally:
        await _ended(coming)
    return found


def bench(options: Namespace, settings: Settings) -> int:
    """Measure each size on SQLite, and on the database that --database names; write the picture."""
    logs.configure("WARNING", "console")
    spare_what_lasts()  # as `precis run` does
    series = dict[str, dict[str, float]]()
    for size in options.articles:
        with TemporaryDirectory() as folder:
            urls = [f"sqlite:///{folder}/bench.db", *([options.database] * bool(options.database))]
            for url in urls:
                found = asyncio.run(measured(url, options, size, settings))
                series[f"{url.partition(':')[0]}, {size} articles"] = found
    picture = Path(options.picture)
    picture.write_text(bar_chart("Milliseconds to an answer, 95th percentile", series), "utf-8")
    print(f"Picture: {picture}")
    return 0
