from __future__ import annotations

from tests.coverage_floors import FLOORS, shares


def row(lines: int, covered: int, branches: int = 0, taken: int = 0) -> dict[str, dict[str, int]]:
    return {
        "summary": {
            "covered_lines": covered,
            "missing_lines": lines - covered,
            "covered_branches": taken,
            "missing_branches": branches - taken,
        }
    }


def test_a_rooms_share_counts_its_lines_and_branches_alone() -> None:
    found = shares(
        {"bot/web/a.py": row(6, 6, 2, 1), "bot/web/b.py": row(2, 1), "bot/x.py": row(9, 0)}
    )
    assert found["bot/web"] == 80.0


def test_a_room_without_files_is_below_every_floor() -> None:
    assert all(share < FLOORS[room] for room, share in shares({}).items())
