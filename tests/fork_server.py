"""`python -m MODULE` without its imports: a process that has imported the product forks one that
runs the module from its beginning, in a twentieth of the time.

    process = start("bot", "run", env=env, cwd=folder, stderr=log)
    process.kill()
    process.wait()

It is a process of its own, with its own number, arguments, environment, folder and files. Where
the environment has a word for Python itself (PYTHONIOENCODING …) Python is started. What is forked
has imported more than it needs: a test of memory or of imports starts Python itself.

The server, `python -m tests.fork_server`, has one thread and no event loop, so that nothing half
done is copied. It ends, and with it all that it began, with whoever started it.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, NamedTuple, Protocol, TextIO

ROOT = Path(__file__).parents[1]
ON_FIRST_USE = (
    "aiosqlite",
    "anyio._backends._asyncio",
    "babel.dates",
    "babel.lists",
    "prometheus_client.process_collector",
    "psycopg",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.aiosqlite",
    "tests.chat.fake_telegram",
    "trafilatura",
    "uvicorn.protocols.http.h11_impl",
)
"""What the product imports when it needs it."""
LONGEST = 2**16
"""Bytes of one request at most."""
File = IO[bytes] | int | None


class Process(Protocol):
    """What tests do with a process, as `subprocess.Popen` names it."""

    @property
    def pid(self) -> int: ...
    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def send_signal(self, sig: int) -> None: ...
    def terminate(self) -> None: ...
    def kill(self) -> None: ...


def start(
    module: str,
    *arguments: str,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    stdin: File = subprocess.DEVNULL,
    stdout: File = None,
    stderr: File = None,
) -> Process:
    """Begin `python -m module arguments`; a file that is None is this process's own."""
    environment = dict(os.environ if env is None else env)
    # Elsewhere than on Linux system libraries do not survive a fork.
    if sys.platform != "linux" or _told_to_python(environment):
        command, files = [sys.executable, "-m", module, *arguments], (stdin, stdout, stderr)
        return subprocess.Popen(command, -1, None, *files, cwd=cwd, env=environment)
    request = Request((module, *arguments), environment, str(cwd or Path.cwd()))
    with Path(os.devnull).open("r+b", buffering=0) as nowhere:
        given = (stdin, stdout, stderr)
        files = [_number(file, own, nowhere.fileno()) for own, file in enumerate(given)]
        told, telling = os.pipe()
        socket.send_fds(_server(), [json.dumps(request).encode()], [*files, telling])
        os.close(telling)
    return Forked(told)


def _told_to_python(env: Mapping[str, str]) -> bool:
    """Whether something is set that only Python's own start takes up."""
    own = {name for name in env if name.startswith("PYTHON")} - {"PYTHONPATH"}
    return any(env[name] != os.environ.get(name) for name in own)


def _number(file: File, own: int, nowhere: int) -> int:
    if file is None:
        return own
    if file == subprocess.DEVNULL:
        return nowhere
    return file if isinstance(file, int) else file.fileno()


class Forked:
    """A process that the server forked; `told` is the pipe on which it tells of it."""

    def __init__(self, told: int) -> None:
        self._told, self._lock = told, threading.Lock()
        self.pid, self.returncode = self._next(), None

    def __del__(self) -> None:
        os.close(self._told)

    def _next(self) -> int:
        """The next number that is told."""
        digits = b""
        while not digits.endswith(b"\n"):
            piece = os.read(self._told, 1)
            if not piece:
                raise EOFError("the fork server is gone")
            digits += piece
        return int(digits)

    def poll(self) -> int | None:
        """Its exit status, None while it lives."""
        with self._lock:
            if self.returncode is None and select.select([self._told], [], [], 0)[0]:
                self.returncode = self._next()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit status, when it has ended. Raises subprocess.TimeoutExpired."""
        while (status := self.poll()) is None:
            if not select.select([self._told], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0.0)
        return status

    def send_signal(self, sig: int) -> None:
        """Nothing happens to one that has ended."""
        if self.poll() is None:
            os.kill(self.pid, sig)  # the server may have seen its end, but nobody has its number

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


@cache
def _server() -> socket.socket:
    """The way to this process's own server."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.fork_server", str(theirs.fileno())],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    def end() -> None:
        ours.close()
        server.wait()

    atexit.register(end)
    return ours


class Request(NamedTuple):
    """What is to be run: a module's name and its arguments, with which environment, and where."""

    command: tuple[str, ...]
    env: dict[str, str]
    cwd: str


def serve(requests: socket.socket) -> Request | None:
    """Fork a process for each request and tell its number, then its end. Returns the request in
    the process that is to run it, and None in the server when nobody can ask any more."""
    lives = dict[int, int]()
    for end in _events(requests):
        if end:
            _bury(lives)
            continue
        asked, files, _, _ = socket.recv_fds(requests, LONGEST, 4)
        if not asked:
            break
        request = Request(*json.loads(asked))
        number = os.fork()
        if number == 0:
            _become(request, files[:3])
            return request
        *given, lives[number] = files
        for file in given:
            os.close(file)
        os.write(lives[number], b"%d\n" % number)
    for number in lives:
        os.kill(number, signal.SIGKILL)
    return None


def _events(requests: socket.socket) -> Iterator[bool]:
    """True when a process may have ended, False when there is something to read."""
    ends, wake = os.pipe()
    for file in (ends, wake):
        os.set_blocking(file, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)  # else nothing is written to the pipe
    signal.set_wakeup_fd(wake)
    while True:
        ready, _, _ = select.select([requests, ends], [], [])
        if ends in ready:
            os.read(ends, LONGEST)
            yield True
        if requests in ready:
            yield False


def _bury(lives: dict[int, int]) -> None:
    for number in list(lives):
        ended, status = os.waitpid(number, os.WNOHANG)
        if ended:
            telling = lives.pop(number)
            os.write(telling, b"%d\n" % os.waitstatus_to_exitcode(status))
            os.close(telling)


def _become(request: Request, files: list[int]) -> None:
    """Leave the server behind and be the process that was asked for."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for own, file in enumerate(files):
        os.dup2(file, own)
    os.closerange(3, 1024)
    sys.stdin, sys.stdout = _stream(0, sys.stdin), _stream(1, sys.stdout)
    sys.stderr = _stream(2, sys.stderr)
    os.chdir(request.cwd)
    os.environ.clear()
    os.environ.update(request.env)
    time.tzset()
    sys.argv[1:] = request.command[1:]
    sys.path[0] = request.cwd


def _stream(number: int, was: TextIO) -> TextIO:
    """The text of a file, as Python opens it at its start."""
    mode, lines = ("r" if number == 0 else "w"), (1 if number == 2 else -1)
    return open(number, mode, lines, was.encoding, was.errors, closefd=False)


def _make_what_is_made_once() -> None:
    """What a process makes when it needs it and keeps: the certificates that are trusted, topics,
    languages, and which code tells stories."""
    from bot.app import topics
    from bot.chat.rendering.texts import LANGUAGES, say
    from bot.chat.transport.client import telegram_request
    from bot.ingest.web.client import WebClient
    from bot.services.telling.telling_version import telling_version

    telegram_request("http://127.0.0.1")
    WebClient(clock=lambda: datetime.now(UTC))
    topics()
    telling_version()
    for language in LANGUAGES:
        say("unknown.command", language)


def _run(module: str) -> int:
    """Run it from its beginning; its exit status."""
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if isinstance(end.code, int | None):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1
    except Exception:
        traceback.print_exc()
        return 1
    return 0


def main(number: int) -> None:
    for package in map(import_module, ("bot", "config", "summarizers")):
        for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not one.name.startswith("bot.lab") and not one.name.endswith("__main__"):
                import_module(one.name)
    for name in ON_FIRST_USE:
        import_module(name)
    _make_what_is_made_once()
    assert len(list(Path("/proc/self/task").iterdir())) == 1, "a thread would be lost in the fork"
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the tests, which end it
    gc.collect()
    gc.freeze()  # else counting references copies every page
    if request := serve(socket.socket(fileno=number)):
        status = _run(request.command[0])
        # As Python ends, but for the taking apart of modules, which would copy every page of them.
        threading._shutdown()
        atexit._run_exitfuncs()
        for file in (sys.stdout, sys.stderr):
            file.flush()
        os._exit(status)


if __name__ == "__main__":
    main(int(sys.argv[1]))
