"""A progress bar on a terminal, and none in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[int, int], None]

_CELLS = 40


@contextmanager
def progress_bar(title: str) -> Iterator[Progress | None]:
    """A callable that takes (done, of how many), drawing on standard error; None in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    shown = ""

    def draw(done: int, total: int) -> None:
        nonlocal shown
        line = _line(title, done, total)
        if line != shown:
            _write("\r" + line.ljust(len(shown)))
            shown = line

    try:
        yield draw
    finally:
        _write(f"\r{' ' * len(shown)}\r")


def _line(title: str, done: int, total: int) -> str:
    filled = min(_CELLS, _CELLS * done // total) if total else 0
    return f"{title} [{'#' * filled:.<{_CELLS}}] {done}/{total}"


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
