"""Topics: which one a reader means, and to which an article belongs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from summarizers.text.fold import folded_words

# A word of the title says more than one of the text: it counts as three; two hits are needed, of
# different words, and one more where the feed has topics of its own.
_TITLE_WEIGHT = 3
_ENOUGH = 4
_DIFFERENT = 2
_MAX_ASKED = 120
"""Characters of a reader's words, before folding (which makes eighteen of some), that can name a
topic. Longer words name none, and comparing them would take seconds."""
_SURE = 0.85
"""Likeness from which a misspelt topic is answered and not asked about."""
_MIN_COMPARED = 5
"""Letters of a word whose spelling is compared with names of topics."""
_MAX_COMPARED = 60
"""Characters, folded, that are compared with names of at most some twenty."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as topics.toml gives it: `name` is its key, `title` what a reader sees.

    `aliases` are other names for it; `words` are words or short phrases (any language) whose
    presence in an article speaks for the topic.
    """

    name: str
    title: str
    aliases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Topics:
    """The topics we ship, in their order."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self.all: tuple[Topic, ...] = tuple(topics)
        self._named = {topic.name: topic for topic in self.all}
        self._known: dict[str, Topic] = {}
        for topic in self.all:
            for name in (topic.name, topic.title, *topic.aliases):
                self._known[self._key(name)] = topic
        self._by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for topic in self.all:
            for phrase in topic.words:
                if parts := tuple(folded_words(phrase)):
                    self._by_word.setdefault(parts[0], []).append((parts, topic.name))

    @staticmethod
    def _key(words: str) -> str:
        return " ".join(folded_words(words[:_MAX_ASKED].lstrip("#")))

    def get(self, name: str) -> Topic | None:
        """The topic with this very name (its key), or None."""
        return self._named.get(name)

    def match(self, words: str) -> Topic | None:
        """The topic that these words name: its name, title, an alias, or one as a #hashtag."""
        return self._known.get(self._key(words)) if len(words) <= _MAX_ASKED else None

    def near(self, words: str, limit: int = 3) -> tuple[Topic, ...]:
        """The topics whose names look most like these words, best first, none that do not."""
        scores = self._likeness(words)
        best = sorted(scores, key=lambda name: -scores[name])[:limit]
        least = max(0.55, scores[best[0]] - 0.1) if best else 1.0
        return tuple(self._named[name] for name in best if scores[name] >= least)

    def misspelt(self, words: str) -> Topic | None:
        """The one topic that these words surely mean, a letter or two aside; else None."""
        scores = self._likeness(words)
        sure = [name for name, alike in scores.items() if alike >= _SURE]
        sure = sure or self._with_letters_of(words)
        return self._named[sure[0]] if len(sure) == 1 else None

    def _with_letters_of(self, words: str) -> list[str]:
        """The topics with a name of the same letters, two neighbours of which changed places."""
        wanted = self._key(words)
        pairs = range(len(wanted) - 1) if _MIN_COMPARED <= len(wanted) <= _MAX_COMPARED else ()
        swapped = {f"{wanted[:at]}{wanted[at + 1]}{wanted[at]}{wanted[at + 2 :]}" for at in pairs}
        return list(dict.fromkeys(self._known[w].name for w in swapped if w in self._known))

    def _likeness(self, words: str) -> dict[str, float]:
        """How much the words look like each topic's names, 0 to 1, by the topic's key.

        Short words look like many others ("thanks" like "tanks"): they must begin a name.
        """
        wanted, scores = self._key(words)[:_MAX_COMPARED], dict[str, float]()
        for known, topic in self._known.items():
            begins = bool(wanted) and (known.startswith(wanted) or wanted.startswith(known))
            alike = 0.8 if begins else 0.0
            if len(wanted) >= _MIN_COMPARED:
                alike = max(alike, SequenceMatcher(None, wanted, known).ratio())
            scores[topic.name] = max(alike, scores.get(topic.name, 0.0))
        return scores

    def of_article(self, feed_topics: Sequence[str], title: str, text: str) -> tuple[str, ...]:
        """Topics of an article: those of its feed first, then those that its own words speak for.

        A feed that says what it is about knows better than single words: beside its topics only
        one that several different words speak for, two of them in the title, counts. Only the first
        1,500 characters of the text count, since a story says early what it is.
        """
        scores, phrases = Counter[str](), defaultdict[str, set[str]](set)
        titled = defaultdict[str, set[str]](set)
        for part, weight in ((title, _TITLE_WEIGHT), (text[:1500], 1)):
            for name, phrase in self._named_in(folded_words(part)):
                scores[name] += weight
                phrases[name].add(phrase)
                titled[name] |= {phrase} if part is title else set()
        own = [
            name
            for name, score in scores.most_common()
            if score >= _ENOUGH and len(phrases[name]) >= _DIFFERENT and name not in feed_topics
        ]
        if not feed_topics:
            return tuple(own[:2])
        sure = [n for n in own if len(titled[n]) >= _DIFFERENT < len(phrases[n])]
        return (*feed_topics, *sure[:1])

    def _named_in(self, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        """(topic, phrase) for each phrase of a topic that stands in the text."""
        for at, word in enumerate(words):
            for phrase, name in self._by_word.get(word, ()):
                if tuple(words[at : at + len(phrase)]) == phrase:
                    yield name, " ".join(phrase)
