"""Whether two texts speak of the same: a headline and its text, a feed's entry and its page."""

from __future__ import annotations

import re

from bot.core.text.clean import prose

_WORD = re.compile(r"[^\W_]+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_LEAST, _CUT = 4, 5
"""Words of fewer letters say little; longer ones are compared by so many of their first, for
their endings differ."""

_COMMON = frozenset(
    "about after again also because been before being between could does doing down during each "
    "from have having here into just like make many more most much must only other over same "
    "should some such than that their them then there these they this those through under until "
    "very want were what when where which while will with would your yours "
    "aber alle auch auf dass dein dies diese dieser durch eine einem einen einer haben hier ihre "
    "ihren kann mehr nach nicht noch oder sich sind über unter werden wird zum zur "
    "avec cette dans elle entre être leur mais même nous pour plus sans sont tout vous votre "
    "como desde donde entre esta este esto hasta para pero porque sobre todo tras "
    "alla anche come della delle degli dello dopo essere nella nelle perché questo sono sulla "
    "mais para pela pelo quando será sobre também uma".split()
)
_LEAST_SAID = 4
_LEAST_SHARE = 0.12
_LOOKED_AT = 40_000
_SUMMARY = 4000


def content_words(text: str) -> set[str]:
    """The words of a text that carry its matter, in lower case and cut to their first letters.

    Chinese, Japanese and Korean are given by pairs of characters; numbers are words, too.
    """
    found = set[str]()
    if not text.isascii():
        for run in _WIDE.findall(text):
            found.update(run[i : i + 2] for i in range(len(run) - 1))
        text = _WIDE.sub(" ", text)
    for word in _WORD.findall(text.lower()):
        if (len(word) >= _LEAST and word not in _COMMON) or (word.isdigit() and len(word) > 1):
            found.add(word[:_CUT])
    return found


def disagrees(entry_title: str, summary: str, page_title: str, page_text: str) -> bool:
    """Whether a page speaks of nothing that the feed's entry for it says.

    `summary` is the entry's, markup or plain text; the others are plain text. False where the
    entry says too little to judge by. A page in whose headline or text stands a word of the
    entry's title, or one in eight of its words, is the entry's article; one that stands there
    because the article cannot be read has none.
    """
    title = content_words(entry_title)
    said = title | content_words(prose(summary[:_SUMMARY]))
    if len(said) < _LEAST_SAID:
        return False
    told = content_words(page_text[:_LOOKED_AT]) | content_words(page_title)
    return not title & told and len(said & told) < _LEAST_SHARE * len(said)
