"""Frames between the bot and its workers: whole, bounded, held once, and nothing but values."""

from __future__ import annotations

import asyncio
import os
import pickle

import pytest

from bot.core.model.responses import Response
from bot.ingest.workers import protocol

DOCUMENT = Response("https://x.example/", 200, {"content-type": "text/html"}, os.urandom(300_000))


def stream(*parts: bytes) -> asyncio.StreamReader:
    pipe = asyncio.StreamReader()
    for part in parts:
        pipe.feed_data(part)
    pipe.feed_eof()
    return pipe


@pytest.mark.parametrize(
    "data", [b"", b"\x80", b"nonsense", pickle.dumps(os.system), pickle.dumps(eval)]
)
def test_a_frame_holds_values_and_nothing_that_can_be_called(data: bytes) -> None:
    with pytest.raises(pickle.UnpicklingError):
        protocol.unpack(data)


async def test_what_is_sent_in_pieces_arrives_whole_and_nothing_of_the_next_frame() -> None:
    pieces = protocol.pieces(protocol.pack(DOCUMENT))
    assert len(pieces) > 1
    assert max(map(len, pieces)) <= protocol.PIECE
    pipe = stream(*map(bytes, pieces), protocol.pack("next"))
    assert protocol.unpack(await protocol.received(pipe)) == DOCUMENT
    assert protocol.unpack(await protocol.received(pipe)) == "next"


async def test_an_empty_document_has_a_frame_too() -> None:
    pipe = stream(*map(bytes, protocol.pieces(protocol.pack(b""))))
    assert protocol.unpack(await protocol.received(pipe)) == b""


@pytest.mark.parametrize("kept", [0, 2, 4, 70_000])
async def test_a_frame_that_ends_midway_is_told(kept: int) -> None:
    with pytest.raises(asyncio.IncompleteReadError):
        await protocol.received(stream(protocol.pack(DOCUMENT)[:kept]))


async def test_a_frame_that_claims_more_than_an_answer_can_be_is_not_waited_for() -> None:
    with pytest.raises(pickle.UnpicklingError):
        await protocol.received(stream(protocol.HEAD.pack(protocol.MAX_FRAME + 1)))
