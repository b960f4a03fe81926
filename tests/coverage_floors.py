"""`python -m tests.coverage_floors`: hold the coverage of each room to its floor.

Reads `.coverage.json`, which slipcover wrote in the run before. Prints a line a room; exits with 1
where a room is below.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FLOORS: dict[str, float] = tomllib.loads(
    Path(__file__).with_name("floors.toml").read_text("utf-8")
)["floors"]


def shares(files: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """Percent of lines and branches covered, by room, from slipcover's report."""
    return {
        room: _share([row["summary"] for path, row in files.items() if path.startswith(room + "/")])
        for room in FLOORS
    }


def _share(sums: Sequence[Mapping[str, int]]) -> float:
    covered = sum(row["covered_lines"] + row["covered_branches"] for row in sums)
    missing = sum(row["missing_lines"] + row["missing_branches"] for row in sums)
    return 100 * covered / (covered + missing) if covered else 0.0


def main() -> int:
    """Compare and print. Returns the exit status."""
    found = shares(json.loads(Path(".coverage.json").read_text("utf-8"))["files"])
    for room, share in found.items():
        print(f"{room:24} {share:6.2f} %  (floor {FLOORS[room]})")
    below = [room for room, share in found.items() if share < FLOORS[room]]
    if below:
        print(f"below the floor: {', '.join(below)}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
