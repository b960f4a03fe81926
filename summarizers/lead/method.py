"""The default method: an article's lead, unless there is a reason to leave it.

Read blind beside sets of sentences that promise more shared words with editors' summaries, readers
prefer the lead: sentences that stand together, whole, with their sources. So the first sentences
that are fit to be bullets are taken in their order, and every departure has a `LeadReason`: a later
sentence that holds what headline and standfirst promise and the lead does not, a block of key
points, a sentence that repeats, leans, or tells nothing new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from summarizers.bullets.selection import from_ranking, says_same, word_set
from summarizers.document import Bullet, Document
from summarizers.facts.statements import Statement, content_words, statement
from summarizers.lead.fitness import (
    key_headings,
    shown,
    speaks_for_its_author,
    speaks_to_its_reader,
    unfit,
)
from summarizers.lead.reasons import LeadReason, Verdict
from summarizers.lead.support import introduced_at, leans

LOOKED_AT, LOOKED_AT_MOST = 16, 60
"""Sentences of an article that are looked at from its start, and where those do not do."""
OPENING = 8
"""Sentences among which another may take the place of the lead."""
PROMISED, TWICE = 0.5, 2.0
"""Share of the headline's words that such a sentence holds, and how many times the lead's share.
Chosen by reading development articles."""
MORE_WORDS = 2
"""How many more of the headline's words it holds than the lead does: of a short headline, one
word alone is half."""
NEW_WORDS = 4
"""New content words that a further bullet has where it brings no new name and no new number."""
PERSONAL = 0.3
"""Share of sentences with "I" or "we" from which an article speaks for its author."""
SHORTEST_LEAD = 6
"""Spaces in the first bullet: "Living under fire." is a title, "The bridge is shut" a teaser."""
UNSPACED = ("zh", "ja", "th")
REPEATED, LONGER = 0.8, 1.3
"""Share of a sentence's content words in the headline from which it only repeats it, and how many
times as long as the headline it may be then."""


@dataclass(slots=True)
class _Draft:
    """The bullets under way, and what their reader knows by then."""

    document: Document
    guide: Statement
    headline: str
    chosen: list[int] = field(default_factory=list)
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    numbers: set[float] = field(default_factory=set)

    def take(self, index: int, text: str, reason: LeadReason, cut: tuple[str, ...]) -> None:
        """Add a sentence to the bullets."""
        states = statement(text, self.document.language)
        self.chosen.append(index)
        self.verdicts[index] = Verdict(index, text, True, reason, cut)
        self.words |= states.words
        self.names |= states.names
        self.numbers |= {value for value, _, _ in states.numbers}

    def known(self) -> str:
        """The headline and the chosen bullets as one text."""
        return " ".join([self.headline, *(self.verdicts[i].text for i in self.chosen)])


@dataclass(frozen=True, slots=True)
class _Fit:
    """A sentence that may stand: its place, its text as shown, whether it leans, and whether it
    speaks for its author where the article as a whole does not."""

    index: int
    text: str
    cut: tuple[str, ...]
    leans: bool
    personal: bool = False


def choose(document: Document, count: int, standfirst: str = "") -> list[Bullet]:
    """At most `count` bullets, the main fact first. `standfirst` is the page's own, if any."""
    taken = list[Verdict]()
    for looked_at in (LOOKED_AT, LOOKED_AT_MOST):
        told = explain(document, count, standfirst, looked_at)
        taken = [verdict for verdict in told if verdict.taken]
        if len(taken) >= count or len(document.sentences) <= looked_at:
            break
    if not taken:
        return from_ranking(document, range(len(document.sentences)), count)
    spans = [document.sentences[verdict.index] for verdict in taken]
    return [Bullet(v.text, s.start, s.end) for v, s in zip(taken, spans, strict=True)]


def explain(
    document: Document, count: int, standfirst: str = "", looked_at: int = LOOKED_AT_MOST
) -> list[Verdict]:
    """What became of each of the first `looked_at` sentences: the taken ones first, in order."""
    guide = statement(f"{document.title}. {standfirst}".strip(". "), document.language)
    draft = _Draft(document, guide, f"{document.title} {standfirst}".strip())
    fit = _with_voice(list(_fit(draft, looked_at)), document.language)
    if fit:
        _fill(draft, _in_order(draft, fit), count)
    rest = sorted(i for i in draft.verdicts if i not in draft.chosen)
    return [draft.verdicts[i] for i in [*draft.chosen, *rest]]


def _fit(draft: _Draft, looked_at: int) -> Iterator[_Fit]:
    """The sentences that may stand; the others get their verdict."""
    document = draft.document
    for sentence in document.sentences[:looked_at]:
        text, cut = shown(sentence, document.language)
        reason = unfit(document, sentence.index, text)
        if reason is None:
            yield _Fit(sentence.index, text, cut, leans(text, sentence.index, document.language))
        else:
            draft.verdicts[sentence.index] = Verdict(sentence.index, text, False, reason)


def _with_voice(fit: list[_Fit], language: str) -> list[_Fit]:
    """The sentences, those marked that say "I" or "we" in an article that seldom does."""
    personal = [speaks_for_its_author(one.text, language) for one in fit]
    if sum(personal) > PERSONAL * len(fit):
        return fit
    return [replace(one, personal=says) for one, says in zip(fit, personal, strict=True)]


def _in_order(draft: _Draft, fit: Sequence[_Fit]) -> Iterator[tuple[_Fit, LeadReason]]:
    """The sentences in the order to take them: key points, the main fact, what follows it."""
    points = _key_points(draft, fit)
    yield from ((one, LeadReason.KEY_POINT) for one in points)
    left = [one for one in fit if one not in points]
    first, reason = _opening(draft, left or fit)
    yield first, reason
    yield from ((one, LeadReason.NEXT) for one in left if one.index > first.index)
    # What was left for a better opening is still better than an empty place.
    yield from ((one, LeadReason.NEXT) for one in left if one.index < first.index)


def _key_points(draft: _Draft, fit: Sequence[_Fit]) -> list[_Fit]:
    """The sentences under a heading such as "Key points", up to the next heading."""
    sentences = draft.document.sentences
    for place, sentence in enumerate(sentences[:LOOKED_AT_MOST]):
        if sentence.heading and sentence.text.strip(" :*").lower() in key_headings():
            stop = next(
                (other.index for other in sentences[place + 1 :] if other.heading), len(sentences)
            )
            return [one for one in fit if place < one.index < stop and not one.leans]
    return []


def _opening(draft: _Draft, fit: Sequence[_Fit]) -> tuple[_Fit, LeadReason]:
    """The first bullet: the first fit sentence, unless a later one keeps the headline's promise."""
    language = draft.document.language
    plain = [one for one in fit if not one.leans and not speaks_for_its_author(one.text, language)]
    lead = (plain or fit)[0]
    others = [one for one in plain if lead.index < one.index <= lead.index + OPENING]
    if not draft.guide.words or not others:
        return lead, LeadReason.LEAD
    share, held = _promised(draft, lead)
    best = max(others, key=lambda one: _promised(draft, one)[0])
    more, holds = _promised(draft, best)
    if more >= max(PROMISED, TWICE * share) and holds - held >= MORE_WORDS:
        return best, LeadReason.MAIN_FACT
    return lead, LeadReason.LEAD


def _may_open(one: _Fit, language: str) -> bool:
    """Whether a sentence can stand first: by itself, for its outlet, with a clause at least."""
    if one.leans or one.personal:
        return False
    return language in UNSPACED or one.text.count(" ") >= SHORTEST_LEAD


def _promised(draft: _Draft, one: _Fit) -> tuple[float, int]:
    """(the share of the headline's words that a sentence holds, names twice; how many it holds)."""
    guide, states = draft.guide, statement(one.text, draft.document.language)
    whole = len(guide.words) + len(guide.names)
    words = len(guide.words & states.words)
    shared = words + len(guide.names & states.words)
    return shared / whole if whole else 0.0, words


def _fill(draft: _Draft, order: Iterator[tuple[_Fit, LeadReason]], count: int) -> None:
    """Take sentences in this order until `count` bullets are there."""
    waiting = list[tuple[_Fit, LeadReason]]()
    for one, reason in order:
        full = len(draft.chosen) >= count
        refused = LeadReason.NOT_NEEDED if full else _refused(draft, one)
        if refused is None:
            draft.take(one.index, one.text, reason, one.cut)
            continue
        draft.verdicts[one.index] = Verdict(one.index, one.text, False, refused, one.cut)
        if refused in (LeadReason.REPEATS, LeadReason.TELLS_NOTHING, LeadReason.FIRST_PERSON):
            waiting.append((one, refused))
    if not draft.chosen and waiting:
        one, _ = waiting[0]
        draft.take(one.index, one.text, LeadReason.LAST_RESORT, one.cut)


def _refused(draft: _Draft, one: _Fit) -> LeadReason | None:
    """Why this sentence is no further bullet beside those that are chosen."""
    language = draft.document.language
    if one.personal:
        return LeadReason.FIRST_PERSON
    if one.leans and (one.index - 1) not in draft.chosen:
        return LeadReason.LEANS
    if draft.chosen and language == "en":
        before = [sentence.text for sentence in draft.document.sentences[: one.index]]
        support = introduced_at(one.text, one.index, before, draft.known())
        if support is not None and support not in draft.chosen:
            return LeadReason.LEANS
    return _nothing_new(draft, one)


def _nothing_new(draft: _Draft, one: _Fit) -> LeadReason | None:
    language = draft.document.language
    states = statement(one.text, language)
    bag = word_set(one.text)
    if any(says_same(bag, word_set(draft.verdicts[i].text)) for i in draft.chosen):
        return LeadReason.REPEATS
    numbers = {value for value, _, _ in states.numbers}
    if not draft.chosen:
        return LeadReason.REPEATS if _only_headline(draft, one, numbers) else None
    new = states.words - draft.words - draft.guide.words
    if numbers - draft.numbers or (states.names - draft.names - draft.guide.names):
        return None
    if len(new) < NEW_WORDS or speaks_to_its_reader(one.text, language):
        return LeadReason.TELLS_NOTHING
    return None


def _only_headline(draft: _Draft, one: _Fit, numbers: set[float]) -> bool:
    """Whether the sentence tells no more than the headline that stands above it."""
    told = set(content_words(draft.headline, draft.document.language))
    words = statement(one.text, draft.document.language).words
    if not told or not words or len(one.text) > LONGER * len(draft.headline):
        return False
    figures = {value for value, _, _ in draft.guide.numbers}
    return len(words & told) >= REPEATED * len(words) and not numbers - figures
