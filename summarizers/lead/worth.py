"""What a further sentence is worth to somebody who has read those above it: what came of it.

Words tell: of what was decided or happened to somebody, of what comes next, of an answer, of an
authority that speaks, of sums; and, on the other side, of what a picture shows, of former times, of
another matter. The weights were set by reading pairs of sentences, one of which stands next in the
text, and keeping those with which the other one was chosen where it was the better bullet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from summarizers.lead.fitness import CACHED
from summarizers.remembering import remembered
from summarizers.resources import load_toml
from summarizers.text.guarded import Guarded
from summarizers.text.tokens import APOSTROPHE_WORD, spelled

WEIGHTS = {
    "outcome": 1.0,
    "event": 0.5,
    "ahead": 0.7,
    "answer": 0.55,
    "authority": 0.3,
    "sum": 0.35,
    "former": -0.7,
    "picture": -1.6,
    "aside": -0.7,
}
"""What a sign of each kind adds, once for a sentence."""
_WORD = re.compile(APOSTROPHE_WORD)
_LAST_CENTURIES = re.compile(r"\b1[5-9]\d\d(?:s|er)?\b")
_SUMS = "$€£¥%₽"


@dataclass(frozen=True, slots=True)
class _Signs:
    """The signs of a language by their places: what each weighs, what words and pairs are one."""

    weights: tuple[float, ...]
    words: dict[str, frozenset[int]]
    pairs: dict[tuple[str, str], frozenset[int]]
    firsts: frozenset[str]


_PLEADS = Guarded(
    r"\b(?:pleaded|pleads|den(?:y|ies|ied)|(?:will|to) be sentenced|due (?:back )?in court"
    r"|will appear (?:before|in|at)|faces? (?:up to|a|the) [\w ]{0,20}(?:years|fine|ban|prison)"
    r"|bestreitet|bestritt|nie|nient|nié|niega|negó|nega|negou|отрицает|отрицают)\b"
)
# What was decided long before: "Back in May he was fined", "As a junior he was banned".
_LONG_AGO = re.compile(
    r"\b(?:[Bb]ack in|[Pp]reviously|[Ee]arlier this|[Ii]n (?:19|20)\d\d"
    r"|[Ll]ast (?:year|month|season)|had (?:been|previously|already)"
    r"|(?:month|week)s? (?:ago|earlier)"
    r"|(?:[Ii]n|[Ss]ince|[Uu]ntil) (?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec))"
    r"|As an? "
)


@cache
def _signs(language: str) -> _Signs:
    words, pairs = dict[str, frozenset[int]](), dict[tuple[str, str], frozenset[int]]()
    rows = load_toml("lead_signs.toml").get(language or "en", [])
    for place, row in enumerate(rows):
        for written in row["words"].split():
            first, _, then = written.partition("_")
            if then:
                pairs[first, then] = pairs.get((first, then), frozenset()) | {place}
            else:
                words[first] = words.get(first, frozenset()) | {place}
    weights = tuple(WEIGHTS[row["kind"]] for row in rows)
    return _Signs(weights, words, pairs, frozenset(first for first, _ in pairs))


def tells_the_outcome(text: str, language: str) -> bool:
    """Whether a sentence tells what was decided or happened to somebody of late, or a plea."""
    if _LONG_AGO.search(text):
        return False
    return _PLEADS.search(text) is not None or 0 in _found(text, language)


@remembered(CACHED)
def _found(text: str, language: str) -> frozenset[int]:
    """The places of the signs that stand in a text."""
    signs = _signs(language)
    words = spelled(text.lower().replace("’", "'"), _WORD)
    single = frozenset(words)
    found = [signs.words[word] for word in single.intersection(signs.words)]
    if not single.isdisjoint(signs.firsts):
        found += [signs.pairs[pair] for pair in pairwise(words) if pair in signs.pairs]
    return frozenset().union(*found)


@remembered(CACHED)
def worth(text: str, language: str) -> float:
    """What the signs in a sentence of `language` (ISO 639-1) add up to; 0 where none is known."""
    weights = _signs(language).weights
    if not weights:
        return 0.0
    total = sum(weights[place] for place in sorted(_found(text, language)))
    total += WEIGHTS["former"] * ("1" in text and _LAST_CENTURIES.search(text) is not None)
    return total + WEIGHTS["sum"] * any(sign in text for sign in _SUMS)


_TURNS = re.compile(
    r"(?:But|However|Now|Instead|Yet|Aber|Doch|Mais|Pero|Sin embargo|Ma|Mas|Но|Однако)\b"
)
# Two sentences that lost the full stop between them: "… with his wife Masters chairman Billy Payne
# talked …", "… the pub On Monday police …".
_GLUE = re.compile(
    r"[a-z0-9)] (?:(?:The|This|That|These|He|She|They|There|But|It|It['’]s|A|An|In|On|At|When|While"
    r"|As|After|Before|His|Her|Their|We|If|Not|One|Two|Following|Despite|Now|Miss|Mrs?) [a-zA-Z]"
    r"|(?:[A-Z][\w’'-]+ ){1,3}(?:(?!(?:but|and|who|also|or) )[a-z]+ )?(?:[A-Z][\w’'-]+ ){0,2}"
    r"(?:has|have|had|was|were|would|lost|[a-z]{3,}ed) )"
)
# "… was ‘close to his heart’ The Mail is campaigning": no stop behind what is quoted.
_GLUED_QUOTE = Guarded(
    r"[a-z][’'”\"] (?:The|This|These|He|She|They|It|But|His|Her|An?) [A-Za-z][\w’'-]* [\w’'-]+ "
)
_BEFORE_NAME = re.compile(
    r"\b(?:that|and|said|says|who|where|when|as|but|which|after|of|in|for|before|because|or|with|to|by"
    r"|from|than|if|while|until|[a-z]+ed)$"
)
_MARKS = ',:;"“”'
_GLUED_CHARS = 20
"""Characters without a mark in front of such a place."""
# What a picture shows, an invitation, one of several: "Mikel Gonzalez diverts a corner".
_SHOWS = re.compile(
    r"(?:[A-Z][\w’'-]+ ){1,3}(?!(?:is|has|was|says|plans|faces|hopes|wants|denies|needs|remains)\b)"
    r"(?:[a-z]+[^s\W]s|warm|celebrate|pose) "
    r"|(?:Above|Pictured|Left|Right|Below|Here|Yes|No|Well|Simply|Just|In (?:an)?other|Another"
    r"|Others|Some|Why|How)\b"
)
# Machines put the full stop behind a line that had none.
_STOP_APART = re.compile(r"[^.!?] \.$")


def turns(text: str) -> bool:
    """Whether a sentence turns against the one above it: "But a judge …" behind a plan."""
    return bool(_TURNS.match(text))


def is_doubtful(text: str, language: str) -> bool:
    """Whether an English sentence may be two that lost the full stop between them, or a caption.

    Where it stands among its neighbours that does little harm; from afar nobody would take it.
    """
    if language != "en":
        return False
    if _SHOWS.match(text) or _STOP_APART.search(text[-4:]) or _GLUED_QUOTE.search(text):
        return True
    return any(_is_glued(text, found.start() + 1) for found in _GLUE.finditer(text))


def _is_glued(text: str, at: int) -> bool:
    begun = max(text.rfind(mark, 0, at) for mark in _MARKS)
    return at - begun > _GLUED_CHARS and not _BEFORE_NAME.search(text[max(0, at - 16) : at])
