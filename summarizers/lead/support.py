"""Which earlier sentence a sentence leans on: by pronouns, link words, and "the X" of "an X".

What leans is taken with its support, or not at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from summarizers.bullets import rules
from summarizers.document import Sentence
from summarizers.facts.statements import content_words
from summarizers.lead.fitness import CACHED, begins, patterns
from summarizers.remembering import remembered
from summarizers.text.fold import lowered

_NAMED_LATER = re.compile(r"(?:^|, |\bbut |\band )(?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+\b")
_EXPLAINS_ITSELF = re.compile(
    r"\W{0,2}(?:He|She|They|It|His|Her|Their)(?:['’]s)? [^,.;]{3,90},"
    r" (?:but |yet |and (?:\w+ ){0,2}(?:that )?)?"
    r"(?:[A-Z][\w'’-]+ ){1,3}[A-Z][\w'’-]+ "
)
# The head of "the attack", "these two suspects", "such a law": its last word before something
# that is no part of a noun phrase.
DEFINITE = re.compile(
    r"(?P<word>[TtSs](?<!\w.)(?:(?<=[Tt])(?:he|his|hat|hese|hose)|(?<=[Ss])uch an?)) "
    r"(?P<phrase>(?:[a-z][a-z'’-]+ ){0,2}?)(?P<head>[a-z]{3,})"
    r"(?= (?:was|were|is|are|has|have|had|will|would|can|could|may|might|must|also|said|says"
    r"|began|came|took|made|killed|left|struck|hit|happened|and|who|which|that|in|on|at|by|from"
    r"|to|after|before|with|for|gave|got|went|told|found|saw|won|lost|spent|sent|felt|ran|wrote"
    r"|kept|held|brought|bought|knew|fell|rose|faces?|remains?|[a-z]{3,}ed)\b|[.,;:]|['’]s\b|$)"
)
# "An attack", "three masked attackers": the words behind an article or a number introduce a noun,
# in small letters.
_INTRODUCES = re.compile(
    r"\b(?:an?|another|one|two|three|four|five|six|seven|eight|nine|ten|some|several|\d[\d,.]{0,20})"
    r" ((?:[\w'’-]+ ){0,3}[\w'’-]+)"
)
# What stands for something that was told right above: "The procedure lowers …".
_STANDS_FOR = re.compile(
    r"(?:The|That|Those|These|Such) (?:[a-z]+ )?(?P<noun>procedure|results?|move|decision"
    r"|incidents?"
    r"|findings?|comments?|remarks?|news|announcement|ruling|measures?|videos?|clip|footage|images?"
    r"|pictures?|changes?|approach|idea|practice|process|trend|problem|issue|answer|reason|difference"
    r"|general|pair|couple|duo|trio|group|system|method|technique|device|term|tool|feature|option)\b"
)
# Nouns that everybody knows without an introduction.
UNIQUE = frozenset(
    "police government president minister mayor city country world war internet economy weather"
    " state nation public press court media market year day week month morning evening night"
    " time end start rest first last whole number area country's people family team way case"
    " past future sun sea law army parliament senate house council city's town region".split()
)


# "It has been claimed that agents asked for help" stands for nothing that was told above.
_STANDS_FOR_NOTHING = {
    "en": re.compile(
        r"It(?:['’]s| is| was| has been| had been| became| emerged| appears| seems| turns out"
        r"| takes| took| may be)\b[^.;:]{0,60}\b(?:that|to|who|when|whether|if)\b"
        r"|It(?:['’]s| is| was) [^.;:]{60}|This is (?:the|an?) [^.;:,]{3,40} (?:who|which) "
    ),
    "de": re.compile(
        r"Es (?:ist|war|wurde|wird|gab|gibt|scheint|heißt)\b[^.;:]{0,80}\b(?:dass|zu)\b"
    ),
    "fr": re.compile(
        r"(?:Il (?:est|était|a été|faut|faudra|semble)|C['’](?:est|était))\b.{0,60}\bqu"
    ),
}

# "It is possible to reduce costs" stands for nothing wherever it stands.
_EXPLETIVE = re.compile(
    r"It(?:['’]s| is| was| may be| can be) (?:\w+ly |also |not |very |often )?"
    r"(?:possible|impossible|important|essential|crucial|vital|necessary|clear|unclear|likely|unlikely|hard|easy|difficult|best"
    r"|better|common|worth) (?:to|that|for|if|whether|when|how|why|what)\b"
)


def leans(text: str, index: int, language: str) -> bool:
    """Whether the sentence cannot be read without the one right above it.

    A pronoun that the same sentence explains leans on nothing, nor does the first sentence of an
    article that names somebody.
    """
    if index and begins("link", text, language):
        return True
    if not rules.needs_context(text, language):
        return False
    if language == "en" and (_EXPLAINS_ITSELF.match(text) or _EXPLETIVE.match(text)):
        return False
    if index:
        return True
    nothing = _STANDS_FOR_NOTHING.get(language)
    return not (_NAMED_LATER.search(text) or (nothing and nothing.match(text)))


def points_at(text: str, headline: str, language: str) -> bool:
    """Whether a first sentence says "This bread" of the bread that its headline names."""
    found = next((m for p in patterns("pointer", language) if (m := p.match(text))), None)
    if found is None:
        return False
    words = frozenset(content_words(headline, language))
    return not words.isdisjoint(content_words(text[found.start() : found.end()], language))


_ITEM, _ITEMS = 80, 6
"""Letters of an item of a list at most; and how many of them are looked at."""
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


def is_announced(sentences: Sequence[Sentence], index: int) -> bool:
    """Whether the sentence is an item of a list that a sentence above it announces with a colon."""
    if _is_long(sentences[index].text):
        return False
    for above in reversed(sentences[max(0, index - _ITEMS) : index]):
        if above.heading:
            return False
        if above.text.rstrip().endswith((":", "：")):
            return True
        if _is_long(above.text):
            return False
    return False


def _is_long(text: str) -> bool:
    """Whether a text is too long for an item: an ideograph says as much as three letters."""
    return len(text) > _ITEM or len(text) + 2 * len(_IDEOGRAPHS.findall(text)) > _ITEM


# "Aides called it a car crash": it was told above, unless the sentence itself names it before.
_CALLED = re.compile(
    r"[^,\"“”‘']{0,60}\b(?:called|calls|dubbed|described|hailed|branded|labelled|slammed|welcomed|praised"
    r"|criticised|criticized|condemned|defended|backed) (?:it|him|her|them|this)\b"
)


_SPOKEN_BY_PRONOUN = re.compile(
    r"[\"“'‘].{8,}[,.!?…][\"”'’] (?:(?:he|she|they) (?:\w+ )?(?:said|says|told|added|posted|wrote"
    r"|tweeted|explained|recalled|admitted|insisted|continued|joked|claimed)"
    r"|(?:said|says|added|wrote) (?:he|she|they)\b)"
)


def is_quoted_of_somebody(text: str, language: str) -> bool:
    """Whether an English sentence is a quotation of "she", whom it does not name."""
    return language == "en" and bool(_SPOKEN_BY_PRONOUN.match(text))


def calls_it_something(text: str, language: str) -> bool:
    """Whether an English sentence says what somebody called "it", which it does not name itself."""
    return language == "en" and bool(_CALLED.match(text))


# A first name, a title or a role in front of a name: "Kevin Cave", "Präsident Horak".
_CAPITAL = r"[^\W\d_a-zß-öø-ÿа-яё]"
# The first letter comes first, alone: where it is none, a search goes on at once.
_FULL_NAME = re.compile(
    rf"{_CAPITAL}[\w'’-]+ (?:{_CAPITAL}[\w'’-]+ )*(?P<last>{_CAPITAL}[\w’-]{{2,}})"
)
_NAMES = re.compile(rf"{_CAPITAL}(?:[\w'’-]*\.? {_CAPITAL})*[\w’-]{{2,}}")
_TITLES = frozenset(
    "Mr Mrs Ms Miss Dr Mr. Mrs. Ms. Dr. Herr Frau Herrn M. Mme Sr. Sra. Don".split()
)


@dataclass(frozen=True, slots=True)
class Need:
    """A word ("attack", "Cave") whose thing or person the sentence at `place` introduces."""

    word: str
    place: int

    def is_met(self, known: str, chosen: Sequence[int]) -> bool:
        """Whether a reader of `known`, headline and chosen bullets, knows of it."""
        return self.place in chosen or self.word in known or self.word.capitalize() in known


class Introductions:
    """Where an article first speaks of "an X", and where it gives a name in full.

    In a language that writes its nouns with capitals, a noun behind a noun counts as a name in
    full; who needs one of two words in a row has both then.
    """

    def __init__(self, sentences: Sequence[str], language: str) -> None:
        self._sentences, self._english = sentences, language == "en"
        self._all = "\n".join(sentences)
        self._starts = [0, *accumulate(len(text) + 1 for text in sentences)]
        self._lower = [text.lower() for text in sentences]

    def needs(self, text: str, index: int) -> tuple[Need, ...]:
        """What the sentence at `index` speaks of that sentences above it introduce."""
        found = [*self._things_of(text, index), *self._names_of(text, index)]
        stands = _STANDS_FOR.match(text) if self._english and index else None
        return (*found, Need(stands["noun"].rstrip("s"), index - 1)) if stands else tuple(found)

    def _things_of(self, text: str, index: int) -> Iterator[Need]:
        """English "the X" of "an X"."""
        for found in DEFINITE.finditer(text) if self._english else ():
            head = found["head"]
            noun = head.rstrip("s")
            place = index if head in UNIQUE else self._thing(noun, index)
            if place < index and not _introduces(text[: found.start()], noun):
                yield Need(head, place)

    def _thing(self, noun: str, index: int) -> int:
        """The first sentence above the one at `index` that introduces the noun; else `index`."""
        for place, lower in enumerate(self._lower[:index]):
            if noun in lower and noun in _introduced(self._sentences[place]):
                return place
        return index

    def _names_of(self, text: str, index: int) -> Iterator[Need]:
        """The bare "Cave" of "Kevin Cave", or "Mr Cave"; "According to" may open a sentence."""
        for found in _NAMES.finditer(text):
            first, _, last = _bare(found.group()).rpartition(" ")
            opens = " " not in first and found.start() <= 1
            if first and not opens and first not in _TITLES:
                continue
            place, full = self._name(last, index)
            same = bool(first) and full.endswith(f"{first} {last}")
            if place < index and not same:
                yield Need(last, place)

    def _name(self, last: str, index: int) -> tuple[int, str]:
        """The first sentence above the one at `index` that gives the name in full, and how."""
        behind, end = f" {last}", self._starts[index]
        at = self._all.find(behind, 0, end)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            if full := full_names(self._sentences[place]).get(last):
                return place, full
            at = self._all.find(behind, self._starts[place + 1], end)
        return index, ""


@remembered(CACHED)
def full_names(text: str) -> dict[str, str]:
    """The names that a sentence gives in full, by their last words."""
    names = dict[str, str]()
    for found in _FULL_NAME.finditer(text):
        names.setdefault(_bare(found["last"]), _bare(found.group()))
    return names


def _introduces(text: str, noun: str) -> bool:
    """Whether a sentence introduces a noun, which is in small letters and singular."""
    return noun in text.lower() and noun in _introduced(text)


@remembered(CACHED)
def _introduced(text: str) -> frozenset[str]:
    """The words of a sentence that may be nouns which it introduces, in lower case, singular."""
    phrases = (found[1] for found in _INTRODUCES.finditer(lowered(text)))
    return frozenset(word.rstrip("s") for phrase in phrases for word in phrase.split())


def _bare(name: str) -> str:
    """The name without the ending of its genitive."""
    return name.removesuffix("’s").removesuffix("'s").rstrip("’'")
