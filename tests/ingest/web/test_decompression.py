"""A body undone from gzip while it comes in: whole, bounded, or refused."""

from __future__ import annotations

import gzip
import zlib

import pytest

from bot.core.model.reasons import Reason
from bot.ingest.web.decompression import BadEncoding, Gzip, Sizes, unpacker

TEXT = b"".join(b"Berth %d was closed. " % number for number in range(2000))
SIZES = Sizes(packed=100_000, unpacked=100_000, ratio=100)


def unpacked(data: bytes, sizes: Sizes = SIZES, step: int = 1000) -> bytes:
    undo = unpacker("gzip", sizes)
    whole = b"".join(undo.feed(data[at : at + step]) for at in range(0, len(data), step))
    undo.finish()
    return whole


@pytest.mark.parametrize("step", [1, 7, 100_000])
def test_a_body_is_undone_however_it_is_cut(step: int) -> None:
    assert unpacked(gzip.compress(TEXT), step=step) == TEXT


def test_members_are_joined_and_padding_is_dropped() -> None:
    members = gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:])
    assert unpacked(members) == TEXT
    assert unpacked(members + bytes(64)) == TEXT


@pytest.mark.parametrize(
    ("data", "sizes", "reason"),
    [
        (gzip.compress(TEXT)[:-9], SIZES, Reason.DAMAGED),
        (b"no gzip at all", SIZES, Reason.DAMAGED),
        (zlib.compress(TEXT), SIZES, Reason.DAMAGED),
        (gzip.compress(TEXT), Sizes(packed=500), Reason.TOO_LARGE),
        (gzip.compress(TEXT), Sizes(unpacked=10_000), Reason.TOO_LARGE),
        (gzip.compress(bytes(4 * 2**20)), Sizes(), Reason.TOO_LARGE),  # swollen 1,000 times
        (gzip.compress(b"") * 300, SIZES, Reason.DAMAGED),  # members without end
    ],
)
def test_a_body_that_is_damaged_or_too_large_is_left(
    data: bytes, sizes: Sizes, reason: Reason
) -> None:
    with pytest.raises(BadEncoding) as left:
        unpacked(data, sizes)
    assert left.value.reason == reason


def test_an_empty_body_is_whole() -> None:
    assert unpacked(b"") == b""


def test_a_body_that_is_not_packed_is_counted_too() -> None:
    undo = unpacker(" Identity ", Sizes(unpacked=5))
    assert undo.feed(b"abcd") == b"abcd"
    with pytest.raises(BadEncoding, match=Reason.TOO_LARGE):
        undo.feed(b"ef")


def test_only_gzip_is_undone() -> None:
    assert isinstance(unpacker("X-GZIP", SIZES), Gzip)
    for strange in ("br", "gzip, gzip", "deflate"):
        with pytest.raises(BadEncoding, match=Reason.STRANGE_PACKING):
            unpacker(strange, SIZES)
