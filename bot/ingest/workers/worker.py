"""A process that reads documents for the bot, one job at a time, until its input ends.

Started by the pool as `python -m bot.ingest.workers.worker ADDRESS_SPACE CPU`: the bytes of
memory it may map and the CPU seconds that one job may use. A job is (name, arguments, options),
its answer (verdict, value, peak memory in bytes); a job that is too costly ends the process, and
with it nothing else.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from bot.allocator import keep_heap_small
from bot.core.model.reasons import ReadingFailed, Reason
from bot.ingest.workers import protocol

DONE, FAILED, FAULT, WORN = "done", "failed", "fault", "worn"
"""Verdicts: the value is the result; the reason why this document cannot be read; the traceback
of a fault of ours; the reason after which the process is not to be used again."""

Jobs = Mapping[str, Callable[..., Any]]


def serve(jobs: Jobs, address_space: int, cpu: int) -> None:
    """Answer jobs from standard input on standard output until the input ends."""
    source, sink = _private_pipes()
    _limit(address_space)
    _send(sink, (DONE, None, peak_memory()))
    while (job := _receive(source)) is not None:
        _allow_cpu(cpu)
        _send(sink, (*_work(jobs, *job), peak_memory()))


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes for ourselves alone: what a library prints or asks for goes nowhere."""
    source, sink = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return os.fdopen(source, "rb"), os.fdopen(sink, "wb")


def _limit(address_space: int) -> None:
    """No core files, no files at all, and no more memory than is good for the machine."""
    limits = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)]
    for kind, value in (*limits, (resource.RLIMIT_AS, address_space)):
        # Some systems (macOS) know no such limit; the time limits hold there all the same.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, value))
    os.nice(5)


def _allow_cpu(seconds: int) -> None:
    """The kernel ends the process when it has used that much more CPU than until now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _work(
    jobs: Jobs, name: str, arguments: tuple[Any, ...], options: dict[str, Any]
) -> tuple[str, Any]:
    try:
        return DONE, jobs[name](*arguments, **options)
    except ReadingFailed as failure:
        return FAILED, str(failure)
    except MemoryError:
        return WORN, Reason.READ_TOO_COSTLY.value
    except RecursionError:
        return WORN, Reason.TOO_DEEP.value
    except Exception:
        return FAULT, traceback.format_exc(limit=-5)


def peak_memory(process: int | str = "self") -> int:
    """The most memory that a process has held, in bytes; 0 where another one's is not known."""
    # On Linux ru_maxrss begins with what the process that started this one held; VmHWM does not.
    with contextlib.suppress(OSError, IndexError):
        lines = Path(f"/proc/{process}/status").read_text("ascii", "replace").splitlines()
        return int(next((x for x in lines if x.startswith("VmHWM")), "").split()[1]) * 1024
    if process != "self":
        return 0
    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale


def _receive(source: BinaryIO) -> tuple[str, tuple[Any, ...], dict[str, Any]] | None:
    head = source.read(protocol.HEAD.size)
    if len(head) < protocol.HEAD.size:
        return None
    name, arguments, options = protocol.unpack(source.read(*protocol.HEAD.unpack(head)))
    return name, arguments, options


def _send(sink: BinaryIO, answer: tuple[str, Any, int]) -> None:
    sink.write(protocol.pack(answer))
    sink.flush()


_PASSED_ON = "PATH", "TMPDIR", "LANG", "PYTHONOPTIMIZE"


def environment() -> dict[str, str]:
    """A worker's environment: no secret of ours, one thread, and this very code."""
    root = str(Path(__file__).resolve().parents[3])
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    return {**kept, **dict.fromkeys(threads, "1"), "PYTHONPATH": root, "PYTHONUTF8": "1"}


def main() -> None:
    """Serve the real jobs, with everything they need imported before the first one comes."""
    # A platform that stops all processes at once means the bot, which ends its workers.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    from bot.ingest.workers import jobs as reading

    keep_heap_small()
    reading.warm_up()
    jobs: Jobs = {
        "feed": reading.read_feed,
        "page": reading.read_article,
        "text": reading.read_text,
        "discover": reading.read_links,
    }
    serve(jobs, int(sys.argv[1]), int(sys.argv[2]))


if __name__ == "__main__":
    main()
