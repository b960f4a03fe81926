"""The bullets under way: what their reader knows by then, and what cannot follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from summarizers.bullets.selection import says_same, word_set
from summarizers.document import Document
from summarizers.facts.statements import Statement, content_words, statement
from summarizers.lead.answers import concerns, denies, is_answer, is_claim, is_denied, overturns
from summarizers.lead.fitness import announces, speaks_to_its_reader, tells_of_now
from summarizers.lead.reasons import LeadReason, Verdict
from summarizers.lead.support import Need
from summarizers.lead.worth import turns, worth

NEW_WORDS, NEW_WHERE_WORTH, PROMISED_WORDS = 4, 1, 2
"""New content words that a further bullet has where it brings no new name and no new number; and
where it tells what came of the matter: "The sale was stopped", or turns to so many words of the
headline: "However, this brings new risks"."""
RETOLD, RETOLD_WORDS = 0.6, 4
"""Share of a sentence's content words in one bullet from which it tells it again; at least so many.
Chosen by reading captions that repeat the text beside them."""
TOLD = 0.75
"""The same in all bullets together, whatever name or number is new."""
SAME_FIGURES = 0.4
"""The same where it has no figure but those of that bullet."""
REPEATED, LONGER = 0.8, 1.3
"""Share of a sentence's content words in the headline from which it only repeats it, and how many
times as long as the headline it may be then."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A sentence that may stand: its place, its text as shown, whether it leans on the one above
    it, what it needs of others, and whether it speaks for its author where the article as a whole
    does not. `begins` is the place of the quotation that stands in front of it, whose speaker it
    names."""

    index: int
    text: str
    cut: tuple[str, ...]
    leans: bool
    needs: tuple[Need, ...] = ()
    personal: bool = False
    begins: int = -1

    @property
    def first(self) -> int:
        """The place where its text begins."""
        return self.index if self.begins < 0 else self.begins


@dataclass(slots=True)
class Draft:
    """The chosen sentences of a document in the order of their choice, and every verdict.

    `guide` is what headline and standfirst state, `headline` what a reader sees of them.
    """

    document: Document
    guide: Statement
    headline: str
    chosen: list[int] = field(default_factory=list)
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    numbers: set[float] = field(default_factory=set)
    unanswered: set[int] = field(default_factory=set)
    """Sentences that are no bullet, for what is said against them would find no place."""

    def take(self, one: Fit, reason: LeadReason) -> None:
        """Add a sentence to the bullets."""
        states = statement(one.text, self.document.language)
        self.chosen.append(one.index)
        self.verdicts[one.index] = Verdict(one.index, one.text, True, reason, one.cut, one.begins)
        self.words |= states.words
        self.names |= states.names
        self.numbers |= {value for value, _, _ in states.numbers}

    def refuse(self, one: Fit, reason: LeadReason) -> None:
        """Note why a sentence is no bullet."""
        self.verdicts[one.index] = Verdict(one.index, one.text, False, reason, one.cut)

    def known(self) -> str:
        """The headline and the chosen bullets as one text."""
        return " ".join([self.headline, *(self.verdicts[i].text for i in self.chosen)])

    def passed(self, index: int) -> list[str]:
        """The sentences above the one at `index` that are not chosen."""
        above = self.document.sentences[:index]
        return [one.text for one in above if one.index not in self.chosen]

    def heading(self) -> Statement:
        """What the headline states."""
        return statement(self.headline, self.document.language)

    def answers(self, one: Fit) -> bool:
        """Whether a sentence denies, doubts, limits or sources the one right above it."""
        return is_answer(self.document.sentences, one.index, self.document.language)

    def refusal(self, one: Fit) -> LeadReason | None:
        """Why this sentence is no further bullet beside those that are chosen."""
        if one.index in self.unanswered:
            return LeadReason.ANSWERED
        return self._hanging(one) or self._nothing_new(one)

    def denies(self, one: Fit) -> bool:
        """Whether a sentence by itself tells that somebody denies what the chosen ones tell, and
        none of them does: see `concerns`."""
        language = self.document.language
        claim = self.verdicts[self.chosen[0]].text if self.chosen else ""
        if one.index in self.chosen or not denies(one.text, claim, language):
            return False
        goes_on = one.leans and is_claim(claim, language) and self._tells_of_nobody_new(one.index)
        if self._hanging(replace(one, leans=False) if goes_on else one):
            return False
        if is_denied(self.known(), language) or self._is_of_another_claim(one):
            return False
        if overturns(one.text, claim, language):
            return True
        states = statement(one.text, language)
        known = self.heading().words.union(self.words)
        return concerns(states, known, claimed=is_claim(claim, language))

    def _tells_of_nobody_new(self, index: int) -> bool:
        """Whether the sentences between the chosen ones and that at `index` name nobody else: then
        "his lawyer" is that of the person told of."""
        above = max((place for place in self.chosen if place < index), default=index)
        between = self.document.sentences[above + 1 : index]
        known = self.names | self.heading().names
        named = (statement(one.text, self.document.language).names for one in between)
        return all(names <= known for names in named)

    def _is_of_another_claim(self, one: Fit) -> bool:
        """Whether a claim stands right above that is not chosen, and the opening makes none."""
        above, opening = one.index - 1, self.verdicts[self.chosen[0]].text
        language = self.document.language
        if above in self.chosen or is_claim(opening, language):
            return False
        return is_claim(self.document.sentences[above].text, language)

    def _hanging(self, one: Fit) -> LeadReason | None:
        """Why this sentence cannot be understood by who reads the chosen ones."""
        if one.personal:
            return LeadReason.FIRST_PERSON
        if one.leans and (one.index - 1) not in self.chosen:
            return LeadReason.LEANS
        if one.needs:
            known = self.known()
            if not all(need.is_met(known, self.chosen) for need in one.needs):
                return LeadReason.LEANS
        return None

    def repetition(self, one: Fit, carried: bool) -> LeadReason | None:
        """Why this sentence is left out where a text is shown whole: it leans on what is not
        there, or says what a bullet says, or, unless the next one is `carried` by it, only what the
        headline says."""
        above = (one.index - 1) in self.chosen
        if one.leans and not above:
            return LeadReason.LEANS
        if above and self.answers(one):
            return None
        bag = word_set(one.text)
        if any(says_same(bag, word_set(self.verdicts[i].text)) for i in self.chosen):
            return LeadReason.REPEATS
        if not carried and self._only_headline(one):
            return LeadReason.REPEATS
        return None

    def _nothing_new(self, one: Fit) -> LeadReason | None:
        language = self.document.language
        states, bag = statement(one.text, language), word_set(one.text)
        if any(says_same(bag, word_set(self.verdicts[i].text)) for i in self.chosen):
            return LeadReason.REPEATS
        if not self.chosen:
            return LeadReason.REPEATS if self._only_headline(one) else None
        if len(states.words & self.words) >= TOLD * len(states.words) >= RETOLD_WORDS:
            return LeadReason.REPEATS
        if announces(one.text, language):
            return LeadReason.TELLS_NOTHING
        heading, numbers = self.heading(), {value for value, _, _ in states.numbers}
        new = states.words - self.words - heading.words
        if any(self._same_figures(states, numbers, i) for i in self.chosen):
            return LeadReason.REPEATS
        if numbers - self.numbers or (states.names - self.names - heading.names):
            return None
        if any(self._retells(states, i) for i in self.chosen):
            return LeadReason.REPEATS
        if tells_of_now(one.text, language) and worth(one.text, language) > 0:
            return None  # "Now a study has found …": the news behind what everybody knows
        kept = turns(one.text) and len(states.words & heading.words) >= PROMISED_WORDS
        tells = kept or worth(one.text, language) > 0
        wanted = NEW_WHERE_WORTH if tells else NEW_WORDS
        if len(new) < wanted or speaks_to_its_reader(one.text, language):
            return LeadReason.TELLS_NOTHING
        return None

    def _retells(self, states: Statement, index: int) -> bool:
        """Whether most of what a sentence without a new name or number states is told already."""
        told = statement(self.verdicts[index].text, self.document.language)
        shared = len(states.words & told.words)
        return shared >= RETOLD_WORDS and shared >= RETOLD * len(states.words)

    def _same_figures(self, states: Statement, numbers: set[float], index: int) -> bool:
        """Whether a sentence has the figures of one bullet and much of what that one states."""
        told = statement(self.verdicts[index].text, self.document.language)
        figures = {value for value, _, _ in told.numbers}
        shared = len(states.words & told.words)
        return bool(numbers) and numbers <= figures and shared >= SAME_FIGURES * len(states.words)

    def _only_headline(self, one: Fit) -> bool:
        """Whether the sentence tells no more than the headline that stands above it."""
        told = set(content_words(self.headline, self.document.language))
        states = statement(one.text, self.document.language)
        if not told or not states.words or len(one.text) > LONGER * len(self.headline):
            return False
        if len(states.words & told) < REPEATED * len(states.words):
            return False
        language = self.document.language
        if is_claim(one.text, language) and not is_claim(self.headline, language):
            return False
        figures = {value for value, _, _ in self.heading().numbers}
        return figures.issuperset(value for value, _, _ in states.numbers)


def in_reading_order(chosen: Sequence[int], first: Sequence[int]) -> list[int]:
    """The chosen places: those of `first` in their order, what follows them in the text, then what
    stands before them there."""
    rest = sorted(place for place in chosen if place not in first)
    last = max(first, default=-1)
    return [*first, *(p for p in rest if p > last), *(p for p in rest if p < last)]
