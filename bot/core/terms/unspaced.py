"""Tags of languages that put no spaces between words: Chinese, Japanese, Thai.

Japanese changes its script where a word ends: runs of kanji or katakana are nouns, hiragana is what
stands between them. Chinese and Thai words are the stretches that come again in a text, longest
first, without the particles that join words.
"""

from __future__ import annotations

import re
from collections import Counter

UNSPACED = frozenset({"zh", "ja", "th"})
READ_CHARS = 1500
_TITLE = 3  # times that the headline counts
_JAPANESE = re.compile(r"[\u4e00-\u9fff\u3005]{2,6}|[\u30a1-\u30fa\u30fc]{3,10}")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_THAI = re.compile(r"[\u0e01-\u0e4e]+")
_JOINING = frozenset(
    "的了在是和与及将为对从等也不这那就都并被把向到于有说年月日时中上下第个一二三四五六七八九十"
)
_LENGTHS = {"zh": (2, 4), "th": (4, 12)}
_WEEKDAYS = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天]|[月火水木金土日]曜日?|[今昨明]日")
# A Thai word does not begin with a vowel that stands behind or above its consonant.
_THAI_INSIDE = re.compile(r"^[\u0e30-\u0e3a\u0e45-\u0e4e]|[\u0e40-\u0e44]$")


def unspaced_tags(title: str, text: str, language: str, limit: int) -> tuple[str, ...]:
    """Up to `limit` words that come often and early, the most telling first."""
    title, text = (_WEEKDAYS.sub(" ", part[:READ_CHARS]) for part in (title, text))
    if language == "ja":
        counted = Counter[str]()
        for part, weight in ((title, _TITLE), (text, 1)):
            for word in _JAPANESE.findall(part):
                counted[word] += weight
        return tuple(word for word, _ in counted.most_common(limit))
    return _recurring(title, text, language, limit)


def _recurring(title: str, text: str, language: str, limit: int) -> tuple[str, ...]:
    """Stretches that stand in the headline and again in the text, or often in the text."""
    pattern, (least, most) = (_HAN if language == "zh" else _THAI), _LENGTHS[language]
    heading, body = pattern.findall(title), pattern.findall(text)
    counted = Counter(_stretches(body, least, most, language))
    titled = set(_stretches(heading, least, most, language))
    scores = {
        one: (often + _TITLE * (one in titled)) * len(one) ** 0.5
        for one, often in counted.items()
        if often > 1 or one in titled
    }
    chosen = list[str]()
    for one in sorted(scores, key=lambda word: (-scores[word], -len(word), word)):
        if len(chosen) == limit:
            break
        if not any(one in other or other in one or _overlap(one, other) for other in chosen):
            chosen.append(one)
    return tuple(chosen) or tuple(run for run in heading if len(run) <= most)[:1]


def _stretches(runs: list[str], least: int, most: int, language: str) -> list[str]:
    return [
        one
        for run in runs
        for start in range(len(run))
        for size in range(least, min(most, len(run) - start) + 1)
        if _is_word(one := run[start : start + size], language)
    ]


def _is_word(one: str, language: str) -> bool:
    if language == "zh":
        return not _JOINING & set(one)
    return not _THAI_INSIDE.search(one)


def _overlap(one: str, other: str) -> bool:
    """Whether one begins with what the other ends with: two cuts of one stretch."""
    return any(
        one.endswith(other[:size]) or other.endswith(one[:size])
        for size in range(1, min(len(one), len(other)))
    )
