"""Well-formed RSS 0.9x–2.0, RDF, Atom and CDF: an lxml tree → drafts.

One walk serves all of them: an element is known by its local name when it is in its item's own
namespace (or in any of the many that RSS has had), and by name and namespace in the extensions.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from bot.ingest.dates import parse_date
from bot.ingest.feeds import authors
from bot.ingest.feeds.raw import MAX_ENTRIES, RawEntry, RawFeed

XML = "{http://www.w3.org/XML/1998/namespace}"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_EXTENSIONS = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
}
_CORE = re.compile(
    r"purl\.org/(?:rss/1\.0/?$|net/rss|atom/ns|atom-blog)|w3\.org/2005/atom|netscape\.com"
    r"|userland\.com|law\.harvard\.edu|formats/rss|/rss-?[\d.]*/?$"
)
"""What the formats themselves have been called; every maker of RSS had a name of his own."""

_TITLE = ("title", "media:title", "dc:title", "itunes:title")
_SUMMARY = ("description", "summary", "abstract", "dc:description", "media:description",
            "itunes:summary", "itunes:subtitle")  # fmt: skip
_CONTENT = ("content:encoded", "content", "xhtml:body", "body", "xhtml:div", "fullitem", "fulltext")
_DATE = ("pubdate", "published", "issued", "dc:date", "dcterms:issued", "created",
         "dcterms:created", "date", "updated", "modified", "dcterms:modified",
         "lastbuilddate")  # fmt: skip
_GUID = ("guid", "id", "dc:identifier")
_AUTHOR = ("author", "dc:creator", "creator", "dc:author", "itunes:author", "dc:publisher")
_TAGS = ("category", "dc:subject", "subject", "media:category")
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525600}

_ATOM_TYPES = ("text", "html", "xhtml", "text/plain", "text/html", "application/xhtml+xml")

Fields = dict[str, list["etree._Element"]]


def tree(text: str, url: str, *, recover: bool = False) -> etree._Element | None:
    """The document as a tree, or None when it is not well-formed.

    Nothing outside of the text is looked at and no entity is expanded. With `recover`, libxml2
    goes on after an error as well as it can.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        recover=recover,
        remove_pis=True,
        remove_comments=True,
        huge_tree=False,
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser, base_url=url or None)
    except etree.XMLSyntaxError:
        return None


def read(root: etree._Element) -> RawFeed | None:
    """The feed in this tree, or None when its root is not that of a feed."""
    name = _local(root)
    if name not in ("rss", "feed", "rdf", "channel"):
        return None
    channels = (one for one in root.iter(etree.Element) if _local(one) == "channel")
    channel = next(channels, root) if name != "feed" else root
    fields = _fields(channel)
    items = _newest(list(_items(root, "entry" if name == "feed" else "item")))
    return RawFeed(
        title=_markup_of(fields, _TITLE),
        link=_link(fields),
        language=_language(root, fields),
        ttl_minutes=_ttl(fields),
        items=[_draft(item) for item in items],
    )


def _items(root: etree._Element, name: str) -> Iterator[etree._Element]:
    other = {"item": "entry", "entry": "item"}[name]
    found = list(root.iter("{*}" + name)) or list(root.iter("{*}" + other))
    if not found:  # spelt another way, or with a prefix that was never declared
        found = [one for one in root.iter(etree.Element) if _local(one) == name]
    return (item for item in found if len(item) or item.attrib)


def _newest(items: list[etree._Element]) -> list[etree._Element]:
    """The first `MAX_ENTRIES`, or the last ones where the feed has the oldest first."""
    if len(items) <= MAX_ENTRIES:
        return items
    first, last = (_date(_fields(item)) for item in (items[0], items[-1]))
    return items[-MAX_ENTRIES:] if first and last and last > first else items[:MAX_ENTRIES]


def _draft(item: etree._Element) -> RawEntry:
    fields = _fields(item)
    date = _date(fields) or parse_date(item.get("LASTMOD", ""))
    return RawEntry(
        guid=_text_of(fields, _GUID) or item.get(_ABOUT) or "",
        link=_text_of(fields, ("feedburner:origlink",))
        or _link(fields)
        or item.get("href")
        or item.get("HREF")
        or "",
        title=_markup_of(fields, _TITLE),
        date=date,
        summary=_markup_of(fields, _SUMMARY),
        contents=[_markup(element) for name in _CONTENT for element in fields.get(name, ())],
        author=_author(fields),
        tags=[_tag(element) for name in _TAGS for element in fields.get(name, ())],
        base=item.base or "",
        source=_source(fields),
        enclosure=_enclosure(fields),
        misdated=date is None and any(_dates(fields)),
    )


def _source(fields: Fields) -> str:
    """The outlet that an aggregator names: RSS's own element, or the title in Atom's."""
    for element in fields.get("source", ()):
        titles = [_text(part) for part in element if _local_or_none(part) == "title"]
        return titles[0] if titles else _text(element)
    return ""


def _enclosure(fields: Fields) -> str:
    """The address of what is attached, for an entry that has no other."""
    attached = (element.get("url", "") for element in fields.get("enclosure", ()))
    return next((url for url in attached if url), "")


def _fields(item: etree._Element) -> Fields:
    """Children by name: "title" for the feed format's own, "dc:title" for an extension's."""
    own = _namespace(item)
    fields: Fields = {}
    for child in item.iterchildren(tag=etree.Element):
        space = _namespace(child)
        local = _local(child)
        prefix = "" if not space or space == own else _prefix(space)
        if prefix == "media" and local in ("group", "content"):
            for inner in child.iterchildren(tag=etree.Element):
                fields.setdefault(f"media:{_local(inner)}", []).append(inner)
        elif prefix is not None:
            fields.setdefault(f"{prefix}:{local}" if prefix else local, []).append(child)
    return fields


def _prefix(space: str) -> str | None:
    """ "" for a namespace that RSS or Atom has gone by, a short name for a known extension."""
    space = space.lower()
    known = _EXTENSIONS.get(space)
    if known:
        return known
    if space.endswith("podcast-1.0.dtd"):
        return "itunes"
    return "" if _CORE.search(space) else None


def _namespace(element: etree._Element) -> str:
    tag = str(element.tag)
    return tag[1:].partition("}")[0] if tag[0] == "{" else ""


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext()).strip()


def _text_of(fields: Fields, names: tuple[str, ...]) -> str:
    texts = (_text(element) for name in names for element in fields.get(name, ()))
    return next((text for text in texts if text), "")


def _markup_of(fields: Fields, names: tuple[str, ...]) -> str:
    texts = (_markup(element) for name in names for element in fields.get(name, ()))
    return next((text for text in texts if text), "")


def _markup(element: etree._Element) -> str:
    """The element's content as HTML: child elements written out, plain text escaped."""
    if len(element):
        return _inner(element)
    text = (element.text or "").strip()
    if "/atom" not in _namespace(element).lower():
        return text
    kind = element.get("type", "text")
    if element.get("mode") == "base64" or kind not in _ATOM_TYPES:
        return _from_base64(text)
    return html.escape(text, quote=False) if kind[:4] == "text" and kind != "text/html" else text


def _from_base64(text: str) -> str:
    """What Atom wraps when a content's type is neither text nor markup; else the text itself."""
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode()
    except ValueError:
        return text


def _inner(element: etree._Element) -> str:
    parts = [html.escape(element.text or "", quote=False)]
    parts += [str(etree.tostring(child, encoding="unicode", method="html")) for child in element]
    return "".join(parts).strip()


def _link(fields: Fields) -> str:
    """An RSS link's text, else an Atom link's address: the alternate one, HTML before others."""
    links = [(element.get("href"), element) for element in fields.get("link", ())]
    texts = [_text(element) for href, element in links if not href]
    ranked = sorted((_rank(element), href) for href, element in links if href)
    guids = [element for element in fields.get("guid", ()) if element.get("isPermaLink") == "true"]
    found = [text for text in texts if text]
    found += [href for rank, href in ranked if rank < 9]
    return next((link for link in (*found, *map(_text, guids)) if link), "")


def _rank(link: etree._Element) -> int:
    """How good an Atom link is as an entry's address; 9 is no good at all."""
    rel = link.get("rel", "alternate").rpartition("/")[2].lower()
    if rel != "alternate":
        return {"related": 3, "via": 4, "self": 5}.get(rel, 9)
    return 1 if "html" in link.get("type", "html") else 2


def _date(fields: Fields) -> datetime | None:
    texts = _dates(fields)
    return next((date for text in texts if text and (date := parse_date(text))), None)


def _dates(fields: Fields) -> Iterator[str]:
    return (_text(element) for name in _DATE for element in fields.get(name, ()))


def _author(fields: Fields) -> str:
    """The authors by the first of the elements that names any."""
    told = (authors.names(map(_named, fields.get(name, ()))) for name in _AUTHOR)
    return next(filter(None, told), "")


def _named(element: etree._Element) -> str:
    """What an author's element calls them: the name in it, or its text."""
    inner = [_text(part) for part in element if _local_or_none(part) == "name"]
    return inner[0] if inner else _text(element)


def _local_or_none(element: etree._Element) -> str | None:
    return _local(element) if isinstance(element.tag, str) else None


def _tag(element: etree._Element) -> str:
    return element.get("label") or element.get("term") or _text(element)


def _language(root: etree._Element, fields: Fields) -> str:
    stated = _text_of(fields, ("language", "dc:language"))
    return stated or root.get(XML + "lang") or ""


def _ttl(fields: Fields) -> int | None:
    """Minutes between polls that the feed wishes for: `ttl`, or the syndication module's."""
    ttl = _text_of(fields, ("ttl",))
    if ttl.isdecimal() and len(ttl) < 7:
        return int(ttl) or None
    period = _PERIODS.get(_text_of(fields, ("sy:updateperiod",)).lower())
    often = _text_of(fields, ("sy:updatefrequency",))
    times = int(often) if often.isdecimal() and len(often) < 4 else 1
    return period // max(times, 1) or 1 if period else None
