"""Pixels become a PNG file that says what was drawn."""

from __future__ import annotations

import struct
import zlib

from bot.chat.rendering.pictures.canvas import PALETTE, Canvas, width_of

Pixels = list[list[str]]


def decoded(png: bytes) -> Pixels:
    """The colours of a PNG of ours, by row; each chunk's checksum has to be right."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = dict[bytes, bytes](), 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length)[0] == zlib.crc32(kind + data)
        chunks[kind], at = data, at + 12 + length
    width, height, depth, colours = struct.unpack_from(">IIBB", chunks[b"IHDR"])
    assert (depth, colours) == (8, 3)
    rows, names = zlib.decompress(chunks[b"IDAT"]), list(PALETTE)
    assert len(rows) == height * (width + 1)
    return [[names[rows[y * (width + 1) + 1 + x]] for x in range(width)] for y in range(height)]


def test_a_box_is_where_it_was_drawn_and_is_cut_off_at_the_edge() -> None:
    canvas = Canvas(6, 4)
    canvas.box(4, 1, 10, 2, "red")
    pixels = decoded(canvas.png())
    assert [row.count("red") for row in pixels] == [0, 2, 2, 0]
    assert pixels[1][4] == "red" and pixels[1][3] == "white"


def test_a_line_joins_its_points() -> None:
    canvas = Canvas(12, 12)
    canvas.line([(0, 0), (9, 4), (9, 9)], "green", thickness=1)
    pixels = decoded(canvas.png())
    assert all("green" in row for row in pixels[:10])
    assert pixels[0][0] == pixels[4][9] == pixels[9][9] == "green"


def test_digits_are_told_apart() -> None:
    drawn = set()
    for text in "0123456789.-kMs":
        canvas = Canvas(6, 8)
        canvas.text(0, 0, text)
        drawn.add(canvas.png())
    assert len(drawn) == 15
    assert width_of("11-27", 2) == 58 and width_of("") == 0
