"""A small picture: rectangles, lines and digits on white, written as PNG.

PNG as the specification (ISO/IEC 15948) has it: signature, IHDR, one IDAT of rows without filters,
IEND. A picture of 840 × 560 pixels takes 0.5 MB while it is drawn, as one byte a pixel with a
palette.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PALETTE = {
    "white": (255, 255, 255),
    "ink": (29, 43, 40),
    "grid": (222, 229, 227),
    "green": (31, 122, 107),
    "pale": (159, 184, 178),
    "amber": (214, 158, 46),
    "red": (190, 60, 50),
}
_INDEX = {name: number for number, name in enumerate(PALETTE)}
_GLYPHS = {
    "0": "01110 10001 10011 10101 11001 10001 01110",
    "1": "00100 01100 00100 00100 00100 00100 01110",
    "2": "01110 10001 00001 00110 01000 10000 11111",
    "3": "11110 00001 00001 01110 00001 00001 11110",
    "4": "00010 00110 01010 10010 11111 00010 00010",
    "5": "11111 10000 11110 00001 00001 10001 01110",
    "6": "00110 01000 10000 11110 10001 10001 01110",
    "7": "11111 00001 00010 00100 01000 01000 01000",
    "8": "01110 10001 10001 01110 10001 10001 01110",
    "9": "01110 10001 10001 01111 00001 00010 01100",
    ".": "00000 00000 00000 00000 00000 01100 01100",
    "-": "00000 00000 00000 11111 00000 00000 00000",
    "k": "10000 10000 10010 10100 11000 10100 10010",
    "M": "10001 11011 10101 10101 10001 10001 10001",
    "s": "00000 00000 01111 10000 01110 00001 11110",
}
_ADVANCE, _HEIGHT = 6, 7  # pixels of a glyph with its gap, at scale 1


def width_of(text: str, scale: int = 1) -> int:
    """Pixels that a text takes."""
    return max(0, len(text) * _ADVANCE - 1) * scale


class Canvas:
    """`width` by `height` pixels, white at first; x goes right, y down."""

    def __init__(self, width: int, height: int) -> None:
        import numpy as np  # read when the first picture is drawn

        self._pixels: NDArray[np.uint8] = np.zeros((height, width), np.uint8)

    def box(self, x: int, y: int, width: int, height: int, colour: str) -> None:
        """A filled rectangle; what lies outside is cut off."""
        if width > 0 and height > 0:
            self._pixels[max(0, y) : max(0, y + height), max(0, x) : max(0, x + width)] = _INDEX[
                colour
            ]

    def text(self, x: int, y: int, text: str, colour: str = "ink", scale: int = 1) -> None:
        """Digits and the few signs that go with them, its upper left corner at (x, y)."""
        for place, letter in enumerate(text):
            rows = _GLYPHS[letter].split()
            for down, row in enumerate(rows):
                for right, dot in enumerate(row):
                    if dot == "1":
                        left = x + (place * _ADVANCE + right) * scale
                        self.box(left, y + down * scale, scale, scale, colour)

    def line(self, points: Sequence[tuple[int, int]], colour: str, thickness: int = 2) -> None:
        """A line through these points."""
        for (x, y), (to_x, to_y) in pairwise(points):
            steps = max(abs(to_x - x), abs(to_y - y), 1)
            for step in range(steps + 1):
                at = x + (to_x - x) * step // steps, y + (to_y - y) * step // steps
                self.box(*at, thickness, thickness, colour)

    def png(self) -> bytes:
        """The picture as a PNG file."""
        height, width = self._pixels.shape
        head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)  # 8 bits, with a palette
        palette = b"".join(bytes(colour) for colour in PALETTE.values())
        rows = b"".join(b"\0" + row.tobytes() for row in self._pixels)
        parts = (b"IHDR", head), (b"PLTE", palette), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
