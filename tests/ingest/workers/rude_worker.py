"""A worker that does to the worker pool what hostile documents do: run by `test_pool`.

It serves the real loop with the real limits; only its `text` job is made up, and does what the
text tells it to.
"""

from __future__ import annotations

import os
import sys
import time
from typing import Any

from bot.core.model.articles import Page, Reading
from bot.core.model.reasons import ReadingFailed, Reason
from bot.ingest.workers import worker


class Smuggled:
    """A value whose unpickling would call `os.abort` in the bot itself."""

    def __reduce__(self) -> Any:
        return os.abort, ()


def text(order: str, title: str, language: str | None, **options: Any) -> Any:
    """Do as the text says; an ordinary text comes back as it is, with this process's id."""
    match order:
        case "abort":
            os.abort()
        case "exit":
            os._exit(0)
        case "spin":
            while True:
                pass
        case "sleep":
            time.sleep(3600)
        case "recurse":
            return text(order, title + "x", language, **options)[0]
        case "eat":
            return [b"x" * 2**20 for _ in range(2**14)]
        case "bloat":
            del [b"x" * 2**20 for _ in range(150)][:]
        case "stumble":
            raise KeyError(order)
        case "refuse":
            raise ReadingFailed(Reason.OTHER, "not today")
        case "smuggle":
            return Smuggled()
        case "nonsense":
            return 7
        case "print":
            sys.stdout.write("a library that prints\n" * 1000)
            sys.stdout.flush()
    return Reading(Page(url=str(os.getpid()), title=title, text=order), ())


def length(answer: Any) -> list[str]:
    """How long the document is, as the only item of a list."""
    return [str(len(answer.body))]


if __name__ == "__main__":
    worker.serve({"text": text, "discover": length}, int(sys.argv[1]), int(sys.argv[2]))
