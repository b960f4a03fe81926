"""The benchmark of answers measures every kind of question, and draws it."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

import pytest

from bot.lab.bench.speed.answers import bench
from config.settings import read_settings

SIZE = 20_000 if os.environ.get("PRECIS_NIGHTLY") else 40


def test_every_figure_is_printed_and_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "answers.svg"
    options = Namespace(articles=[SIZE], database=None, untold=False, asks=2, chats=3)
    options.picture = str(picture)
    assert bench(options, read_settings({})) == 0
    told = capsys.readouterr().out
    for kind in (
        "start",
        "topic",
        "words",
        "search",
        "digest",
        "opened story",
        "3 chats due",
        "told beforehand",
    ):
        assert kind in told
    assert "95th percentile" in picture.read_text("utf-8")
