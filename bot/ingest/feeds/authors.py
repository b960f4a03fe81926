"""Who wrote an entry: names out of the forms in which feeds write them. Nothing here raises.

RSS asks for a mailbox ("ada@g.example (Ada Byron)"), Atom and JSON Feed for a name; what stands
there is a mailbox, a name, an address of the web or a piece of software.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.ingest.feeds.text import plain

MAX_AUTHOR = 120
"""Characters kept of an entry's authors."""
_MOST = 5
_MAILBOX = r"[^\s<>()@,;]{1,80}@[^\s<>()@,;]{1,80}"
_NAMED = re.compile(
    rf"(?:mailto:)?(?:{_MAILBOX}|hidden)\s*\((?P<inside>[^()]{{2,80}})\)"
    rf"|(?P<before>[^<>()@]{{2,80}}?)\s*(?:<{_MAILBOX}>|\({_MAILBOX}\))"
)
_TWICE = re.compile(r"(?P<short>[^()]{2,40}?)\s*\((?P<long>[^()]{2,80})\)")
_LEAD = re.compile(
    r"(?:(?:[Bb]y|BY|Autor|Автор):?|(?:Von|Par|Por|Door|Av|Di|Od|От)(?::|(?= \S{1,60} \S)))"
    r" (?=[^\W\d_a-zà-ÿа-яё])"
)
"""What stands before a name; before a single word some of it is a part of the name: "Di Maio"."""

_BEHIND = re.compile(
    rf"\s?<{_MAILBOX}>|(?<=\w)\s?[,;|–-]\s?(?:{_MAILBOX}|https?://[^\s,;|]{{1,200}})(?=$|[,;|])"
)
"""Where a person named before it can be reached."""

_NOBODY = re.compile(
    r"admin(?:istrator)?|root|user|unknown|anonym\w*|n/?a|none|null|undefined|author|autor|editor"
    r"|no-?reply|nospam|webmaster|wordpress|rss|feed|staff",
    re.I,
)


def names(texts: Iterable[str]) -> str:
    """The names in these texts, each once, separated by "; "; "" where nobody is named."""
    found = dict.fromkeys(filter(None, map(_name, texts)))
    return plain("; ".join(list(found)[:_MOST]), MAX_AUTHOR)


def _name(text: str) -> str:
    """The name in one author's field; "" for a mailbox, an address or a placeholder."""
    name = plain(text, MAX_AUTHOR)
    if found := _NAMED.fullmatch(name):
        name = (found["inside"] or found["before"]).strip(" \"'")
    elif (found := _TWICE.fullmatch(name)) and found["short"].casefold() in _words(found["long"]):
        name = found["long"].strip()
    name = _BEHIND.sub("", _LEAD.sub("", name, count=1) if _LEAD.match(name) else name)
    if "@" in name[1:] or "://" in name or _NOBODY.fullmatch(name):
        return ""
    return name


def _words(name: str) -> list[str]:
    return name.casefold().split()
