"""Feeds that are not well-formed → drafts.

Each piece that begins like an entry is read on its own by libxml2's recovery, so that a fault
costs the entry that has it and no other. On real feeds with one fault put in, this keeps more
entries than feedparser's forgiving parser, takes a sixth of its time, and has no input that costs
more than in proportion to its length.
"""

from __future__ import annotations

import re
from itertools import pairwise

from bot.core.model.reasons import ReadingFailed, Reason
from bot.ingest.feeds import xml_feed
from bot.ingest.feeds.raw import MAX_ENTRIES, RawFeed

_STARTS = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.I)
_ROOT = re.compile(r"<((?:\w{1,20}:)?(?:rss|feed|rdf|channel))\b([^<>]{0,5000})>", re.I)
_END = re.compile(r"</(?:\w{1,20}:)?(?:rss|feed|rdf|channel)\b", re.I)
_TITLE_END = re.compile(r"</(?:\w{1,20}:)?title>", re.I)
_IDENTITY = re.compile(r"</(?:\w{1,20}:)?(?:link|guid|id)>|<link\s[^<>]{1,3000}/>", re.I)
_TAG = re.compile(r"<[a-zA-Z][^<>]{3,2000}>")
_BARE = re.compile(r"(\s[\w:.-]{1,60}=)([^\s\"'<>=]{1,500}?)(?=\s|/?>)")
_ATTRIBUTE = re.compile(r"""[\w:.-]{1,60}=(?:"[^"<]*"|'[^'<]*')""")


def read(text: str, url: str) -> RawFeed:
    """What can be made of this text; `ReadingFailed` when nothing in it looks like a feed."""
    text = _TAG.sub(_quoted, text)
    root = _ROOT.search(text)
    if not root:
        raise ReadingFailed(Reason.NOT_A_FEED)
    # Of the root only whole attributes are kept: a faulty one ends libxml2's recovery at once.
    opening = f"<{root[1]}{''.join(f' {one}' for one in _ATTRIBUTE.findall(root[2]))}>"
    places = [match.start() for match in _STARTS.finditer(text, root.end())]
    head, *pieces = (
        _recovered(opening + text[start:end], url)
        for start, end in pairwise([root.end(), *places[:MAX_ENTRIES], len(text)])
    )
    feed = head or RawFeed()
    feed.items = [item for piece in pieces if piece for item in piece.items[:1]]
    if not _END.search(text) and not (places and _known(text[places[-1] :])):
        feed.items = feed.items[:-1]
        if not feed.items:
            raise ReadingFailed(Reason.NO_WHOLE_ENTRY)
    return feed


def _quoted(tag: re.Match[str]) -> str:
    """A tag with quotes around the values that have none: libxml2 drops what follows those."""
    return _BARE.sub(r'\1"\2"', tag[0]) if "=" in tag[0] else tag[0]


def _known(entry: str) -> bool:
    """Whether an entry in which the transfer ended has come as far as its title and identity."""
    return all(pattern.search(entry) for pattern in (_TITLE_END, _IDENTITY))


def _recovered(text: str, url: str) -> RawFeed | None:
    root = xml_feed.tree(text, url, recover=True)
    return None if root is None else xml_feed.read(root)
