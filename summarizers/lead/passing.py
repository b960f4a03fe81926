"""What a sentence loses that is taken out of its order: whom and what others introduce.

In its place such a sentence reads well; beside bullets from elsewhere "the cancellation", "then"
or "dragged him aside" leaves a reader asking. The word lists were made by reading digests beside
the articles they were taken from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizers.lead.fitness import begins
from summarizers.lead.support import DEFINITE, UNIQUE
from summarizers.remembering import remembered
from summarizers.text.fold import lowered
from summarizers.text.guarded import Guarded

STEM = 5
"""First letters by which a noun is known again: "the cancellation" of what was "cancelled"."""
FRONT = 16
"""Characters in front of a sentence's first noun: "According to the company"."""
_SMALL = frozenset(
    "accor after at befor by durin from in insid of on outsi to wake with the".split()
)
# "Violators will be jailed": of a rule that stands above.
_BARE_AGENTS = re.compile(
    r"(?:Violators|Offenders|Winners|Losers|Participants|Attendees|Applicants|Entrants|Recipients"
    r"|Respondents|Subjects|Finalists|Contestants|Organi[sz]ers|Repeat offenders|Those|Others|Some"
    r"|Both|Neither|Each|Many|Most|All|None) (?:will|would|were|are|was|is|have|had|has|can|could"
    r"|must|may|face|said|say|who)\b"
)
# A link to a partner that stands above, in the middle of a sentence.
_LINKS = Guarded(
    r"\b(?:(?<!, )then(?! (?:a|an|the|known|as)\b)|for example|for instance|in turn|as well(?! as)"
    r"|likewise|similarly|moreover|furthermore|thus|actually)\b|\btoo[,.]",
    re.IGNORECASE,
)
# "Parents will also be fined" has its partner above where "parents" do.
_ALSO = Guarded(r"\b(?:is|are|was|were|has|have|had|will) also\b(?! known)")
# "Low levels of either can", "All the other stitches": of what stands above.
_OF_THEM = re.compile(
    r"\b(?:of|for|to|with|in|on|at) (?:either|both|each|neither|these|those|them|all three"
    r"|the (?:two|three|former|latter|above))"
    r"(?=[,.;]| (?:if|will|can|are|is|were|was|would|could|has|have|had)\b)"
    r"|\b(?:all|any|some|most|many|each|none|few)(?: of)? (?:the )?others?\b"
    r"|(?:some|most|many|others|all|few|both|neither)"
    r" (?:even|also|do|did|of (?:these|those|them))\b"
)
# A full noun phrase of the sentence's own stands first: "dragged him" is of somebody else.
_OBJECT = Guarded(
    r"(?:[A-Z][\w’'-]+ ){1,4}?(?:[A-Z][\w’'-]+)?,? ?(?:[^,.;:\"“”]{3,60}, )?"
    r"[a-z]{3,}ed (?:him|them)\b"
)
_ACTING = re.compile(
    r"(?:[A-Z][a-z]+ing|Asked|Questioned|Pressed|Interviewed|Speaking)\b[^,\"“”]{0,90},"
    r" (?:he|she|they)\b"
    # "The way he approached the Jamaican": nobody stands in front of "he".
    r"|(?:The|This|That|All|What|Everything|Nothing|Much|Most|Part of what)"
    r" (?:[a-z]+ ){0,3}(?:he|she) (?!.*[A-Z][\w’'-]+ (?:said|says|told|admitted)\b)"
)
# What says itself which one is meant: "the man who …", "the day when …".
_BY_AGE = re.compile(r"The \d+-year-old\b")
_RESTRICTS = (" who ", " which ", " that ", " whose ", " where ", " when ", " to ")
_FULL_NAME = re.compile(r"\b([A-Z][a-z]{2,}) ([A-Z][a-z]{2,})\b")
_PLURAL = re.compile(r"(?:'s|’s|'|’|s)$")
_WORD = re.compile(r"[a-z]{3,}")


def loses_its_actor(text: str, language: str) -> bool:
    """Whether an English sentence tells of "him" or "they" whom it does not name itself, behind its
    beginning: "Writing in the journal, they said …"."""
    return language == "en" and bool(_ACTING.match(text) or _OBJECT.match(text))


def lacks_its_partner(text: str, language: str) -> bool:
    """Whether a sentence has a link, or tells of "both of them", whose other half stands above it:
    in English, or in a language of `partner` in `lead.toml`."""
    if language != "en":
        return begins("partner", text, language)
    found = _OF_THEM.search(lowered(text))
    early = found is not None and found.start() * 3 <= len(text)
    return early or bool(_BARE_AGENTS.match(text) or _LINKS.search(text))


def loses_its_ties(
    text: str, passed: Sequence[str], known: str, language: str, *, headed: bool
) -> bool:
    """Whether a sentence needs what a reader of `known` has not met: a link's partner, in English a
    noun of the `passed` sentences, or an agent of theirs.

    Where a headline tells what the matter is (`headed`), "The speed limit" may open a sentence.
    """
    if lacks_its_partner(text, language) or loses_its_actor(text, language):
        return True
    if language != "en":
        return bool(passed) and passed[-1].rstrip().endswith(":")
    if not headed and _BY_AGE.match(text):
        return True
    shown = _stems(known)
    if _ALSO.search(text) and _stems(text[: text.find(" ")]).isdisjoint(shown):
        return True
    if passed and passed[-1].rstrip().endswith(":"):
        return True
    hidden = frozenset[str]().union(*map(_stems, passed))
    return any(_is_unknown(found, shown, hidden, headed) for found in DEFINITE.finditer(text))


def is_on_first_names(text: str, passed: Sequence[str], known: str) -> bool:
    """Whether a sentence says "Lily" of Lily Sharp, whom only the passed sentences introduce."""
    for found in _FULL_NAME.finditer(" ".join(passed)):
        first, last = found.groups()
        unknown = first in text and last not in text and first not in known
        if unknown and re.search(rf"\b{first}(?:['’]s)? [a-z]", text):
            return True
    return False


def meets_hidden(found: re.Match[str], passed: Sequence[str], known: str) -> bool:
    """Whether a word of "the X" that `found` holds as phrase and head stands in a passed sentence,
    and nowhere in what a reader knows."""
    words = _stems(f"{found['phrase']}{found['head']}")
    hidden = frozenset[str]().union(*map(_stems, passed))
    return bool(words & hidden) and words.isdisjoint(_stems(known))


def _is_unknown(
    found: re.Match[str], shown: frozenset[str], hidden: frozenset[str], headed: bool
) -> bool:
    """Whether "the X" was met in the hidden sentences alone, or opens the sentence unmet."""
    head, behind = found["head"], found.string[found.end() :]
    if behind.startswith(_RESTRICTS) or {head, _PLURAL.sub("", head)} & UNIQUE:
        return False
    stem = _PLURAL.sub("", head)[:STEM]
    before = _stems(found.string[: found.start()])
    if stem in shown or stem in before:
        return False
    return stem in hidden or (not headed and found.start() <= FRONT and not before - _SMALL)


@remembered(256)  # the sentences of one text are asked for again and again
def _stems(text: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s")[:STEM] for word in _WORD.findall(text.lower()))
