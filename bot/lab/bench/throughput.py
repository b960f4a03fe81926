"""How fast articles are read as `precis collect` reads them, beside trafilatura alone.

Every system runs in a fresh process, so that its memory is its own: Précis with the real
worker pool, whose two workers read, find hashtags and make bullets; trafilatura in a plain loop
that only extracts.
"""

from __future__ import annotations

import asyncio
import resource
import time
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.core.model.reasons import ReadingFailed
from bot.core.model.responses import Response
from bot.errors import PrecisError
from bot.ingest.workers.pool import WorkerPool
from bot.ingest.workers.worker import peak_memory
from bot.lab.bench import datasets
from bot.lab.bench.pages import PAGES, library_text

_WORKERS, _IN_FLIGHT, _CHUNK = 2, 4, 250
_HTML = {"content-type": "text/html; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Run:
    """What reading `articles` cost: seconds on the wall and of CPU, bytes of memory at the peak.

    `workers_cpu` is what worker processes used, `worker_memory` the peak of the largest of them.
    """

    articles: int
    failed: int
    wall: float
    cpu: float
    memory: int
    workers_cpu: float = 0.0
    worker_memory: int = 0

    def show(self, name: str) -> None:
        """One line of figures."""
        cpu, mb = self.cpu + self.workers_cpu, 2**20
        workers = f" + workers {self.worker_memory / mb:.0f} MB each" if self.worker_memory else ""
        print(
            f"{'throughput':20} {name:17} {self.articles} articles, {self.failed} failed"
            f"  {self.articles / self.wall:5.1f} a second  {1000 * cpu / self.articles:5.1f} ms CPU"
            f"  {cpu:.0f} s CPU  peak {self.memory / mb:.0f} MB{workers}"
        )


def throughput(data: Path, articles: int, tick: Callable[[int], None]) -> None:
    """Read so many articles, the sets' pages again and again, and print what each system costs.

    `tick` is told how many articles the system at work has read.
    """
    with TemporaryDirectory() as folder:
        files = _as_files(data, Path(folder))
        if not files:
            return
        served = list(islice(cycle(files), articles))
        for name, job in _SYSTEMS.items():
            _apart(job, served, tick).show(name)


def _as_files(data: Path, folder: Path) -> list[Path]:
    """The sets' pages as files of bytes, in an order that mixes the sets and is always the same."""
    pages = [row["html"] for name in PAGES for row in datasets.rows(data, f"extraction/{name}")]
    pages.sort(key=lambda page: zlib.crc32(page.encode("utf-8", "replace")))
    files = [folder / f"{number}.html" for number in range(len(pages))]
    for file, page in zip(files, pages, strict=True):
        file.write_text(page, "utf-8", errors="replace")
    return files


Job = Callable[[Connection, Sequence[Path]], None]


def _apart(job: Job, files: Sequence[Path], tick: Callable[[int], None]) -> Run:
    """Run a job in a process of its own; it sends how far it is, and last its result."""
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=job, args=(theirs, files))
    process.start()
    theirs.close()
    try:
        while not isinstance(told := ours.recv(), Run):
            tick(told)
    except EOFError as error:
        raise PrecisError("a process of the benchmark has ended before its time") from error
    finally:
        process.join()
    return told


def _with_worker_pool(pipe: Connection, files: Sequence[Path]) -> None:
    pipe.send(asyncio.run(_read(pipe, files)))


async def _read(pipe: Connection, files: Sequence[Path]) -> Run:
    bench, failed, memory = WorkerPool(workers=_WORKERS), 0, 0
    places = asyncio.Semaphore(_IN_FLIGHT)

    async def one(file: Path) -> bool:
        async with places:
            with suppress(ReadingFailed):
                await bench.page(_answer(file))
                return True
            return False

    await bench.start()
    start, before = time.perf_counter(), time.process_time()
    for place in range(0, len(files), _CHUNK):
        read = await asyncio.gather(*map(one, files[place : place + _CHUNK]))
        failed += read.count(False)
        memory = max([memory, *(peak_memory(process) for process in bench.resting)])
        pipe.send(place + len(read))
    wall, cpu = time.perf_counter() - start, time.process_time() - before
    await bench.aclose()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = used.ru_utime + used.ru_stime
    return Run(len(files), failed, wall, cpu, peak_memory(), spent, memory)


def _answer(file: Path) -> Response:
    return Response(f"https://bench.example/{file.name}", 200, _HTML, file.read_bytes())


def _with_library_fast(pipe: Connection, files: Sequence[Path]) -> None:
    _extract(pipe, files, True)


def _with_library(pipe: Connection, files: Sequence[Path]) -> None:
    _extract(pipe, files, False)


def _extract(pipe: Connection, files: Sequence[Path], fast: bool) -> None:
    library_text(files[0].read_text("utf-8"), fast)
    start, before, failed = time.perf_counter(), time.process_time(), 0
    for number, file in enumerate(files, 1):
        failed += not library_text(file.read_text("utf-8"), fast)
        if number % _CHUNK == 0:
            pipe.send(number)
    wall, cpu = time.perf_counter() - start, time.process_time() - before
    pipe.send(Run(len(files), failed, wall, cpu, peak_memory()))


_SYSTEMS: dict[str, Job] = {
    "précis": _with_worker_pool,
    "trafilatura fast": _with_library_fast,
    "trafilatura": _with_library,
}
