"""Patterns that meet text of strangers as it came, unclipped, take linear time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.faults import pattern_growth

ROOT = Path(__file__).parents[2]
UNCLIPPED = (
    "bot/ingest/decoding.py",
    "bot/ingest/feeds/text.py",
    "bot/logs.py",
    "bot/web/",
    "config/secrets.py",
    "config/database_url.py",
    "config/env_file.py",
    "config/sources.py",
)
"""Files whose patterns see a whole header, document, log line or setting."""


def findings(*places: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/faults/pattern_growth.py"), *places],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=110,
    )
    report: dict[str, object] = json.loads(done.stdout)
    return report


def test_patterns_over_unclipped_text_are_linear() -> None:
    report = findings(*UNCLIPPED)
    assert int(str(report["patterns"])) > 15
    assert report["findings"] == []


def test_a_quadratic_pattern_is_found_and_its_linear_twin_is_not() -> None:
    def grows(source: str) -> bool:
        pattern = re.compile(source)
        return any(
            pattern_growth.growth(pattern, before, pump, False)
            for before, pump in pattern_growth.pumps(pattern_growth._parser.parse(source))
        )

    assert grows(r"charset\s*=\s*[\"']?\s*([\w.:-]+)")
    assert not grows(r"charset\s*+=\s*+[\"']?+\s*+([\w.:-]++)")
