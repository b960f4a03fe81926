"""A process that is told to stop in the middle of something: `python -m tests.stopping_child WHAT`.

It says "ready" when it can be told, and "tidied" when it has tidied up.
"""

from __future__ import annotations

import asyncio
import sys
import time

from bot import logs
from bot.stopping import end_when_told, run_until_told

LIMIT_SECONDS = 0.5


async def waits() -> None:
    await asyncio.Event().wait()


async def is_busy() -> None:
    await asyncio.to_thread(time.sleep, 60)


async def fails() -> None:
    raise ValueError("a fault of ours")


async def ends() -> None:
    return


DOES = {"is busy": is_busy, "fails": fails, "ends": ends}


async def work(what: str) -> None:
    print("ready", flush=True)
    try:
        await DOES.get(what, waits)()
    finally:
        if what == "hangs":
            await asyncio.Event().wait()
        if what == "slow to tidy":
            print("tidying", flush=True)
            await asyncio.sleep(0.2)
        print("tidied", flush=True)


if __name__ == "__main__":
    logs.configure("INFO", "json")
    end_when_told()
    if sys.argv[1] == "begins":
        print("ready", flush=True)
        time.sleep(60)
    status = run_until_told(lambda: work(sys.argv[1]), LIMIT_SECONDS)
    if sys.argv[1] == "leaves slowly":
        print("leaving", flush=True)
        time.sleep(0.2)
    raise SystemExit(status)
