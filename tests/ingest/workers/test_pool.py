"""Reading in worker processes: whatever one document does, the others are read all the same."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import structlog

from bot.core.model.reasons import ReadingFailed
from bot.core.model.responses import Response
from bot.ingest.workers.pool import WorkerLimits, WorkerPool

RUDE = "tests.ingest.workers.rude_worker"


@asynccontextmanager
async def bench(limits: WorkerLimits | None = None, workers: int = 1) -> AsyncIterator[WorkerPool]:
    """A worker pool whose worker does what the text of a job says."""
    made = WorkerPool(module=RUDE, workers=workers, limits=limits or WorkerLimits())
    try:
        yield made
    finally:
        await made.aclose()


async def until(condition: Callable[[], bool]) -> bool:
    """Whether the condition came true while the loop had ample time."""
    for _ in range(2000):
        if condition():
            return True
        await asyncio.sleep(0.01)
    return False


async def test_a_worker_is_kept_from_one_document_to_the_next() -> None:
    async with bench() as reader:
        first = await reader.text("one", "Title")
        second = await reader.text("two")
        assert (first.page.title, first.page.text) == ("Title", "one")
        assert first.page.url == second.page.url


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        ("abort", "read_too_costly"),
        ("exit", "read_too_costly"),
        ("recurse", "too_deep"),
        ("eat", "read_too_costly"),
        ("stumble", "stumbled"),
        ("smuggle", "read_too_costly"),
        ("nonsense", "stumbled"),
        ("refuse", "other not today"),
    ],
)
async def test_a_document_that_breaks_its_reader_fails_alone(order: str, reason: str) -> None:
    async with bench() as reader:
        with pytest.raises(ReadingFailed, match=reason):
            await reader.text(order)
        assert (await reader.text("next")).page.text == "next"


async def test_a_fault_of_ours_is_logged_with_its_place_and_told_without() -> None:
    with structlog.testing.capture_logs() as logged:
        async with bench() as reader:
            with pytest.raises(ReadingFailed, match=r"^stumbled$"):
                await reader.text("stumble")
    assert "rude_worker.py" in logged[0]["traceback"]


async def test_a_document_that_hangs_is_given_up() -> None:
    async with bench(WorkerLimits(wall=0.5)) as reader:
        with pytest.raises(ReadingFailed, match="read_too_long"):
            await reader.text("sleep")
        assert (await reader.text("next")).page.text == "next"


async def test_the_loop_goes_on_and_others_are_read_while_one_document_spins() -> None:
    beats = 0

    async def heart() -> None:
        nonlocal beats
        while True:
            beats += 1
            await asyncio.sleep(0.01)

    async with bench(WorkerLimits(cpu=1, wall=60), workers=2) as reader:
        beating = asyncio.create_task(heart())
        spinning = asyncio.create_task(reader.text("spin"))
        texts = [(await reader.text(str(n))).page.text for n in range(20)]
        with pytest.raises(ReadingFailed, match="read_too_costly"):
            await spinning
        beating.cancel()
    assert texts == [str(n) for n in range(20)]
    assert beats > 20


async def test_what_a_library_prints_does_not_come_between_the_answers() -> None:
    async with bench() as reader:
        assert (await reader.text("print")).page.text == "print"
        assert (await reader.text("next")).page.text == "next"


async def test_an_oversized_document_is_not_even_sent() -> None:
    async with bench(WorkerLimits(document=1000)) as reader:
        with pytest.raises(ReadingFailed, match="oversized"):
            await reader.text("x" * 2000)
        assert reader.resting == ()


async def test_a_large_document_goes_through_the_pipe_whole() -> None:
    async with bench() as reader:
        assert await reader.discover(Response("", body=b"x" * 8_000_000)) == ["8000000"]


async def test_a_worker_is_replaced_after_enough_documents() -> None:
    async with bench(WorkerLimits(jobs=2)) as reader:
        pids = [(await reader.text("x")).page.url for _ in range(4)]
        assert pids[0] == pids[1] != pids[2] == pids[3]


async def test_a_worker_that_has_grown_is_replaced() -> None:
    async with bench(WorkerLimits(memory=120 * 2**20)) as reader:
        grown = (await reader.text("bloat")).page.url
        assert (await reader.text("x")).page.url != grown


async def test_a_worker_without_work_goes_home_and_another_comes() -> None:
    async with bench(WorkerLimits(idle=0.05)) as reader:
        first = (await reader.text("x")).page.url
        assert await until(lambda: not reader.resting)
        assert await until(lambda: not Path(f"/proc/{first}/stat").exists())
        assert (await reader.text("x")).page.url != first


async def test_a_caller_who_gives_up_takes_the_document_along() -> None:
    async with bench() as reader:
        await reader.start()
        waiting = asyncio.create_task(reader.text("sleep"))
        await asyncio.sleep(0.1)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert (await reader.text("next")).page.text == "next"


async def test_closing_ends_the_work_under_way_and_the_work_that_waits() -> None:
    async with bench() as reader:
        await reader.start()
        jobs = [asyncio.create_task(reader.text("sleep")) for _ in range(3)]
        await asyncio.sleep(0.1)
        await reader.aclose()
        outcomes = await asyncio.gather(*jobs, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [ReadingFailed] * 3


async def test_a_worker_that_cannot_start_is_a_failure() -> None:
    reader = WorkerPool(module="tests.ingest.no_such_worker")
    with pytest.raises(ReadingFailed, match="no_reader"):
        await reader.text("x")
    await reader.aclose()


ORPHANING = """
import asyncio, os, signal

from bot.ingest.workers.pool import WorkerPool
async def main():
    reader = WorkerPool(module="tests.ingest.workers.rude_worker")
    await reader.start()
    print(*reader.resting, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
asyncio.run(main())
"""


async def test_a_worker_ends_when_the_bot_is_killed() -> None:
    parent = await asyncio.create_subprocess_exec(sys.executable, "-c", ORPHANING, stdout=PIPE)
    pid = (await parent.communicate())[0].decode().strip()
    assert pid.isdecimal()
    assert await until(lambda: not Path(f"/proc/{pid}").exists())


async def test_workers_inherit_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:secret")
    async with bench() as reader:
        await reader.start()
        (pid,) = reader.resting
        environment = await asyncio.to_thread(Path(f"/proc/{pid}/environ").read_bytes)
        assert b"secret" not in environment


FEED = b"<rss><channel><title>T</title><item><title>n</title><link>/1</link></item></channel></rss>"
PAGE = """<html lang="en"><head><title>Ferry service resumes</title>
<link rel="alternate" type="application/rss+xml" href="/feed"></head><body><article>
<h1>Ferry service resumes</h1>
<p>The ferry between the two islands sailed again on Tuesday after three weeks of repairs.</p>
<p>Engineers had replaced the starboard propeller, which was damaged by drifting timber.</p>
<p>The operator expects a full timetable of nine crossings a day from next Monday.</p>
</article></body></html>"""


async def test_the_real_worker_reads_a_feed_a_page_a_text_and_finds_feeds() -> None:
    reader = WorkerPool(workers=1)
    answer = Response("https://x.example/p", 200, {"content-type": "text/html"}, PAGE.encode())
    try:
        feed = await reader.feed(Response("https://x.example/f", 200, {}, FEED))
        page = await reader.page(answer, bullets=2)
        text = await reader.text("It rained. Then it stopped, and the sun came out.", "Weather")
        found = await reader.discover(answer)
    finally:
        await reader.aclose()
    assert [entry.link for entry in feed.entries] == ["https://x.example/1"]
    assert "ferry between the two islands" in page.page.text
    for bullet in page.bullets:
        span = page.page.text[bullet.start : bullet.end]
        assert set(bullet.text.lower().split()) <= set(span.lower().split())
    assert 1 <= len(page.bullets) <= 2
    assert (text.page.title, text.page.problem) == ("Weather", None)
    assert found == ["https://x.example/feed"]


async def test_a_web_page_where_a_feed_should_be_is_told() -> None:
    reader = WorkerPool(workers=1)
    try:
        with pytest.raises(ReadingFailed, match="a_page"):
            await reader.feed(Response("https://x.example/f", 200, {}, PAGE.encode()))
    finally:
        await reader.aclose()
