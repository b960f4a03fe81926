"""The worker's own loop, over its real pipes: jobs in, verdicts out, until the input ends."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from bot.core.model.articles import Reading
from bot.core.model.reasons import Reason
from bot.ingest.workers import protocol
from bot.ingest.workers.worker import DONE, FAILED, FAULT, WORN, peak_memory

MEMORY, CPU = 2**31, 20


class Worker:
    """A worker process that the test talks to as the pool does."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        assert process.stdin and process.stdout
        self._sink, self._source = process.stdin, process.stdout

    def ask(self, *job: Any) -> None:
        self._sink.write(protocol.pack(job))
        self._sink.flush()

    def told(self) -> Any:
        head = self._source.read(protocol.HEAD.size)
        return protocol.unpack(self._source.read(*protocol.HEAD.unpack(head)))


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    module = "tests.ingest.workers.rude_worker"
    with subprocess.Popen(
        [sys.executable, "-m", module, str(MEMORY), str(CPU)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        one = Worker(process)
        verdict, value, memory = one.told()  # it says when it is ready
        assert (verdict, value) == (DONE, None)
        assert memory > 2**20
        yield one
        assert process.stdin
        process.stdin.close()
        assert process.wait(20) == 0  # it ends with its input


def test_a_job_is_answered_with_its_result_and_the_peak_of_memory(worker: Worker) -> None:
    worker.ask("text", ("Words.", "Title", "en"), {})
    verdict, reading, memory = worker.told()
    assert isinstance(reading, Reading)
    assert (verdict, reading.page.text, reading.page.title) == (DONE, "Words.", "Title")
    assert reading.page.url == str(worker.process.pid)
    assert memory > 2**20


@pytest.mark.parametrize(
    ("order", "verdict", "told"),
    [
        ("refuse", FAILED, "not today"),
        ("stumble", FAULT, "KeyError: 'stumble'"),
        ("recurse", WORN, Reason.TOO_DEEP.value),
    ],
)
def test_a_failure_is_a_verdict_and_the_worker_goes_on(
    worker: Worker, order: str, verdict: str, told: str
) -> None:
    worker.ask("text", (order, "", "en"), {})
    said, why, _ = worker.told()
    assert said == verdict
    assert told in why


def test_what_a_library_prints_does_not_get_among_the_answers(worker: Worker) -> None:
    worker.ask("text", ("print", "", "en"), {})
    assert worker.told()[1].page.text == "print"


def test_a_job_that_nobody_knows_is_a_fault_of_ours(worker: Worker) -> None:
    worker.ask("dance", (), {})
    verdict, why, _ = worker.told()
    assert verdict == FAULT
    assert "KeyError: 'dance'" in why


def test_a_process_knows_its_own_peak_and_none_of_a_process_that_is_gone() -> None:
    assert peak_memory() > 10 * 2**20
    assert peak_memory(2**22 + 1) == 0
