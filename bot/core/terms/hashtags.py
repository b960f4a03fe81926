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

from bot.core.terms import nouns
from bot.core.terms.casing import MARKS, cased_words, is_capital, is_capitalised_throughout
from bot.core.terms.document_frequencies import background, hashed
from bot.core.terms.unspaced import UNSPACED, unspaced_tags
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
_LETTERS = re.compile(rf"[^\W_]|[{MARKS}]")
_NEARLY_ALWAYS = 0.9  # share of texts from which a word is a name wherever it stands
_PHRASE_CHARS = 200  # of the text in which a name of several words need not come twice
_MAX_TAG_CHARS, _MAX_ACRONYM_CHARS = 40, 5
_INSIDE_NAMES = frozenset("of de da do dos das del von van der den di al".split())
# Days, months and amounts say when and how much, and much else any article may speak of.
_NO_TAGS = frozenset(
    "percent prozent million millions billion euro euros dollar dollars monday tuesday"
    " wednesday thursday friday saturday sunday january february march april may june july"
    " august september october november december montag dienstag mittwoch donnerstag freitag"
    " samstag sonntag januar februar märz mai juni juli oktober dezember lundi mardi mercredi"
    " jeudi vendredi samedi dimanche janvier février mars avril juin juillet août septembre"
    " octobre novembre décembre lunes martes miércoles jueves viernes sábado domingo enero"
    " febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    " lunedì martedì mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta"
    " sexta people man men woman women day days week weeks month months year years time life"
    " story case event events way world thing things part number lot end home place person"
    " leader leaders focus chief main fight hand son daughter death photo ap afp reuters dpa"
    " uhr jahr jahre jahren tag tage woche menschen mann frau zeit leben".split()
)
# Ranks and offices before the names of persons.
_TITLES = frozenset(
    "president prime minister minster premier chancellor vice deputy former secretary senator"
    " sen rep gov governor mayor king queen prince princess pope sir lord dr mr mrs ms rev"
    " reverend captain chief general chair chairman judge justice präsident kanzler ministerin"
    " bundeskanzler président ministre presidente ministra ministro presidenta papa".split()
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


def _known_names(stems: list[str], language: str) -> frozenset[str]:
    """The stems that the news writes with a capital nearly always."""
    terms = np.array([hashed(one, language) for one in stems], dtype=np.uint32)
    share = background().capitalised(terms)
    return frozenset(
        one for one, n in zip(stems, share.tolist(), strict=True) if n >= _NEARLY_ALWAYS
    )


def _runs(text: str, language: str) -> Iterator[list[str]]:
    """Runs of two to five capitalised words inside one sentence: names of several words."""
    run: list[str] = []
    end = 0
    for word, place, begins, _ in cased_words(text, language):
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
        for word, place, begins, _ in cased_words(part, language):
            low = word.lower().replace("’", "'")
            if len(word) < 2 or low in ignored or not word[0].isalpha():
                continue
            found = seen.setdefault(stem([word], language)[0], _Seen(first=place))
            found.count += weight
            found.spellings[word] += 0 if begins and weight == 1 else 1
            if mute and weight > 1:
                continue
            found.total += 1
            found.names += is_capital(word) and (not begins or word[0].islower())
            found.capitals += is_capital(word)
    return seen


def _weights(title: str, text: str, language: str) -> dict[str, tuple[float, bool, str]]:
    """By stem: its weight, whether it is a name, and how it is written most."""
    seen = _candidates(title, text, language)
    rarity, known = _rarity(list(seen), language), _known_names(list(seen), language)
    made: dict[str, tuple[float, bool, str]] = {}
    for one, found in seen.items():
        name = found.names * 2 >= found.total and found.names > 0
        # "Peru's congress …" twice at the start of a sentence and never in small letters.
        name = name or (1 < found.total == found.capitals and rarity[one] > _MIN_NAME_RARITY)
        spelling = found.spellings.most_common(1)[0][0] if found.spellings else ""
        name = name or (one in known and is_capital(spelling))
        if language == "de":
            name = name and rarity[one] > _MIN_GERMAN_NAME_RARITY
        early = _EARLY_WEIGHT if found.first < _EARLY_CHARS else 1.0
        weight = found.count**_COUNT_POWER * rarity[one] ** _RARITY_POWER
        weight *= min(len(one), _MAX_LETTERS) ** _LETTERS_POWER
        weight *= early * (_NAME_WEIGHT if name else 1.0)
        made[one] = weight, name, spelling
    return made


def _phrases(
    title: str, text: str, language: str, weights: dict[str, tuple[float, bool, str]]
) -> dict[str, float]:
    """Names of several words that occur twice, or stand in the title, with their weight."""
    heading = "" if is_capitalised_throughout(title, language) else f"{title}. "
    runs = Counter(" ".join(run) for run in _runs(heading + text[:READ_CHARS], language))
    found: dict[str, float] = {}
    for phrase, count in runs.items():
        held = [weights[one] for one in stem(phrase.split(), language) if one in weights]
        # In German "Meter Eis" is a run too: every word of a name must be one by itself.
        early = phrase in title or (language != "de" and phrase in text[:_PHRASE_CHARS])
        # "A home in Arizona of Nancy Guthrie" joins what is no one name.
        early = (early and " of " not in phrase) or phrase in title
        if held and all(name for _, name, _ in held) and (count > 1 or early):
            found[_without_title(phrase)] = (
                _RUN_WEIGHT * _NAME_TAG_WEIGHT * max(weight for weight, _, _ in held)
            )
    return found


def _without_title(phrase: str) -> str:
    """A person's name without rank and office: "Carney" of "Prime Minister Carney"."""
    words = phrase.split()
    while len(words) > 1 and words[0].lower() in _TITLES:
        words = words[1:]
    return " ".join(words)


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
    """Up to `limit` hashtags without the #, best first: names first, then nouns that are rare.

    Only letters, digits and underscores, never digits alone; names and phrases of several words
    are run together ("CentralBank"). A text without words has none.
    """
    base = base_of(language)
    if base in UNSPACED:
        return unspaced_tags(title, text, base, limit)
    weights = _weights(title, text, base)
    phrases = _phrases(title, text, base, weights)
    phrases |= _noun_phrases(title, text, base, weights)
    scores: dict[str, float] = defaultdict(float, phrases)
    covered = {one for phrase in phrases for one in stem(phrase.split(), base)}
    wanted = _worth_tagging(title, text, base, weights)
    for one, (weight, name, word) in weights.items():
        if one not in covered and one in wanted and word.lower() not in _NO_TAGS | _TITLES:
            scores[word] = weight * (_NAME_TAG_WEIGHT if name else 1.0)
    ranked = sorted(scores, key=lambda word: -scores[word])
    tags = (_tag(word) for word in ranked)
    return tuple(_distinct((tag for tag in tags if tag), limit))


_Weights = dict[str, tuple[float, bool, str]]


def _worth_tagging(title: str, text: str, language: str, weights: _Weights) -> frozenset[str]:
    """The stems of names and nouns; where none are found, of what is at least no verb."""
    names = frozenset(one for one, (_, name, _) in weights.items() if name)
    if language == "de":  # every noun has a capital, and nothing else inside a sentence
        return names | {one for one, (_, _, word) in weights.items() if word[0].isupper()}
    likely = frozenset(
        one for one, (_, _, word) in weights.items() if nouns.may_be_noun(word.lower(), language)
    )
    if not nouns.are_found(language):
        return names | likely
    shown = nouns.nouns(f"{title}. {text[:READ_CHARS]}", language) & weights.keys()
    return (names | shown) or likely


def _noun_phrases(title: str, text: str, language: str, weights: _Weights) -> dict[str, float]:
    """Phrases such as "nuclear talks" with the weight of their heavier word."""
    found = nouns.noun_phrases(f"{title}. {text[:READ_CHARS]}", language)
    made: dict[str, float] = {}
    for pair in sorted(found, key=lambda pair: -found[pair]):
        held = [weights[one] for one in stem(pair, language) if one in weights]
        if len(held) == len(pair) and not any(name for _, name, _ in held):
            made[" ".join(pair)] = _RUN_WEIGHT * max(weight for weight, _, _ in held)
    return made


def _tag(words: str) -> str:
    """One tag of a word or a name, "" where none can be made."""
    if words.isupper() and len(words) > _MAX_ACRONYM_CHARS:  # the shouting of a dateline
        words = words.title()
    parts = ["".join(_LETTERS.findall(part)) for part in re.split(r"[\s'’.-]+", words)]
    tag = "".join(
        part if is_capital(part) else part[:1].upper() + part[1:] for part in parts if part
    )
    return tag if 2 <= len(tag) <= _MAX_TAG_CHARS and not tag.isdigit() else ""
