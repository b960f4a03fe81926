"""How fast articles are read: each system in a process of its own, on a handful of pages."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from bot.lab.bench.throughput import Run, throughput
from tests.ingest.pages.test_reader import STORY, page


@pytest.mark.nightly
@pytest.mark.skipif(not os.environ.get("PRECIS_NIGHTLY"), reason="three processes to start")
def test_every_system_reads_as_many_articles_as_are_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "extraction" / "scrapinghub.dev.jsonl.gz"
    file.parent.mkdir()
    file.write_bytes(gzip.compress(json.dumps({"html": page(*STORY)}).encode()))
    told: list[int] = []
    throughput(tmp_path, 3, told.append)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert all("3 articles, 0 failed" in line for line in lines)
    assert told == [3]  # our own system tells how far it is, the others every 250


def test_without_pages_nothing_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    throughput(tmp_path, 3, lambda _: None)
    assert capsys.readouterr().out == ""


def test_a_run_is_one_line_of_figures(capsys: pytest.CaptureFixture[str]) -> None:
    Run(100, 2, wall=4.0, cpu=1.0, memory=50 * 2**20, workers_cpu=3.0, worker_memory=2**27).show(
        "x"
    )
    line = " ".join(capsys.readouterr().out.split())
    assert line == (
        "throughput x 100 articles, 2 failed 25.0 a second 40.0 ms CPU 4 s CPU peak 50 MB"
        " + workers 128 MB each"
    )
