"""What a further sentence is worth to somebody who has read those above it: what came of it.

Words tell: of what was decided or happened to somebody, of what comes next, of an answer, of an
authority that speaks, of sums; and, on the other side, of what a picture shows, of former times, of
another matter. The weights were set by reading pairs of sentences, one of which stands next in the
text, and keeping those with which the other one was chosen where it was the better bullet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from summarizers.lead.fitness import CACHED
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


_Sign = tuple[float, frozenset[str], dict[str, frozenset[str]]]
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
def _signs(language: str) -> tuple[_Sign, ...]:
    """(weight, words, what follows a word in a pair) of each kind of sign in a language."""
    found = list[_Sign]()
    for row in load_toml("lead_signs.toml").get(language or "en", []):
        words = [word for word in row["words"].split() if "_" not in word]
        pairs = dict[str, frozenset[str]]()
        for first, _, then in (one.partition("_") for one in row["words"].split() if "_" in one):
            pairs[first] = pairs.get(first, frozenset()) | {then}
        found.append((WEIGHTS[row["kind"]], frozenset(words), pairs))
    return tuple(found)


def tells_the_outcome(text: str, language: str) -> bool:
    """Whether a sentence tells what was decided or happened to somebody of late, or a plea."""
    if _LONG_AGO.search(text):
        return False
    if _PLEADS.search(text):
        return True
    outcome = _signs(language)[:1]
    words = _words(text)
    return bool(outcome) and _has(outcome[0], words, frozenset(words))


def _words(text: str) -> list[str]:
    return spelled(text.lower().replace("’", "'"), _WORD)


def _has(sign: _Sign, words: Sequence[str], single: frozenset[str]) -> bool:
    """Whether the words, once more as a set, hold one of a sign's words or pairs."""
    _, alone, pairs = sign
    if not alone.isdisjoint(single):
        return True
    begun = single.intersection(pairs)
    return bool(begun) and any(then in pairs[one] for one, then in pairwise(words) if one in begun)


@lru_cache(maxsize=CACHED)
def worth(text: str, language: str) -> float:
    """What the signs in a sentence of `language` (ISO 639-1) add up to; 0 where none is known."""
    signs = _signs(language)
    if not signs:
        return 0.0
    words = _words(text)
    single = frozenset(words)
    total = sum(sign[0] for sign in signs if _has(sign, words, single))
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
