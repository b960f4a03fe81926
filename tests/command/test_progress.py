"""The progress bar: on a terminal it is drawn and wiped, in a pipe there is none."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bot.command.progress import progress_bar

SCRIPT = """
from bot.command.progress import progress_bar
with progress_bar("Reading feeds") as progress:
    progress(0, 0)
    progress(0, 4)
    progress(3, 4)
    progress(3, 4)
print("over")
"""


def test_a_pipe_gets_no_bar(capfd: pytest.CaptureFixture[str]) -> None:
    with progress_bar("Reading feeds") as progress:
        assert progress is None
    assert capfd.readouterr().err == ""


def test_a_terminal_shows_how_far_it_is_and_is_clean_afterwards() -> None:
    if os.name != "posix":
        pytest.skip("no terminals of this kind here")
    ours, theirs = os.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, stderr=theirs, timeout=60
        )
        drawn = os.read(ours, 65_536).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert (done.returncode, done.stdout) == (0, b"over\n")
    empty, none, most, wiped = drawn.split("\r")[1:-1]
    assert empty == none.replace("0/4", "0/0") == f"Reading feeds [{'.' * 40}] 0/0"
    assert most == f"Reading feeds [{'#' * 30}{'.' * 10}] 3/4"  # drawn once: nothing changed
    assert wiped == " " * len(most)
