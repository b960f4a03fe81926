"""The package's own data files, each read once, when first needed."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_json(name: str) -> Any:
    """What the JSON file `name` of `summarizers/data` holds. The caller must not change it."""
    return json.loads((files("summarizers") / "data" / name).read_text(encoding="utf-8"))
