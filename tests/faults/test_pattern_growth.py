"""Patterns take linear time, or meet texts of bounded length alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import pattern_growth

ROOT = Path(__file__).parents[2]


@pytest.mark.timeout(180)
def test_every_pattern_is_linear_or_its_text_is_bounded() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/faults/pattern_growth.py")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=170,
    )
    tried, *found = map(json.loads, done.stdout.splitlines())
    assert tried["tried"] > 300
    assert [row for row in found if not row["excused"]] == []
    idle = set(pattern_growth.BOUNDED.values()) - {row["excused"] for row in found}
    assert not idle, "what needs no excuse any more"


def test_a_quadratic_pattern_is_found_and_its_linear_twin_is_not() -> None:
    def grows(source: str) -> bool:
        pattern = re.compile(source)
        return any(
            pattern_growth.growth(pattern, before, pump)
            for before, pump in pattern_growth.pumps(pattern_growth._parser.parse(source))
        )

    assert grows(r"charset\s*=\s*[\"']?\s*([\w.:-]+)")
    assert not grows(r"charset\s*+=\s*+[\"']?+\s*+([\w.:-]++)")
