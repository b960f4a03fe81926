"""Reading and summarising in processes that can be killed, away from the event loop.

Documents come from strangers: some cost minutes of CPU or all of the memory, some crash a parser
written in C. So every document is read in a worker process with limits of its own; whatever
becomes of it is the failure of that one document. Workers start when there is work and end when
there has been none for a while.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pickle import UnpicklingError
from typing import Any, TypeVar

import structlog

from bot.core.model.articles import Reading
from bot.core.model.feeds import ParsedFeed
from bot.core.model.reasons import ReadingFailed, Reason, Unreadable
from bot.core.model.responses import Response
from bot.ingest.workers import protocol, worker
from bot.services.document_budget import PrioritySemaphore

log = structlog.get_logger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """What one job may cost, and when a worker has served long enough.

    `cpu` and `wall` are seconds a job, `start` seconds until a new worker must be ready, `idle`
    seconds after which an unused one ends. `address_space` and `memory` are bytes: what a worker
    may map, and the peak of real memory after which it is replaced. `document` is the largest
    body that is looked at; `jobs` how many a worker does before it is replaced.
    """

    cpu: int = 5
    wall: float = 10.0
    start: float = 30.0
    idle: float = 30.0
    address_space: int = 512 * 2**20
    memory: int = 256 * 2**20
    document: int = 20 * 2**20
    jobs: int = 500


class _Gone(Exception):
    """The worker ended, or talked nonsense, in the middle of a job."""


class _Worker:
    """One process, ready for a job."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.jobs = 0
        self.timer: asyncio.TimerHandle | None = None

    async def ask(self, job: deque[memoryview]) -> tuple[str, Any, int]:
        """Send the pieces of a job and wait for its answer. Raises `_Gone` if the process ends."""
        pipe = self.process.stdin
        if pipe is None:
            raise _Gone
        try:
            while job:
                pipe.write(job.popleft())
                await pipe.drain()
        except (ConnectionError, RuntimeError) as error:
            raise _Gone from error
        self.jobs += 1
        return await self.answer()

    async def answer(self) -> tuple[str, Any, int]:
        """(verdict, value, peak memory in bytes) of the job under way."""
        pipe = self.process.stdout
        if pipe is None:
            raise _Gone
        try:
            verdict, value, peak = protocol.unpack(await protocol.received(pipe))
        except (asyncio.IncompleteReadError, ConnectionError, UnpicklingError) as error:
            raise _Gone from error
        return str(verdict), value, int(peak)

    def kill(self) -> None:
        """End the process now, in whatever it is doing."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()

    async def end(self) -> None:
        """Kill the process and see it off; its pipes are closed with it."""
        if self.timer:
            self.timer.cancel()
        self.kill()
        # communicate() drains and closes both pipes, whatever state they were left in.
        await self.process.communicate()


class WorkerPool:
    """Reads feeds, pages and texts in worker processes; fulfils `services.ports.Reader`.

        bench = WorkerPool(method="news")
        parsed = await bench.feed(answer)
        await bench.aclose()

    `workers` documents are read at once; `method` is the summariser, `module` what a worker runs.
    """

    def __init__(
        self,
        *,
        method: str = "news",
        workers: int = 2,
        limits: WorkerLimits | None = None,
        module: str = "bot.ingest.workers.worker",
    ) -> None:
        self._method, self._module = method, module
        self._limits = limits or WorkerLimits()
        self._workers, self._places = workers, PrioritySemaphore(workers)
        self._living: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._endings: set[asyncio.Task[None]] = set()
        self._closed = False

    async def start(self) -> None:
        """Have one worker ready, so that the first reader does not wait for its start."""
        async with self._place(urgent=True):
            if not self._idle:
                self._rest(await self._spawn())

    async def feed(self, answer: Response, *, urgent: bool = False) -> ParsedFeed:
        """Entries of a feed document. Raises `ReadingFailed`."""
        return _expect(ParsedFeed, await self._run(urgent, "feed", _slim(answer)))

    async def page(
        self, answer: Response, bullets: int = 5, standfirst: str = "", *, urgent: bool = False
    ) -> Reading:
        """The article on a page with its bullets. Raises `ReadingFailed`."""
        job = (answer.body, answer.url, answer.content_type)
        options = {"bullets": bullets, "method": self._method, "standfirst": standfirst}
        return _expect(Reading, await self._run(urgent, "page", *job, **options))

    async def text(
        self,
        text: str,
        title: str = "",
        language: str | None = None,
        bullets: int = 5,
        *,
        urgent: bool = False,
    ) -> Reading:
        """The same for a text or a piece of HTML. Raises `ReadingFailed`."""
        options = {"bullets": bullets, "method": self._method}
        return _expect(Reading, await self._run(urgent, "text", text, title, language, **options))

    async def discover(self, answer: Response, *, urgent: bool = False) -> list[str]:
        """Addresses of the feeds that a page names. Raises `ReadingFailed`."""
        return _expect(list, await self._run(urgent, "discover", _slim(answer)))

    async def aclose(self) -> None:
        """End all workers; jobs under way and jobs still waiting fail. Safe to repeat."""
        if self._closed:
            return
        self._closed = True
        for one in self._living:
            one.kill()
        for _ in range(self._workers):
            await self._places.acquire()
        while self._idle:
            self._dismiss(self._idle.pop())
        await asyncio.gather(*self._endings)

    @property
    def resting(self) -> tuple[int, ...]:
        """Process ids of the workers that are up and without work."""
        return tuple(one.process.pid for one in self._idle)

    async def _run(self, urgent: bool, name: str, *arguments: object, **options: object) -> Any:
        if self._closed:
            raise ReadingFailed(Reason.NO_READER)
        async with self._place(urgent):
            job = protocol.pieces(protocol.pack((name, arguments, options)))
            if sum(map(len, job)) > self._limits.document:
                raise ReadingFailed(Reason.OVERSIZED, f"{self._limits.document // 2**20} MB")
            if self._closed:
                raise ReadingFailed(Reason.NO_READER)
            return await self._run_on(await self._take(), job)

    @asynccontextmanager
    async def _place(self, urgent: bool) -> AsyncIterator[None]:
        await self._places.acquire(urgent=urgent)
        try:
            yield
        finally:
            self._places.release()

    async def _run_on(self, one: _Worker, job: deque[memoryview]) -> Any:
        """The value of a job, and the worker back on the bench if it is fit for another."""
        fit = False
        try:
            async with asyncio.timeout(self._limits.wall):
                verdict, value, peak = await one.ask(job)
            fit = verdict != worker.WORN and not self._worn(one, peak)
        except TimeoutError as error:
            raise ReadingFailed(Reason.READ_TOO_LONG) from error
        except _Gone as error:
            raise ReadingFailed(Reason.READ_TOO_COSTLY) from error
        finally:
            self._rest(one) if fit else self._dismiss(one)
        if verdict == worker.DONE:
            return value
        if verdict == worker.FAULT:
            log.error("reader fault", traceback=str(value))
            raise ReadingFailed(Reason.STUMBLED)
        why = Unreadable.parse(str(value))
        raise ReadingFailed(why.reason, why.detail)

    def _worn(self, one: _Worker, peak: int) -> bool:
        return self._closed or one.jobs >= self._limits.jobs or peak > self._limits.memory

    async def _take(self) -> _Worker:
        """The worker that rested last, or a new one."""
        while self._idle:
            one = self._idle.pop()
            if one.timer:
                one.timer.cancel()
            if one.process.returncode is None:
                return one
            self._dismiss(one)
        return await self._spawn()

    async def _spawn(self) -> _Worker:
        limits = self._limits
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", self._module, str(limits.address_space), str(limits.cpu)),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env=worker.environment(),
            limit=protocol.PIECE,
            start_new_session=True,  # Ctrl-C at a terminal is for the bot, which ends its workers
        )
        one = _Worker(process)
        self._living.add(one)
        ready = False
        try:
            async with asyncio.timeout(limits.start):
                await one.answer()
            ready = True
        except (TimeoutError, _Gone) as error:
            raise ReadingFailed(Reason.NO_READER) from error
        finally:
            if not ready:
                self._dismiss(one)
        return one

    def _rest(self, one: _Worker) -> None:
        """Put a worker on the bench, until somebody needs it or it has rested long enough."""
        self._idle.append(one)
        loop = asyncio.get_running_loop()
        one.timer = loop.call_later(self._limits.idle, self._send_home, one)

    def _send_home(self, one: _Worker) -> None:
        if one in self._idle:
            self._idle.remove(one)
            self._dismiss(one)

    def _dismiss(self, one: _Worker) -> None:
        """End a worker without anybody waiting for it."""
        self._living.discard(one)
        ending = asyncio.get_running_loop().create_task(one.end())
        self._endings.add(ending)
        ending.add_done_callback(self._endings.discard)


def _expect(kind: type[T], value: object) -> T:
    """A worker's answer, checked: what comes from over there is believed in nothing."""
    if not isinstance(value, kind):
        raise ReadingFailed(Reason.STUMBLED)
    return value


def _slim(answer: Response) -> Response:
    """An answer with the one header that a reader needs."""
    return Response(answer.url, answer.status, {"content-type": answer.content_type}, answer.body)
