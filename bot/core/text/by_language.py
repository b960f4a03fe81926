"""One text in several languages, as a person writes it into one message.

>>> by_language("Good day\\nde: Guten Tag", ("en", "de"))
{'': 'Good day', 'de': 'Guten Tag'}
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

_MARK = re.compile(r"^[ \t]*([a-z]{2})[ \t]*:[ \t]*", re.MULTILINE)
DEFAULT = ""
"""The key of the text for readers of all other languages."""


def by_language(text: str, languages: Collection[str]) -> dict[str, str]:
    """The text for each language that a line begins with ("de: …"), and for all others by
    `DEFAULT`: what stands before the first mark, or else English, or else what comes first.

    Empty texts are left out. A mark of none of `languages` is text.
    """
    marks = [found for found in _MARK.finditer(text) if found[1] in languages]
    ends = [found.start() for found in marks[1:]] + [len(text)]
    head = text[: marks[0].start()] if marks else text
    found = {DEFAULT: head.strip()}
    for mark, end in zip(marks, ends, strict=False):
        found[mark[1]] = text[mark.end() : end].strip()
    kept = {language: said for language, said in found.items() if said}
    if kept and DEFAULT not in kept:
        kept[DEFAULT] = kept.get("en") or next(iter(kept.values()))
    return kept


def text_for(texts: Mapping[str, str], language: str) -> str:
    """What a reader of this language is told."""
    return texts.get(language) or texts[DEFAULT]
