"""A stop that comes to its end: SIGTERM and SIGINT cancel what is at work, whichever step it is in,
and nothing outlasts the seconds that platforms leave between that and a kill.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

log = structlog.get_logger(__name__)

SIGNALS = signal.SIGTERM, signal.SIGINT
LIMIT_SECONDS = 9.0
"""From the signal to the end, whatever still runs; Docker kills after ten, others later."""


def end_when_told() -> None:
    """From here on SIGTERM ends this process: nothing has begun. Without a handler the kernel
    keeps the signal from process 1 of a container."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))


def run_until_told(
    work: Callable[[], Coroutine[Any, Any, None]], limit: float = LIMIT_SECONDS
) -> int:
    """Do the work until it ends, or a signal cancels it. Returns the exit status.

    Threads cannot be cancelled: those that are busy `limit` seconds after the signal are cut off
    with the process, as by a kill, and what they had not committed is undone.
    """
    return asyncio.run(_cancelled_when_told(work, limit))


async def _cancelled_when_told(work: Callable[[], Coroutine[Any, Any, None]], limit: float) -> int:
    told, task = asyncio.Event(), asyncio.ensure_future(work())

    def stop() -> None:
        if told.is_set():  # a second cancellation would cut the tidying up short
            return
        told.set()
        log.info("stopping")
        last = threading.Timer(limit, _cut_off)
        last.daemon = True
        last.start()
        task.cancel()

    loop = asyncio.get_running_loop()
    for number in SIGNALS:
        loop.add_signal_handler(number, stop)
    try:
        await task
    except asyncio.CancelledError:
        if not told.is_set():
            raise
    if told.is_set():  # one more, on the way out, would end it with another status
        for number in SIGNALS:
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_IGN)
    return 0


def _cut_off() -> None:
    log.warning("stopped in the middle of something that takes long")
    os._exit(0)
