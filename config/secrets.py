"""What a secret looks like: the one definition, for settings, errors, logs and reports.

    redacted("postgres://ada:p@ss/w#rd@db/precis?sslpassword=x")
    # "postgres://ada:***@db/precis?sslpassword=***"

Hidden are: bot tokens as settings accept them, user names and passwords of addresses (also with
an unencoded `@`, `/` or `#`), values whose name says that they are secret, credentials in
headers, and parts of addresses that look drawn at random (a private feed's link). Whoever knows
the very secrets of the process hands them over as `known`. All of it takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise
from urllib.parse import unquote

MASK = "***"
MIN_TOKEN_LETTERS = 20
"""Letters after the colon of a bot token; @BotFather gives 35 today."""
MIN_KNOWN_LENGTH = 4
"""A shorter secret is found by its place in an address alone: its letters are everywhere."""

_TOKEN_LETTERS = rf"[A-Za-z0-9_-]{{{MIN_TOKEN_LETTERS},}}"
BOT_TOKEN = re.compile(rf"(?<![0-9])[0-9]++:{_TOKEN_LETTERS}")
"""A bot token as settings accept it, the whole text."""

_TOKEN_IN_TEXT = re.compile(rf"(?<![0-9])([0-9]++)(?::|%(?:25)*+3[Aa]){_TOKEN_LETTERS}")
_NAMES = (
    r"(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|credentials?|signature|authorization"
    r"|(?<![A-Za-z])(?:pass|pwd|key|auth|sig|jwt|session|sid|hmac))"
)
_NAMED = re.compile(rf"(?i)({_NAMES}\s?=\s?)[^\s&]++")  # password=…, &access_token=…
_NAMED_IN_QUERY = re.compile(rf"(?i)[?&#;][\w.%\[\]-]{{0,40}}?{_NAMES}=")
_QUOTED = re.compile(rf"(?i)({_NAMES}[\"']\s?:\s?[\"'])[^\"']++")  # "password": "…"
_HEADER = re.compile(
    r"(?i)((?:authorization|cookie|secret-token)[\"']?\s?[:=]\s?[\"']?(?:b[\"'])?"
    r"(?:(?:bearer|basic|token)\s)?)[^\s\"',]++"
)
_BEARER = re.compile(r"(?i)\b(bearer\s)[A-Za-z0-9._~+/=-]{8,}+")
_RUN = re.compile(r"\S++")
_PART = re.compile(r"(?<=[/=])[A-Za-z0-9_.~+%-]{16,}+")
_EXTENSION = re.compile(r"\.[a-z]{2,5}$")


def redacted(text: str, known: Collection[str] = ()) -> str:
    """`text` with every secret in it replaced by stars.

    `known` are secrets by their letters, such as `Settings.secrets`.
    """
    for secret in sorted(known, key=len, reverse=True):
        if len(secret) >= MIN_KNOWN_LENGTH:
            text = text.replace(secret, MASK)
    text = _TOKEN_IN_TEXT.sub(rf"\1:{MASK}", text)
    if "://" in text:
        text = _RUN.sub(lambda run: _without_credentials(run.group()), text)
    for pattern in (_NAMED, _QUOTED, _HEADER, _BEARER):
        text = pattern.sub(rf"\g<1>{MASK}", text)
    return text


def secrets_of(address: str) -> frozenset[str]:
    """The user name or password in an address, and its named values, as written and decoded."""
    found = set[str]()
    start, end = _credentials(address)
    if end:
        user, colon, password = address[start:end].partition(":")
        if colon and password != user:  # `postgres:postgres` would hide a word, not a secret
            found.add(password)
        elif not colon and address.startswith("http"):
            found.add(user)  # a key, as in a Sentry DSN; a database's user is none
    for named in _NAMED_IN_QUERY.finditer(address):
        found.add(address[named.end() :].partition("&")[0])
    return frozenset(form for one in found if one for form in (one, unquote(one)))


def _without_credentials(run: str) -> str:
    """A run of letters without spaces, its addresses without credentials and random parts."""
    start, end = _credentials(run)
    if end:
        user, colon, _ = run[start:end].partition(":")
        run = run[:start] + (f"{user}:{MASK}" if colon else MASK) + run[end:]
    scheme = run.find("://")
    if scheme < 0:
        return run
    return run[: scheme + 3] + _PART.sub(_without_random, run[scheme + 3 :])


def _credentials(run: str) -> tuple[int, int]:
    """Where `user:password` stands in a run, without its `@`; (0, 0) where there is none.

    A password may hold anything unencoded, so it reaches to the last `@`; one in a named value
    of the query does not count.
    """
    named = _NAMED_IN_QUERY.search(run)
    scheme = run.find("://")
    while scheme >= 0:
        start = scheme + 3
        last = run.rfind("@", start, named.start()) if named else -1
        last = run.rfind("@", start) if last < 0 else last
        if last < 0:
            return 0, 0
        stop = re.compile(r"[:/?#@]").search(run, start)
        if stop and (stop.group() in ":@"):
            return start, last
        scheme = run.find("://", start)
    return 0, 0


def _without_random(part: re.Match[str]) -> str:
    """The part of a path or query, unless it looks drawn at random."""
    text = part.group()
    ending = _EXTENSION.search(text)
    stem = text[: ending.start()] if ending else text
    pieces = re.split(r"[-_.~+%]", stem)
    if len(stem) >= 16 and any(map(_is_random, pieces)):
        return MASK + (ending.group() if ending else "")
    return text


def _is_random(piece: str) -> bool:
    """Whether letters and digits change places as in no word: `0a1b2c3d`, `eyJhbGciOiJI9`."""
    kinds = [("d" if letter.isdigit() else "u" if letter.isupper() else "l") for letter in piece]
    changes = sum(a != b for a, b in pairwise(kinds))
    return len(piece) >= 8 and "d" in kinds and changes >= 3
