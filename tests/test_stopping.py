"""Whatever a process does when it is told to stop, it ends, and tidies up if it can."""

from __future__ import annotations

import os
import signal
import subprocess

import pytest

from tests.fork_server import ROOT, start

TERM, INT = signal.SIGTERM, signal.SIGINT


def life(what: str, **told: signal.Signals) -> tuple[int, str]:
    """The exit status of a process that does this and is sent signals when it says words, and all
    that it said."""
    hears, says = os.pipe()
    process = start("tests.stopping_child", what, cwd=ROOT, stdout=says, stderr=subprocess.DEVNULL)
    os.close(says)
    said = list[str]()
    try:
        with os.fdopen(hears) as lines:
            for line in lines:
                said.append(line.strip())
                if number := told.get(said[-1]):
                    process.send_signal(number)
        return process.wait(30), " ".join(said)
    finally:
        process.kill()


@pytest.mark.parametrize("number", [TERM, INT])
def test_a_signal_ends_it_in_whichever_step_it_is(number: signal.Signals) -> None:
    assert life("waits", ready=number) == (0, "ready tidied")


def test_before_anything_has_begun_a_signal_ends_it_at_once() -> None:
    assert life("begins", ready=TERM) == (0, "ready")


def test_a_second_signal_does_not_cut_the_tidying_up_short() -> None:
    assert life("slow to tidy", ready=TERM, tidying=TERM) == (0, "ready tidying tidied")
    assert life("slow to tidy", ready=TERM, tidying=INT) == (0, "ready tidying tidied")


def test_a_signal_on_the_way_out_changes_nothing() -> None:
    assert life("leaves slowly", ready=TERM, leaving=TERM) == (0, "ready tidied leaving")


def test_a_thread_that_is_busy_for_a_minute_is_not_waited_for() -> None:
    assert life("is busy", ready=TERM) == (0, "ready tidied")


def test_tidying_up_that_hangs_is_not_waited_for() -> None:
    assert life("hangs", ready=TERM) == (0, "ready")


def test_nobody_told_it_to_stop() -> None:
    assert life("ends") == (0, "ready tidied")
    assert life("fails") == (1, "ready tidied")
