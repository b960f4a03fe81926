from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.sealing import NONCE_BYTES, opened, seal

TOKEN = "123456:the-token-of-a-bot"
NONCE = bytes(range(NONCE_BYTES))


@given(st.binary(max_size=300), st.binary(min_size=NONCE_BYTES, max_size=NONCE_BYTES))
def test_what_is_sealed_opens_with_the_same_secret_alone(data: bytes, nonce: bytes) -> None:
    sealed = seal(data, TOKEN, nonce)
    assert opened(sealed, TOKEN) == data
    assert opened(sealed, TOKEN + "x") is None


@given(st.data())
def test_one_changed_bit_anywhere_is_noticed(draw: st.DataObject) -> None:
    sealed = bytearray(seal(b"chats and settings", TOKEN, NONCE))
    at = draw.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= 1 << draw.draw(st.integers(0, 7))
    assert opened(bytes(sealed), TOKEN) is None


def test_nothing_of_the_data_or_the_secret_stands_in_it() -> None:
    sealed = seal(b"Ada reads world news " * 9, TOKEN, NONCE)
    assert b"Ada" not in sealed
    assert TOKEN.encode() not in sealed
    assert seal(b"Ada", TOKEN, bytes(NONCE_BYTES))[-40:] != seal(b"Ada", TOKEN, NONCE)[-40:]


@pytest.mark.parametrize("length", [0, 1, 31, 47, 79])
def test_what_is_too_short_to_be_sealed_opens_to_nothing(length: int) -> None:
    assert opened(seal(b"", TOKEN, NONCE)[:length], TOKEN) is None


def test_a_nonce_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        seal(b"", TOKEN, b"short")
