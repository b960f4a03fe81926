"""What is forked is a process of its own, as if Python had been started for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.fork_server import Process, start

ONE = ("timeit", "-n", "1", "-r", "1")
"""The module of Python's own that runs what it is given."""


def ran(code: str, folder: Path, **env: str) -> tuple[int, list[str], str]:
    """The exit status, what was printed before what timeit adds, and what went wrong."""
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        env = {"PATH": os.environ["PATH"], **env}
        status = start(*ONE, code, env=env, cwd=folder, stdout=out, stderr=err).wait(60)
    said = (folder / "out").read_text("utf-8").splitlines()
    return status, said, (folder / "err").read_text("utf-8")


def sleeping(folder: Path) -> Process:
    return start(*ONE, "import time; time.sleep(600)", cwd=folder)


def test_it_has_its_own_number_arguments_environment_folder_and_files(tmp_path: Path) -> None:
    code = (
        "import os, sys; print(os.getpid(), os.getcwd(), sys.argv[1], os.environ.get('HOME'),"
        " os.environ['X'], sorted(map(int, os.listdir('/dev/fd')))[:4])"
    )
    status, (said, *_), wrong = ran(code, tmp_path, X="ä b")
    number, rest = said.split(" ", 1)
    assert (status, wrong) == (0, "")
    assert int(number) != os.getpid()
    assert rest.startswith(f"{tmp_path} -n None ä b [0, 1, 2, ")


def test_two_draw_different_random_numbers(tmp_path: Path) -> None:
    code = "import random, uuid; print(random.random(), uuid.uuid4())"
    one, two = (ran(code, tmp_path)[1][0].split() for _ in range(2))
    assert all(mine != yours for mine, yours in zip(one, two, strict=True))


def test_its_exit_status_is_told(tmp_path: Path) -> None:
    assert ran("import os; os._exit(7)", tmp_path)[0] == 7
    status, _, wrong = ran("print(1 / 0)", tmp_path)
    assert status == 1
    assert "ZeroDivisionError" in wrong


def test_at_its_end_threads_are_waited_for_and_hooks_are_run(tmp_path: Path) -> None:
    code = (
        "import atexit, threading, time; atexit.register(print, 'hook');"
        "threading.Thread(target=lambda: [time.sleep(0.1), print('thread')]).start()"
    )
    status, said, wrong = ran(code, tmp_path)
    assert (status, said[-2:], wrong) == (0, ["thread", "hook"], "")


def test_a_signal_ends_it_and_the_others_go_on(tmp_path: Path) -> None:
    one, two = sleeping(tmp_path), sleeping(tmp_path)
    one.kill()
    assert one.wait(60) == one.poll() == -signal.SIGKILL
    one.kill()  # nothing is there any more
    assert two.poll() is None
    two.terminate()
    assert two.wait(60) == -signal.SIGTERM


def test_where_it_takes_too_long_that_is_told(tmp_path: Path) -> None:
    process = sleeping(tmp_path)
    try:
        process.wait(0.01)
        raise AssertionError("it ended")
    except subprocess.TimeoutExpired:
        process.kill()
    assert process.wait(60) == -signal.SIGKILL


def test_a_word_for_python_itself_starts_python(tmp_path: Path) -> None:
    code = "import sys; print(sys.stdout.encoding, 'bot.running' in sys.modules)"
    forked, started = ran(code, tmp_path), ran(code, tmp_path, PYTHONIOENCODING="ascii")
    if sys.platform == "linux":
        assert forked[1][0] == "utf-8 True"
    assert started[1][0] == "ascii False"
