"""The operator's own topics: what the feeds of the sources file are said to be about, beside the
topics that are shipped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b

from bot.core.editions.topics import Topic, Topics
from summarizers.text.fold import folded_words

MAX_TITLE = 40
"""Characters of a topic's title: what a button shows in two columns."""
_MAX_KEY_BYTES = 40
"""A button's key holds 64 bytes, the topic's name beside what the button does."""
_KEY = re.compile(r"[\w .&+-]+")
# Words of a folder's name that say no more than that there are feeds in it.
_SAYING_NOTHING = frozenset(
    "news newspaper newspapers feed feeds rss blog blogs latest my the and nachrichten aktuell"
    " actualites noticias notizie новости блоги".split()
)


def shipped_topic(shipped: Topics, name: str) -> Topic | None:
    """The shipped topic that a folder's or feed's topic names: "Tech", "World News"."""
    words = [word for word in folded_words(name[:MAX_TITLE]) if word not in _SAYING_NOTHING]
    return shipped.match(name) or (shipped.match(" ".join(words)) if words else None)


def with_own(shipped: Topics, names: Iterable[str]) -> Topics:
    """The shipped topics, and after them one for each name that is none of theirs, in the order
    of the names. Names that differ in case or accents alone are one."""
    own: dict[str, Topic] = {}
    for name in names:
        title = _title(name)
        if title and shipped_topic(shipped, name) is None:
            topic = Topic(_key(title), title, (name,) if folded_words(name) else ())
            own.setdefault(topic.name, topic)
    return Topics((*shipped.all, *own.values()))


def names_of(known: Topics, shipped: Topics, names: Iterable[str]) -> tuple[str, ...]:
    """The names by which topics are kept, for those of a feed as the sources file has them."""
    found = (shipped_topic(shipped, one) or known.get(_key(_title(one))) for one in names)
    return tuple(dict.fromkeys(topic.name for topic in found if topic))


def _title(name: str) -> str:
    """What a reader sees: the name without what does not print, as an only line, clipped."""
    plain = "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl") else c for c in name)
    words = " ".join(plain.split())
    if len(words) > MAX_TITLE:
        words = f"{words[: MAX_TITLE - 1].rstrip()}…"
    return words[:1].upper() + words[1:]


def _key(title: str) -> str:
    """The title as a name fit for a button's key: folded, or a digest where that is not fit."""
    folded = " ".join(folded_words(title))
    if _KEY.fullmatch(folded) and len(folded.encode()) <= _MAX_KEY_BYTES:
        return folded
    kept = folded or title
    return f"own {blake2b(kept.encode('utf-8', 'replace'), digest_size=6).hexdigest()}"
