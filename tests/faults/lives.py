"""Processes that are begun, killed and begun again, some hundreds of times."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager

from tests.fork_server import ROOT, Process, start


class Lives:
    """Begins processes that run one module of the tests, one at a time."""

    def __init__(self, module: str) -> None:
        self._module = module
        self.last: Process | None = None

    async def begin(self, *arguments: str) -> Process:
        """One more, which has said that it is ready."""
        hears, says = os.pipe()
        self.last = start(self._module, *arguments, cwd=ROOT, stdout=says)
        os.close(says)
        with os.fdopen(hears) as said:
            line = await asyncio.to_thread(said.readline)
        assert line == "ready\n", f"{self._module} has not begun"
        return self.last


async def ended(process: Process, within: float) -> int:
    """Its exit status, once it has ended. Raises subprocess.TimeoutExpired."""
    return await asyncio.to_thread(process.wait, within)


@contextmanager
def lives(module: str) -> Iterator[Lives]:
    """None of them outlives the block."""
    begun = Lives(module)
    try:
        yield begun
    finally:
        if begun.last:
            begun.last.kill()
            begun.last.wait()
