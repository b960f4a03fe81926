"""What a feed format yields before it is made fit to store: drafts → entries."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from bot.core.model.feeds import Entry, ParsedFeed
from bot.core.text.language import detect
from bot.ingest.feeds import tails
from bot.ingest.feeds import text as feedtext

MAX_ENTRIES = 2000
"""Entries read of one document; the longest honest feeds carry about a thousand."""
MAX_TAGS = 20
MAX_KEY = 500
MAX_URL = 2000
_WORKSHOP = ("localhost", "127.0.0.1")  # where a site was built


@dataclass(slots=True)
class RawEntry:
    """One item as its format has it: links may be relative, texts may be markup; `misdated` when
    what stood there for a date is none."""

    guid: str = ""
    link: str = ""
    title: str = ""
    date: datetime | None = None
    summary: str = ""
    contents: list[str] = field(default_factory=list)
    author: str = ""
    tags: list[str] = field(default_factory=list)
    base: str = ""
    source: str = ""
    enclosure: str = ""
    misdated: bool = False


@dataclass(slots=True)
class RawFeed:
    """One feed document as its format has it."""

    title: str = ""
    link: str = ""
    language: str = ""
    ttl_minutes: int | None = None
    items: list[RawEntry] = field(default_factory=list)


def finish(feed: RawFeed, url: str) -> ParsedFeed:
    """Links absolute (against the feed's own address), texts plain and capped, keys settled."""
    link = absolute(feed.link, url)
    base = url or link
    site = feedtext.plain(feed.title)
    entries = [_entry(item, base, site) for item in feed.items[:MAX_ENTRIES]]
    return ParsedFeed(
        title=site,
        link=link,
        language=_language(feed.language),
        entries=tuple(_settle_keys(entries)),
        ttl_minutes=feed.ttl_minutes,
        misdated=sum(item.misdated for item in feed.items[:MAX_ENTRIES]),
    )


def absolute(link: str, base: str) -> str:
    """An http(s) address, made absolute against `base`; "" for any other scheme or nonsense."""
    link = re.sub(r"\s*[\r\n\t]+\s*", "", feedtext.sound(link.strip())).replace(" ", "%20")
    try:
        host = urlsplit(base).netloc
        if host and link.startswith((f"{host}/", f"{host.removeprefix('www.')}/")):
            link = f"//{link}"  # an address that somebody has written without its scheme
        joined = urljoin(base, link) if link else ""
        parts = urlsplit(joined)
        if parts.hostname in _WORKSHOP and urlsplit(base).hostname not in (*_WORKSHOP, None):
            parts = urlsplit(base)._replace(path=parts.path, query=parts.query, fragment="")
            joined = parts.geturl()
    except ValueError:
        return ""
    usable = parts.scheme in ("http", "https") and parts.netloc and len(joined) <= MAX_URL
    return joined if usable else ""


def _entry(item: RawEntry, base: str, site: str) -> Entry:
    base = absolute(item.base, base) or base
    link = absolute(item.link, base)
    if not link and item.guid.startswith(("http://", "https://")):
        link = absolute(item.guid, base)
    link = link or absolute(item.enclosure, base)
    title = _without_source(feedtext.plain(item.title), item.source)
    longest = max((*item.contents, item.summary), key=len)
    own = tails.without_tail(feedtext.field(longest), title, site, link)
    summary = tails.without_tail(feedtext.field(item.summary), title, site, link)
    return Entry(
        key=_short(feedtext.sound(item.guid.strip()) or link),
        link=link,
        title=_labelled(title)
        or feedtext.clip(feedtext.plain(tails.first_words(own)), feedtext.MAX_TITLE),
        date=item.date,
        summary=summary,
        html=own,
        author=item.author,
        tags=_tags(item.tags),
    )


_LABEL = re.compile(
    r"(Analysis|Exclusive|Explainer|Factbox|Insight|Breakingviews|Timeline|Refile|Corrected|Obituary"
    r"|Wrapup(?: \d{1,2})?|Update(?: \d{1,2})?|Soccer|Tennis|Cricket|Golf|Rugby|Athletics|Cycling"
    r"|Olympics|Swimming|Basketball|Motor racing|Motorcycling)-(?-i:(?=[\"'‘“]?[A-Z]))",
    re.I,
)


def _labelled(title: str) -> str:
    """An agency's label set off from the headline that it is glued to ("Analysis-US envoys …").

    Only in English: elsewhere it may be the first half of a word ("Tennis-Star").
    """
    label = _LABEL.match(title)
    if not label or detect(title[label.end() :]) != "en":
        return title
    return f"{label[1]}: {title[label.end() :]}"


def _without_source(title: str, source: str) -> str:
    """A title without the outlet's name, which aggregators put behind it."""
    name = feedtext.plain(source)
    for dash in (" - ", " – ", " — ", " | "):
        if name and title.endswith(f"{dash}{name}") and len(title) > len(dash + name):
            return title.removesuffix(f"{dash}{name}").rstrip()
    return title


def _tags(raw: list[str]) -> tuple[str, ...]:
    plain = (feedtext.plain(tag, 60) for tag in raw[: MAX_TAGS * 2])
    return tuple(dict.fromkeys(tag for tag in plain if tag))[:MAX_TAGS]


def _language(code: str) -> str | None:
    """The primary subtag of a language tag, or None ("en-GB" → "en")."""
    primary = code.strip().replace("_", "-").split("-")[0].lower()
    return primary if 2 <= len(primary) <= 3 and primary.isalpha() and primary != "und" else None


def _settle_keys(entries: list[Entry]) -> list[Entry]:
    """Give every entry the identity it keeps: GUID, else link, else a hash of its title.

    A GUID that stands on entries with different links names none of them (some systems write the
    same one on everything); those go by their links.
    """
    links: dict[str, set[str]] = {}
    for entry in entries:
        links.setdefault(entry.key, set()).add(entry.link)
    return [_keyed(entry, shared=len(links[entry.key]) > 1) for entry in entries]


def _keyed(entry: Entry, *, shared: bool) -> Entry:
    key = entry.link if shared else entry.key
    if not key:
        text = entry.title or entry.summary or entry.html
        key = "text:" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
    if key == entry.key:
        return entry
    return replace(entry, key=_short(key))


def _short(key: str) -> str:
    """Long identities (whole texts have been seen as GUIDs) are kept as their hash."""
    if len(key) <= MAX_KEY:
        return key
    return "long:" + hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
