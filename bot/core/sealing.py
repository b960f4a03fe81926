"""Bytes that only who knows the secret can read or make: encrypt, then authenticate.

sealed = seal(b"state", "the bot's token", nonce)
opened(sealed, "the bot's token")  # b"state"; None for any other secret, or one changed bit

The standard library has no cipher, and one is wanted in one place only. SHAKE-256 of key and
nonce is the key stream (a keyed sponge; FIPS 202), HMAC-SHA-256 authenticates version, nonce and
cipher text (RFC 2104), and HKDF (RFC 5869, its expansion, for a bot's token is random enough)
gives each of them a key of its own.
"""

from __future__ import annotations

import hashlib
import hmac

NONCE_BYTES = 32
_VERSION = b"precis sealed 1\n"
_TAG_BYTES = 32


def seal(data: bytes, secret: str, nonce: bytes) -> bytes:
    """`data` encrypted and authenticated. A nonce (32 random bytes) must not be used twice.

    Raises ValueError for a nonce of another length.
    """
    if len(nonce) != NONCE_BYTES:
        raise ValueError(f"a nonce has {NONCE_BYTES} bytes")
    body = _VERSION + nonce + _crossed(data, _key(secret, b"encryption"), nonce)
    return body + _tag(secret, body)


def opened(sealed: bytes, secret: str) -> bytes | None:
    """What was sealed with this secret; None where it was not, or has been changed since."""
    body, tag = sealed[:-_TAG_BYTES], sealed[-_TAG_BYTES:]
    if not body.startswith(_VERSION) or len(body) < len(_VERSION) + NONCE_BYTES:
        return None
    if not hmac.compare_digest(tag, _tag(secret, body)):
        return None
    nonce, hidden = body[len(_VERSION) :][:NONCE_BYTES], body[len(_VERSION) + NONCE_BYTES :]
    return _crossed(hidden, _key(secret, b"encryption"), nonce)


def _crossed(data: bytes, key: bytes, nonce: bytes) -> bytes:
    """`data` with the key stream added bit by bit; twice gives it back."""
    stream = hashlib.shake_256(key + nonce).digest(len(data))
    mixed = int.from_bytes(data, "little") ^ int.from_bytes(stream, "little")
    return mixed.to_bytes(len(data), "little")


def _tag(secret: str, body: bytes) -> bytes:
    return hmac.digest(_key(secret, b"authentication"), body, "sha256")


def _key(secret: str, use: bytes) -> bytes:
    return hmac.digest(secret.encode(), b"precis snapshot " + use + b"\x01", "sha256")
