"""A process that has imported everything and is then forked, so that a hundred lives begin in
hundredths of a second each.

    python -m tests.faults.zygote tests.faults.delivery_child

imports the module and reads lines from its input, each the arguments of one life in JSON; for each
it forks a process that runs `main` of the module with them. That process tells "ready" and its
number by its own output; its end is told as "ended STATUS", -9 for a kill.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass
class Life:
    """One process; `status` is None while it lives."""

    number: int
    status: int | None = None

    def signal(self, kind: int) -> None:
        """Nothing happens to one that has ended."""
        if self.status is None:
            with suppress(ProcessLookupError):
                os.kill(self.number, kind)

    def kill(self) -> None:
        self.signal(signal.SIGKILL)


class Zygote:
    """Begins lives, one at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin and process.stdout
        self._input, self._output = process.stdin, process.stdout

    async def begin(self, *arguments: str) -> Life:
        """A life that is ready."""
        self._input.write(json.dumps(arguments).encode() + b"\n")
        return Life(await self._told(b"ready"))

    async def end(self, life: Life, within: float) -> int:
        """Wait for its end; its exit status. Raises TimeoutError."""
        life.status = await asyncio.wait_for(self._told(b"ended"), within)
        return life.status

    async def _told(self, word: bytes) -> int:
        """The number behind the next such word; between them a life writes its log."""
        while line := await self._output.readline():
            first, _, number = line.partition(b" ")
            if first == word:
                return int(number)
        raise EOFError(word)


@asynccontextmanager
async def zygote(module: str) -> AsyncIterator[Zygote]:
    """The zygote of a module's `main`; it ends with the block, and its last life with it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.faults.zygote", module),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield Zygote(process)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


def serve(module: str) -> None:
    """Fork a life for each line of the input, and wait for its end."""
    main = import_module(module).main
    for line in sys.stdin:
        number = os.fork()
        if number == 0:
            sys.stdin.close()
            asyncio.run(main(*json.loads(line)))
            sys.stdout.flush()
            os._exit(0)
        _, status = os.waitpid(number, 0)
        print("ended", os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    serve(sys.argv[1])
