"""A bullet that a story may show: what it states, and what stands around it in its article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizers.bullets import rules
from summarizers.document import Bullet
from summarizers.facts.statements import Statement, content_words, statement
from summarizers.lead.support import leans
from summarizers.story.wording import has_bare_pronoun
from summarizers.text.datelines import without_dateline
from summarizers.text.tokens import base_language

ABOVE_CHARS = 1500
"""Of an article's text above a bullet, in which it may introduce persons and things."""

ENDING_CHARS = 12
"""Last characters of a bullet by which its end is found in its text."""

# "… will alter the country's fabric, and", "criticized South Dakota Gov.", "Ben Sasse (Neb.)",
# "five things stood out: 1.": no sentence ends in these.
_DANGLING = re.compile(
    r" (?:Gov|Sens?|Reps?|Lt|Gen|Dr|Mrs?|Ms)\.$|: \d{1,2}\.$| \([^()]{2,20}\.\)$"
    r"| (?:and|or|but|the|an?|of|than|whose|und|oder|der|dem|des|et|ou|mais|les|des|du|y|el|los|las"
    r"|del|il|gli|della|e|os|и|или|но)$"
)


@dataclass(frozen=True, slots=True)
class StoryCandidate:
    """A bullet of the article with the number `article`, at `place` among that one's bullets.

    `words` are its content words in order, `headline` and `above` are its article's headline and
    the text above the bullet.
    """

    article: int
    place: int
    bullet: Bullet
    language: str
    states: Statement
    words: tuple[str, ...]
    needs_context: bool
    headline: str
    above: str


def candidate(
    article: int, place: int, bullet: Bullet, language: str, headline: str, text: str
) -> StoryCandidate:
    """The bullet of an article with this headline and text, its dateline left out."""
    shown = without_dateline(bullet.text)
    bullet = bullet if shown == bullet.text else replace(bullet, text=shown)
    return StoryCandidate(
        article=article,
        place=place,
        bullet=bullet,
        language=language,
        states=statement(shown, language),
        words=content_words(shown, language),
        needs_context=_leans(place, shown, language),
        headline=headline,
        above=text[max(0, bullet.start - ABOVE_CHARS) : bullet.start],
    )


def _leans(place: int, text: str, language: str) -> bool:
    """Whether a bullet cannot be read without the one above: by its start, or a pronoun in it. The
    first one has none above."""
    if not place:
        return leans(text, 0, base_language(language) or "en")
    if rules.needs_context(text, language):
        return True
    return has_bare_pronoun(text, base_language(language) or "en")


def is_cut(bullet: Bullet, text: str) -> bool:
    """Whether a bullet of an article with this text ends in the middle of its sentence, as those
    with dots for the rest do, or begins with the dash that follows a quotation."""
    following = text[bullet.end : bullet.end + 2]
    ends = bullet.text[-1:].isalnum() and following[:1] == " " and following[1:].strip() != ""
    shortened = not text[bullet.start : bullet.end].rstrip().endswith(bullet.text[-ENDING_CHARS:])
    ends = ends or bullet.text.endswith(("...", "…")) or bool(_DANGLING.search(bullet.text))
    return ends or shortened or bullet.text.startswith(("— ", "– ", "- "))


def support(one: StoryCandidate, chosen: Sequence[StoryCandidate]) -> StoryCandidate | None:
    """The chosen bullet right above `one` in its article, without which it cannot be read."""
    above = (one.article, one.place - 1)
    return next((other for other in chosen if (other.article, other.place) == above), None)
