"""The body of an answer, undone from gzip while it comes in, and never more than is allowed."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from bot.core.model.reasons import Reason

_MAGIC = b"\x1f\x8b"
_MOST_MEMBERS = 256
_STEP = 256 * 1024
_RATIO_FROM = 512 * 1024  # small pages may well be one blank repeated


class BadEncoding(Exception):
    """A body that is not read on, and why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Sizes:
    """What a body may measure, in bytes: packed on the wire, and unpacked; and their ratio."""

    packed: int = 2 * 1024 * 1024
    unpacked: int = 5 * 1024 * 1024
    ratio: int = 100


class Uncompressed:
    """A body that is not packed: counted and handed on."""

    def __init__(self, sizes: Sizes) -> None:
        self._left = sizes.unpacked

    def feed(self, chunk: bytes) -> bytes:
        """The same bytes. Raises `BadEncoding` once there are too many."""
        self._left -= len(chunk)
        if self._left < 0:
            raise BadEncoding(Reason.TOO_LARGE)
        return chunk

    def finish(self) -> None:
        """Nothing can be missing here that the connection would not have told."""


class Gzip:
    """A gzip body (RFC 1952, of any number of members), unpacked in steps of bounded size."""

    def __init__(self, sizes: Sizes) -> None:
        self._sizes = sizes
        self._member = zlib.decompressobj(wbits=31)
        self._came = 0
        self._gave = 0
        self._members = 1

    def feed(self, chunk: bytes) -> bytes:
        """What these bytes unpack to. Raises `BadEncoding` if that is too much or damaged."""
        self._came += len(chunk)
        if self._came > self._sizes.packed:
            raise BadEncoding(Reason.TOO_LARGE)
        parts = []
        while chunk:
            parts.append(self._step(chunk))
            chunk = self._member.unconsumed_tail
            if self._member.eof:
                chunk = self._next_member(self._member.unused_data)
        return b"".join(parts)

    def finish(self) -> None:
        """Raises `BadEncoding` if the packed stream has not come to its end."""
        if self._came and not self._member.eof:
            raise BadEncoding(Reason.DAMAGED)

    def _next_member(self, rest: bytes) -> bytes:
        """What follows a member, if that is another one; padding and stray bytes are dropped."""
        if not rest.startswith(_MAGIC):
            return b""
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise BadEncoding(Reason.DAMAGED)
        self._member = zlib.decompressobj(wbits=31)
        return rest

    def _step(self, chunk: bytes) -> bytes:
        try:
            part = self._member.decompress(chunk, _STEP)
        except zlib.error as error:
            raise BadEncoding(Reason.DAMAGED) from error
        self._gave += len(part)
        swollen = self._gave > max(_RATIO_FROM, self._came * self._sizes.ratio)
        if swollen or self._gave > self._sizes.unpacked:
            raise BadEncoding(Reason.TOO_LARGE)
        return part


def unpacker(encoding: str, sizes: Sizes) -> Uncompressed | Gzip:
    """What undoes a Content-Encoding: none, or gzip. Raises `BadEncoding` for all else."""
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return Uncompressed(sizes)
    if name in ("gzip", "x-gzip"):
        return Gzip(sizes)
    raise BadEncoding(Reason.STRANGE_PACKING)
