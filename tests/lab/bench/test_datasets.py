"""Where the evaluation sets lie."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bot.errors import PrecisError
from bot.lab.bench import datasets


def test_a_set_is_read_from_all_its_halves_in_order(tmp_path: Path) -> None:
    for half, row in (("dev", {"id": 1}), ("held", {"id": 2})):
        file = tmp_path / "langid" / f"news.{half}.jsonl.gz"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(gzip.compress(json.dumps(row).encode()))
    assert [row["id"] for row in datasets.rows(tmp_path, "langid/news")] == [1, 2]
    assert datasets.rows(tmp_path, "langid/others") == []


def test_a_folder_that_is_not_there_says_how_to_name_one(tmp_path: Path) -> None:
    with pytest.raises(PrecisError, match="--data"):
        datasets.folder(str(tmp_path / "nowhere"))
