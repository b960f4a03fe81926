"""Why a sentence is a bullet of its article, or is passed over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LeadReason(StrEnum):
    """The name of each reason, as `precis summarize --explain` prints it."""

    LEAD = "the article's lead"
    MAIN_FACT = "holds what the headline promises"
    CENTRAL = "holds what the article keeps coming back to"
    NEWS_BEHIND = "tells the news behind what holds for everybody"
    INTRODUCES = "says of whom or what the next one tells"
    KEY_POINT = "stands under a heading such as Key points"
    NEXT = "the next sentence that tells something new"
    ANSWERS = "denies, limits or sources a bullet above it"
    LAST_RESORT = "nothing better is there"

    FURNITURE = "furniture of the page"
    CAPTION = "speaks of a picture"
    FRAGMENT = "no whole sentence"
    QUESTION = "a question"
    LEADS_ON = "announces what stands below it, or is cut off"
    QUOTATION = "a piece of a longer quotation"
    SAID_ALONE = "only tells who spoke"
    TEASER = "invites to read on"
    STEP = "a step of a recipe"
    FIRST_PERSON = "speaks for its author"
    LEANS = "leans on a sentence that is not shown"
    ANSWERED = "its denial, limit or source would find no place"
    REPEATS = "repeats a bullet or the headline"
    TELLS_NOTHING = "no name, number or event that is new"
    JOINED = "stands in one bullet with its answer, or with its speaker"
    TOO_LONG = "too long to be shown whole"
    NOT_NEEDED = "the bullets are full"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one sentence: `taken` or not, why, and its `cut` phrases, if any.

    `index` is the sentence's place in the document; its bullet goes from the sentence at `begins`
    through the one at `ends`, where a quotation above or an answer below is joined to it.
    """

    index: int
    text: str
    taken: bool
    reason: LeadReason
    cut: tuple[str, ...] = ()
    begins: int = -1
    ends: int = -1

    def span(self) -> tuple[int, int]:
        """The places of the first and the last sentence of its bullet."""
        first = self.index if self.begins < 0 else self.begins
        return first, max(self.index, self.ends)
