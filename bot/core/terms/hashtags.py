"""What an article is about, in a few tags that a person would choose: names before common words.

A word's weight grows with how often it occurs (three times over in the title), how early, how
long it is, and how rare it is in the news of its language (`background`), after the idea of
Spärck Jones (1972); the exponents were chosen on a plateau of the keyword sets. Runs
of capitalised words inside sentences are names; in German, where every noun is capitalised, only
what is rare and capitalised counts as one.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from bot.core.terms.casing import cased_words, is_capitalised_throughout
from bot.core.terms.document_frequencies import background, hashed
from bot.core.terms.vectors import base_of
from summarizers.text.tokens import stem, stop_words

# Weights and powers are chosen by hand.
READ_CHARS = 6000  # characters of the text that are looked at
_TITLE_WEIGHT, _EARLY_WEIGHT, _NAME_WEIGHT, _RUN_WEIGHT = 3.0, 1.3, 1.2, 1.25
_COUNT_POWER, _RARITY_POWER, _LETTERS_POWER = 0.7, 0.3, 0.3
_MAX_LETTERS = 8  # of a word, that count
_NAME_TAG_WEIGHT = 1.6  # people tag with names first
_EARLY_CHARS = 400
_MIN_NAME_RARITY = math.log(40)
_MIN_GERMAN_NAME_RARITY = math.log(400)  # above it a capitalised German word is taken for a name
_MAX_TAG_CHARS, _MAX_ACRONYM_CHARS = 40, 5
_INSIDE_NAMES = frozenset("of de da do dos das del von van der den di al".split())
# Days, months and amounts say when and how much, not what.
_NO_TAGS = frozenset(
    "percent prozent million millions billion euro euros dollar dollars"
    " monday tuesday wednesday thursday friday saturday sunday january february march april"
    " may june"
    " july august september october november december montag dienstag mittwoch donnerstag freitag"
    " samstag sonntag januar februar märz mai juni juli oktober dezember lundi mardi mercredi jeudi"
    " vendredi samedi dimanche janvier février mars avril juin juillet août septembre octobre"
    " novembre décembre lunes martes miércoles jueves viernes sábado domingo enero febrero marzo"
    " abril mayo junio julio agosto septiembre octubre noviembre diciembre lunedì martedì mercoledì"
    " giovedì venerdì sabato domenica segunda terça quarta quinta sexta".split()
)


@dataclass(slots=True)
class _Seen:
    """How often a candidate occurs, where first, in which spellings, how often as a name
    inside a sentence, how often with a capital."""

    first: int
    count: float = 0.0
    total: int = 0
    names: int = 0
    capitals: int = 0
    spellings: Counter[str] = field(default_factory=Counter)


def _rarity(stems: list[str], language: str) -> dict[str, float]:
    """For each stem, -ln of the share of news texts that use it."""
    distinct = sorted(set(stems))
    buckets = np.array([hashed(one, language) for one in distinct], dtype=np.uint32)
    known = background()
    least = 0.5 / max(known.totals.get(language, 0), 500)
    rare = -np.log(known.of(buckets).clip(min=least))
    return dict(zip(distinct, rare.tolist(), strict=True))


def _runs(text: str) -> Iterator[list[str]]:
    """Runs of two to five capitalised words inside one sentence: names of several words."""
    run: list[str] = []
    end = 0
    for word, place, begins, _ in cased_words(text):
        joined = place - end <= 1 and not begins
        inside = word.lower() in _INSIDE_NAMES and bool(run)
        if not joined or not (word[:1].isupper() or inside):
            yield from _closed(run)
            run = []
        if (word[:1].isupper() and not begins) or (inside and joined):
            run.append(word)
        end = place + len(word)
    yield from _closed(run)


def _closed(run: list[str]) -> Iterator[list[str]]:
    while run and run[-1].lower() in _INSIDE_NAMES:
        run.pop()
    if 2 <= len(run) <= 5:
        yield run


def _candidates(title: str, text: str, language: str) -> dict[str, _Seen]:
    """Single words by their stem. Stop words, single letters and numbers are none."""
    ignored, seen = stop_words(language), dict[str, _Seen]()
    mute = is_capitalised_throughout(title, language)
    for part, weight in ((title, _TITLE_WEIGHT), (text[:READ_CHARS], 1.0)):
        for word, place, begins, _ in cased_words(part):
            low = word.lower().replace("’", "'")
            if len(word) < 2 or low in ignored or not word[0].isalpha():
                continue
            found = seen.setdefault(stem([word], language)[0], _Seen(first=place))
            found.count += weight
            found.spellings[word] += 0 if begins and weight == 1 else 1
            if mute and weight > 1:
                continue
            found.total += 1
            found.names += word[0].isupper() and not begins
            found.capitals += word[0].isupper()
    return seen


def _weights(title: str, text: str, language: str) -> dict[str, tuple[float, bool, str]]:
    """By stem: its weight, whether it is a name, and how it is written most."""
    seen = _candidates(title, text, language)
    rarity = _rarity(list(seen), language)
    made: dict[str, tuple[float, bool, str]] = {}
    for one, found in seen.items():
        name = found.names * 2 >= found.total and found.names > 0
        # "Peru's congress …" twice at the start of a sentence and never in small letters.
        name = name or (1 < found.total == found.capitals and rarity[one] > _MIN_NAME_RARITY)
        if language == "de":
            name = name and rarity[one] > _MIN_GERMAN_NAME_RARITY
        early = _EARLY_WEIGHT if found.first < _EARLY_CHARS else 1.0
        weight = found.count**_COUNT_POWER * rarity[one] ** _RARITY_POWER
        weight *= min(len(one), _MAX_LETTERS) ** _LETTERS_POWER
        weight *= early * (_NAME_WEIGHT if name else 1.0)
        made[one] = weight, name, found.spellings.most_common(1)[0][0]
    return made


def _phrases(
    title: str, text: str, language: str, weights: dict[str, tuple[float, bool, str]]
) -> dict[str, float]:
    """Names of several words that occur twice, or stand in the title, with their weight."""
    heading = "" if is_capitalised_throughout(title, language) else f"{title}. "
    runs = Counter(" ".join(run) for run in _runs(heading + text[:READ_CHARS]))
    found: dict[str, float] = {}
    for phrase, count in runs.items():
        held = [weights[one] for one in stem(phrase.split(), language) if one in weights]
        # In German "Meter Eis" is a run too: every word of a name must be one by itself.
        if held and all(name for _, name, _ in held) and (count > 1 or phrase in title):
            found[phrase] = _RUN_WEIGHT * _NAME_TAG_WEIGHT * max(weight for weight, _, _ in held)
    return found


def keywords(title: str, text: str, language: str = "", limit: int = 10) -> list[str]:
    """The `limit` words and names that the article is most about, best first, as written.

    `language` is an ISO 639-1 code; "" is read as English.
    """
    base = base_of(language)
    weights = _weights(title, text, base)
    ranked = sorted(weights.values(), key=lambda row: -row[0])
    return _distinct((word for _, _, word in ranked), limit)


def _distinct(words: Iterable[str], limit: int) -> list[str]:
    kept: dict[str, str] = {}
    for word in words:
        if len(kept) == limit:
            break
        kept.setdefault(word.lower(), word)
    return list(kept.values())


def hashtags(title: str, text: str, language: str = "", limit: int = 5) -> tuple[str, ...]:
    """Up to `limit` hashtags without the #, best first: names first, then what is rare.

    Only letters, digits and underscores, never digits alone; names of several words are run
    together ("CentralBank"). A text without words has none.
    """
    base = base_of(language)
    weights = _weights(title, text, base)
    phrases = _phrases(title, text, base, weights)
    scores: dict[str, float] = defaultdict(float, phrases)
    covered = {one for phrase in phrases for one in stem(phrase.split(), base)}
    for one, (weight, name, word) in weights.items():
        if one not in covered and word.lower() not in _NO_TAGS:
            scores[word] = weight * (_NAME_TAG_WEIGHT if name else 1.0)
    ranked = sorted(scores, key=lambda word: -scores[word])
    tags = (_tag(word) for word in ranked)
    return tuple(_distinct((tag for tag in tags if tag), limit))


def _tag(words: str) -> str:
    """One tag of a word or a name, "" where none can be made."""
    if words.isupper() and len(words) > _MAX_ACRONYM_CHARS:  # the shouting of a dateline
        words = words.title()
    parts = ["".join(c for c in part if c.isalnum()) for part in re.split(r"[\s'’.-]+", words)]
    tag = "".join(part[:1].upper() + part[1:] for part in parts if part)
    return tag if 2 <= len(tag) <= _MAX_TAG_CHARS and not tag.isdigit() else ""
