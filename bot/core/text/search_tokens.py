"""The tokens by which the full text of articles is indexed and found, the same on any database.

Words are folded. Scripts that put no space between words are cut into overlapping pairs of
characters, so that any run of them is found wherever it stands. Tokens hold letters, digits and
their marks alone, whatever a stranger writes: none of it is syntax.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.core.text.query import Query
from bot.core.text.search_words import PREFIX_FROM, UNSPACED
from summarizers.text.fold import folded_runs

MAX_TOKEN = 64  # characters, folded
MAX_TOKENS, MAX_REPEATED = 16_000, 255
"""Of one article, and of one token in it: PostgreSQL counts no further."""
_PIECE = re.compile(f"[{UNSPACED}]+|[^{UNSPACED}]+")
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")


@dataclass(frozen=True, slots=True)
class TokenTerm:
    """Tokens that stand side by side in what is found, the last perhaps only begun; or, if
    `without`, do not."""

    tokens: tuple[str, ...]
    begun: bool
    without: bool


def token_terms(query: Query) -> list[TokenTerm]:
    """What a query asks for as the index has it, and after it what it does not want.

    The words are those of `search_words.needles`: of five letters and more, their beginnings.
    """
    words = dict.fromkeys(run for word in query.words for run in folded_runs(word))
    return [
        *(_token_term([word], exact=False) for word in words),
        *(_token_term(phrase.split(), exact=True) for phrase in query.phrases),
        *(_token_term(one.split(), exact=True, without=True) for one in query.without),
    ]


def _token_term(words: Sequence[str], exact: bool, without: bool = False) -> TokenTerm:
    *others, last = words
    tokens = [token for word in others for token in _tokens(word)]
    *pieces, end = _PIECE.findall(last)
    tokens += [token for piece in pieces for token in _of_piece(piece)]
    if not _IS_UNSPACED.match(end):
        begun = len(end) >= PREFIX_FROM and not exact
        return TokenTerm((*tokens, end[:MAX_TOKEN]), begun, without)
    pairs = [end] if len(end) == 1 else [end[at : at + 2] for at in range(len(end) - 1)]
    return TokenTerm((*tokens, *pairs), len(end) == 1, without)


def article_tokens(texts: Iterable[str]) -> list[str | None]:
    """The tokens of an article's texts in order; None where two texts meet, so that no phrase goes
    over, and for a token that comes up too often to be counted."""
    found = list[str | None]()
    for text in texts:
        found += _tokens(text)
        found.append(None)
        if len(found) > MAX_TOKENS:
            break
    return _counted(found)[:MAX_TOKENS]


def _counted(tokens: list[str | None]) -> list[str | None]:
    """The tokens, each of them but so many times; hardly any article has one that comes up more."""
    often = Counter(tokens)
    often[None] = 0
    if not often or often.most_common(1)[0][1] <= MAX_REPEATED:
        return tokens
    counts, kept = Counter[str | None](), list[str | None]()
    for token in tokens:
        counts[token] += 1
        kept.append(token if counts[token] <= MAX_REPEATED else None)
    return kept


def _tokens(text: str) -> list[str]:
    """The tokens of a text in order."""
    runs = folded_runs(text)
    if not _IS_UNSPACED.search("".join(runs)):
        return [run[:MAX_TOKEN] for run in runs]
    pieces = (piece for run in runs for piece in _PIECE.findall(run))
    return [token for piece in pieces for token in _of_piece(piece)]


def _of_piece(piece: str) -> Iterator[str]:
    """A word of a spaced script; of another the pairs of characters, and the last one alone."""
    if _IS_UNSPACED.match(piece):
        yield from (piece[at : at + 2] for at in range(len(piece)))
    else:
        yield piece[:MAX_TOKEN]
