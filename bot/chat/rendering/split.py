"""Blocks to messages within Telegram's limits: split between blocks, never inside one.

A block is one story with its lines. Where a single block is too large for a message of its own,
whole lines of it that may go are left out, the last first; a tag is never cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.chat.rendering.rich_text import Rich, Size, cut, join, plain, size

MAX_UNITS = 4096  # after the entities are parsed
MAX_RAW = 32_768  # bytes of UTF-8 before that
MAX_ENTITIES = 100  # more are dropped by Telegram without a word
_GAP = Size(2, 2, 0)  # the empty line between two blocks


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block; it may be left out of a block that is too large unless `keep`."""

    text: Rich
    keep: bool = False


Block = tuple[Line, ...]


def fits(measured: Size) -> bool:
    """Whether Telegram takes a message of this size as it is."""
    return (
        measured.units <= MAX_UNITS
        and measured.raw <= MAX_RAW
        and measured.entities <= MAX_ENTITIES
    )


def _joined(lines: Sequence[Line]) -> Rich:
    return join((line.text for line in lines), "\n")


def _words_alone(piece: Rich) -> Rich:
    """The last resort where no line may go any more: no links, as many words as fit."""
    limit = MAX_UNITS
    while not fits(size(piece)):
        limit //= 2
        piece = plain(cut(piece.plain, limit))
    return piece


@lru_cache(maxsize=256)  # the same stories go to many chats
def shorten(block: Block) -> Rich:
    """A block as one piece that fits a message by itself."""
    lines = list(block)
    while not fits(size(_joined(lines))):
        loose = [at for at, line in enumerate(lines) if not line.keep]
        if not loose:
            return _words_alone(_joined(lines))
        del lines[loose[-1]]
    return _joined(lines)


def split(blocks: Sequence[Block], heads: Sequence[Rich] = ()) -> list[Rich]:
    """The blocks as few messages, in order, an empty line between two blocks of one message.

    A block that begins a message gets its line of `heads` (one for each block, or none) before it:
    the name of a section that goes on.
    """
    parts, held, taken = list[Rich](), list[Rich](), Size(0, 0, 0)
    for at, block in enumerate(blocks):
        piece = shorten(block)
        if not piece:
            continue
        mine = size(piece)
        if held and not fits(taken + _GAP + mine):
            parts.append(join(held, "\n\n"))
            held, taken = [], Size(0, 0, 0)
            piece = _headed(piece, heads[at]) if at < len(heads) and heads[at] else piece
            mine = size(piece)
        taken = taken + _GAP + mine if held else mine
        held.append(piece)
    return [*parts, join(held, "\n\n")] if held else parts


def _headed(piece: Rich, head: Rich) -> Rich:
    """The piece below its section's name, where there is room for that."""
    both = join((head, piece), "\n")
    return both if fits(size(both)) else piece
