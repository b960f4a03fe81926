"""What is compared of an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.core.stories import contradiction
from bot.core.stories.neighbours import least_level
from bot.core.stories.reprints import Sketch, sketch
from bot.core.stories.signals import numbers, weekdays
from bot.core.terms.vectors import HEADLINE, Vector


@dataclass(frozen=True, slots=True)
class GroupingItem:
    """What grouping looks at of an article. `id` is the caller's, unique; `date` may be None."""

    id: int
    title: str
    text: str
    date: datetime | None = None
    source: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Features:
    """An article as it is compared."""

    vector: Vector
    day: float
    weekdays: int
    numbers: NDArray[np.uint16]
    sketch: Sketch
    source: int
    particulars: dict[str, NDArray[Any]]

    @property
    def headline(self) -> NDArray[np.uint32]:
        """The terms of its headline."""
        return self.vector.terms[self.vector.headline]

    def columns(self) -> dict[str, Any]:
        """What the table of neighbours keeps of it, by column."""
        return {
            "day": self.day,
            "least": least_level(len(self.vector.terms)),
            "weekdays": self.weekdays,
            "numbers": self.numbers,
            "sketch": self.sketch,
            "headline": np.pad(self.headline, (0, HEADLINE - len(self.headline))),
            "source": self.source,
            **self.particulars,
        }


def features_of(item: GroupingItem, vector: Vector) -> Features:
    """What is compared of an article with this term vector."""
    return Features(
        vector,
        item.date.timestamp() / 86400 if item.date else float("nan"),
        weekdays(item.title, item.text, item.language),
        numbers(item.title, item.text),
        sketch(item.text),
        crc32(item.source.encode("utf-8", "replace")) if item.source else 0,
        contradiction.particulars(item.title, item.text, item.language),
    )
