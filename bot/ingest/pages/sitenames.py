"""What a site calls itself: the name that it declares, checked against its title and its host."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from summarizers.text.fold import folded_letters

SEPARATOR = re.compile(r"\s+[|–—·•»«/›]\s+|\s+-\s+|\s*::\s*|\s*[|»]\s*|\s*[｜_]\s*")
"""What stands between a headline and the names of section and site."""

_LONGEST = 80
_LONGEST_PART = 40
_LEAST = 6
_WORDS = 5
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def site_name(given: str, title: str, headline: str, url: str) -> str:
    """The name of a page's site; its host where nothing names it, "" where that is unknown too.

    `given` is what the page declares as its site's name ("" for nothing), `title` its title
    element, `headline` what it declares as the article's title, `url` its address. A declared
    name that is the headline, or an address, is none; slogans are cut off; and what the title
    calls the site counts more than a declared scrap such as the name of a section.
    """
    host = _host(url)
    named = given if given and not given.startswith(("http", "@")) else ""
    if len(named.split()) > _WORDS and named.casefold() in {headline.casefold(), title.casefold()}:
        named = ""
    beside = _part(title, host) if SEPARATOR.search(title) else ""
    return (
        _part(named, host)
        or (beside if len(named) < _LEAST else "")
        or named[:_LONGEST]
        or _beside_headline(title, headline)
        or host
        or given[:_LONGEST]
    )


def _part(text: str, host: str) -> str:
    """The part of a text that is the host's name in words, "" where none is."""
    parts = [part.strip(" :-|").removeprefix("www.") for part in SEPARATOR.split(text)]
    named = (part for part in parts if len(part) <= _LONGEST_PART and part[-1:] != "?")
    return next((part for part in named if _is_of(part, host)), "")


def _is_of(name: str, host: str) -> bool:
    """Whether a name and a host speak of the same: one holds the other, or the host's letters
    stand in the name in their order ("nytimes", "The New York Times")."""
    label = folded_letters(max(host.split(".")[:-1], key=len, default=""))
    if len(label) < 3:
        return False
    for own in {folded_letters(name), folded_letters(name.lower().translate(_UMLAUTS))}:
        if label in own or (len(own) >= 3 and own in label and len(own) >= 0.4 * len(label)):
            return True
        rest = iter(own)
        if len(label) >= 5 and own and len(own) <= 30 and all(c in rest for c in label):
            return True
    return False


def _beside_headline(title: str, headline: str) -> str:
    """What the title element adds to the headline, when that looks like a name."""
    parts = SEPARATOR.split(title)
    if len(parts) > 1 and headline and folded_letters(parts[0]) == folded_letters(headline):
        return parts[-1].strip() if len(parts[-1]) <= _LONGEST_PART else ""
    return ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
