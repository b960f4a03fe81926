"""However much is asked for at once, the process and its workers stay within their memory.

Measured from outside: the sum of the real memory of the reading side and of its workers, while
many feeds and pages of the largest size that is read come at once.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.faults.mutations import NIGHTLY
from tests.faults.test_hostile_web import body, up

FEEDS, PAGES = (120, 50) if NIGHTLY else (6, 3)
MB = 2**20
LARGEST = 49 * MB // 10
MOST_RSS = 350 * MB
SENTENCE = "The council of Eastmere approved bridge {n} on Monday after a debate of {n} hours. "


def a_large_feed(number: int) -> bytes:
    entry = SENTENCE.format(n=number) * 100
    items = "".join(
        f"<item><guid>{n}</guid><title>Report {n}</title><description>{n} {entry}</description></item>"
        for n in range(LARGEST // (len(entry) + 80))
    )
    return f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>".encode()


def a_large_page(number: int) -> bytes:
    paragraph = f"<p>{SENTENCE.format(n=number)}It will cost {number} million.</p>"
    filler = "<!-- " + "x" * (LARGEST - 60_000) + " -->"
    return f"<html><body><article><h1>B</h1>{paragraph * 300}</article>{filler}".encode()


def real_memory(process: int) -> list[int]:
    """The bytes of real memory that a process and each of its children hold now."""
    held = []
    for place in [Path(f"/proc/{process}"), *_children(process)]:
        try:
            pages = int((place / "statm").read_text().split()[1])
        except (OSError, IndexError):  # it has just ended
            continue
        held.append(pages * 4096)
    return held


def _children(process: int) -> list[Path]:
    try:
        tasks = Path(f"/proc/{process}/task").glob("*/children")
        return [Path(f"/proc/{child}") for task in tasks for child in task.read_text().split()]
    except OSError:
        return []


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.timeout(1800 if NIGHTLY else 120)
async def test_many_large_feeds_and_pages_at_once_stay_within_memory(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        places = [await up(stack, f"127.0.9.{n + 1}", body(b"")) for n in range(FEEDS)]
        for number, place in enumerate(places):
            place.handlers["/feed"] = body(a_large_feed(number), content_type="text/xml")
            place.handlers["/page"] = body(a_large_page(number), content_type="text/html")
        (tmp_path / "feeds").write_text("\n".join(f"{place.root}/feed" for place in places))
        (tmp_path / "pages").write_text("\n".join(f"{one.root}/page" for one in places[:PAGES]))
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.faults.memory_child", str(tmp_path)), stdout=PIPE
        )
        most, finished = list[int](), asyncio.create_task(child.communicate())
        while not finished.done():
            most = max(most, real_memory(child.pid), key=sum)
            await asyncio.sleep(0.02)
        said, _ = await finished
    feeds, pages, left = map(int, said.split()[-3:])
    parts = ", ".join(f"{one / MB:.0f}" for one in most)
    print(
        f"at most {sum(most) / MB:.0f} MB ({parts}); {left} feeds were left when the last page was read"
    )
    assert (feeds, pages) == (FEEDS, PAGES)
    assert left > 0, "readers' pages go first"
    assert sum(most) < MOST_RSS, f"{parts} MB"
