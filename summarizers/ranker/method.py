"""Our own ranker for news, the default method.

For every word and word pair of the article a small model says how likely an editor's summary has
it, and how long that summary would be; the bullets are the set of sentences, phrases left out,
with the highest expected ROUGE F1 among all sets that a reader can follow. English has a model
with a word table. Other languages use what needs no words: where things stand, what is central.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizers.bullets import selection
from summarizers.document import Bullet, Document
from summarizers.text.language import with_language

if TYPE_CHECKING:
    from summarizers.ranker.candidates import Candidate, Pools
    from summarizers.ranker.scoring import Scored

_USUAL_BULLETS = 3
_MAX_SET = 5
_EXTRA_TOKENS = 4
"""Tokens that a reader gets over the editors' own mean; costs no ROUGE."""


def choose(document: Document, count: int) -> list[Bullet]:
    """At most `count` bullets of the document, in reading order."""
    from summarizers.ranker.model import for_language
    from summarizers.ranker.scoring import score

    document = with_language(document)
    scored = score(document, for_language(document.language))
    if scored is None:
        return selection.from_ranking(document, range(len(document.sentences)), count)
    return choose_from(scored, document, count)


def choose_from(scored: Scored, document: Document, count: int) -> list[Bullet]:
    """The bullets of a document that has been scored."""
    from summarizers.ranker import candidates, subset_selection

    found = candidates.pool(scored, document.language, _sizes(scored, count))
    least, length = _wishes(scored, count)
    picked = (
        subset_selection.best(scored, found, min(count, _MAX_SET), least, length) if found else []
    )
    made = [_bullet(scored, candidate) for candidate in picked]
    if made and (len(made) >= least or count <= _MAX_SET):
        return made
    return selection.from_ranking(document, ranking(scored), count)


def _sizes(scored: Scored, count: int) -> Pools:
    """How many candidates to compare; more where words say little of which are good."""
    from summarizers.ranker.candidates import Pools

    if count > _USUAL_BULLETS:
        return Pools(best=9, first=5)
    return Pools() if scored.article.lexicon.table is not None else Pools(best=12)


def _wishes(scored: Scored, count: int) -> tuple[int, float]:
    """(fewest bullets, tokens in all) for a reader who asked for `count`."""
    wished = (scored.length + _EXTRA_TOKENS) * max(count, _USUAL_BULLETS) / _USUAL_BULLETS
    if scored.article.lexicon.table is None:
        return count, wished
    least = min(count, max(2, count - 1)) if count != _USUAL_BULLETS else 2
    return least, wished


def _bullet(scored: Scored, candidate: Candidate) -> Bullet:
    sentence = scored.article.sentences[candidate.sentence]
    return Bullet(candidate.text, sentence.start, sentence.end)


def ranking(scored: Scored) -> list[int]:
    """Indices of the document's sentences, the most promising first."""
    from summarizers.ranker.candidates import promise

    values = promise(scored)
    order = sorted(range(scored.article.size), key=lambda place: -float(values[place]))
    return [scored.article.sentences[place].index for place in order]


def scores(document: Document) -> list[float]:
    """How much each of the document's sentences promises, 0 for those not looked at."""
    from summarizers.ranker.candidates import promise
    from summarizers.ranker.model import for_language
    from summarizers.ranker.scoring import score

    document = with_language(document)
    values = [0.0] * len(document.sentences)
    scored = score(document, for_language(document.language))
    if scored is not None:
        for sentence, value in zip(scored.article.sentences, promise(scored), strict=True):
            values[sentence.index] = float(value)
    return values
