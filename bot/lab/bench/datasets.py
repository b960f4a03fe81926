"""The public evaluation sets, where somebody has them: a folder of .jsonl.gz files by area."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from bot.errors import PrecisError

DEFAULT = Path("../shared/data")
Row = dict[str, Any]


def folder(given: str | None) -> Path:
    """The folder with the sets. Raises PrecisError, saying what is meant, where there is none."""
    path = Path(given) if given else DEFAULT
    if not path.is_dir():
        raise PrecisError(f"{path}: no evaluation sets here; name their folder with --data")
    return path


def rows(data: Path, name: str) -> list[Row]:
    """The rows of one set, such as "summarisation/cnndm_test"; [] where it is missing."""
    found = sorted((data / name).parent.glob(f"{Path(name).name}.*.jsonl.gz"))
    read: list[Row] = []
    for file in found:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            read += [json.loads(line) for line in lines]
    return read
