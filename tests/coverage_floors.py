"""`python -m tests.coverage_floors`: hold the coverage of each room to its floor.

Reads `.coverage` of the run before. Prints a line a room; exits with 1 where a room is below.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FLOORS: dict[str, float] = tomllib.loads(
    Path(__file__).with_name("floors.toml").read_text("utf-8")
)["floors"]


def shares(files: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """Percent of lines and branches covered, by room, from coverage's JSON report."""
    found = {}
    for room in FLOORS:
        sums = [row["summary"] for path, row in files.items() if path.startswith(room + "/")]
        all_ = sum(row["num_statements"] + row.get("num_branches", 0) for row in sums)
        covered = sum(row["covered_lines"] + row.get("covered_branches", 0) for row in sums)
        found[room] = 100 * covered / all_ if all_ else 0.0
    return found


def main() -> int:
    """Compare and print. Returns the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        command = [sys.executable, "-m", "coverage", "json", "-q", "--fail-under=0", "-o"]
        subprocess.run([*command, str(report)], check=True)
        found = shares(json.loads(report.read_text("utf-8"))["files"])
    for room, share in found.items():
        print(f"{room:24} {share:6.2f} %  (floor {FLOORS[room]})")
    below = [room for room, share in found.items() if share < FLOORS[room]]
    if below:
        print(f"below the floor: {', '.join(below)}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
