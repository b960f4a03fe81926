"""The command line: exit statuses, one-line errors, filters that carry on."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import LazyVerb, parser
from tests.command.running import ROOT, precis

TEXT = (
    "The council of Eastmere approved the new bridge on Monday evening after a long debate. "
    "Work is to begin in April and will cost 40 million euros, a third of it paid by the region. "
    "Opponents said that a second ferry would have been cheaper and could have sailed this year. "
    "The old bridge, built in 1931, has been closed to lorries since cracks were found in May."
)


def test_a_wrong_setting_is_one_line_for_each_fault_and_status_2(tmp_path: Path) -> None:
    done = precis("config", cwd=tmp_path, PORT="x", LOG_LEVEL="LOUD")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "PORT: 'x' was given; allowed is a whole number from 1 to 65535",
        "LOG_LEVEL: 'LOUD' was given; allowed is one of DEBUG, INFO, WARNING, ERROR, CRITICAL",
    ]


def test_run_without_a_token_names_precis_try(tmp_path: Path) -> None:
    done = precis("run", cwd=tmp_path)
    assert done.returncode == 2
    assert "precis try" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("verb", ["worker", "web"])
def test_a_fleet_on_sqlite_is_refused_in_one_line(tmp_path: Path, verb: str) -> None:
    done = precis(verb, cwd=tmp_path, DATABASE_URL="sqlite:///precis.db")
    assert done.returncode == 2
    assert f"precis {verb} needs PostgreSQL" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [(), ("fly",), ("summarize", "--bullets", "0"), ("group",)])
def test_bad_usage_is_status_2(arguments: tuple[str, ...]) -> None:
    assert precis(*arguments).returncode == 2


@pytest.mark.parametrize("verb", ["extract", "summarize", "feed"])
def test_a_file_that_is_not_there_is_one_line_and_status_1(verb: str) -> None:
    done = precis(verb, "no/such/file")
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["precis: no/such/file: No such file or directory"]


@pytest.mark.parametrize("verb", [("config",), ("summarize", "--jsonl")])
def test_a_full_disk_is_one_line_and_status_1(verb: tuple[str, ...], tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full on this system")
    with full.open("w") as out:
        done = subprocess.run(
            [sys.executable, "-m", "bot", *verb],
            input='{"id": 1, "text": "It rained."}',
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            timeout=100,
            check=False,
        )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "No space left on device" in done.stderr


def test_a_terminal_that_knows_few_letters_gets_what_it_can_show() -> None:
    done = precis(
        "summarize", "-", stdin=TEXT.replace("Eastmere", "Żary"), PYTHONIOENCODING="ascii"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "The council of ?ary approved the new bridge" in done.stdout


def _verbs(of: argparse.ArgumentParser) -> Iterator[LazyVerb]:
    """Every verb below this parser."""
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _verbs(below)
    if verb := of.get_default("verb"):
        yield verb


def test_every_verb_leads_to_a_function() -> None:
    found = list(_verbs(parser()))
    assert len(found) >= 13
    for verb in found:
        assert callable(verb.load())
