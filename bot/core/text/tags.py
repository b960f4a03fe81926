"""Markup in a line such as a headline: tags are taken off, words about tags stay.

    >>> untagged("Council <b>votes</b> for <i>tram</i>")
    'Council votes for tram'
    >>> untagged("Why <b> is not <strong>")
    'Why <b> is not <strong>'

Headlines come as markup, as text, and escaped once too often, and rarely say which. A tag that
opens, never closes, has no attributes and stands like a word among words is one that the headline
speaks of.
"""

from __future__ import annotations

import re

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>a|abbr|acronym|b|bdi|bdo|big|blink|blockquote|br|center|cite|code|dd"
    r"|del|dfn|div|dl|dt|em|figure|figcaption|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|link|mark"
    r"|nobr|ol|p|picture|pre|q|s|samp|script|small|source|span|strike|strong|style|sub|sup|table"
    r"|tbody|td|th|tr|time|tt|u|ul|var|wbr)(?P<rest>\s[^<>]*|/)?>"
    r"|<!--.*?(?:-->|$)|<!\[CDATA\[|\]\]>",
    re.I | re.S,
)
_UNSEEN = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.I | re.S)
_BREAKS = frozenset("br p div li h1 h2 h3 h4 h5 h6 hr td tr".split())
_LONE = frozenset("br hr img wbr link source".split())
"""Elements that are never closed: only a text that is known to be no markup speaks of them."""

_BEFORE, _AFTER = re.compile(r"[\s\"'“‘«„(/]"), re.compile(r"[\s\"'”’»“),.:;?!/]")


def untagged(text: str, *, is_text: bool = False) -> str:
    """A line without HTML's tags; those that its words speak of stay.

    `is_text` says that the line was declared to be, or has been made, plain text. What is no tag
    of HTML ("a < b", "<T>") stays in any case.
    """
    if "<" not in text and "]]>" not in text:
        return text
    text = _UNSEEN.sub(" ", text)
    closed = {found["name"].lower() for found in _TAG.finditer(text) if found["end"]}
    return _TAG.sub(lambda found: _left(found, closed, is_text=is_text), text)


def _left(found: re.Match[str], closed: set[str], *, is_text: bool) -> str:
    """What stays of a tag: all of it, a space, or nothing."""
    name = (found["name"] or "").lower()
    if name and not found["end"] and not found["rest"] and name not in closed:
        spoken_of = is_text or name not in _LONE
        if spoken_of and _stands_like_a_word(found):
            return found[0]
    return " " if name in _BREAKS else ""


def _stands_like_a_word(found: re.Match[str]) -> bool:
    start, end = found.span()
    text = found.string
    before = start == 0 or _BEFORE.match(text, start - 1) is not None
    after = end == len(text) or _AFTER.match(text, end) is not None
    return before and after and (start > 0 or end < len(text))
