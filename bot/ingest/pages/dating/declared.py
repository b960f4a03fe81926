"""When a page declares that it was published and last changed: meta elements, structured data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.ingest.pages.dating.dates import When, stated

_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "article:published", "published_time", "publish-date", "publish_date", "publishdate",
    "publication_date", "publication-date", "pubdate", "published", "dc.date.issued",
    "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "date",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published",
    "article.created", "datecreated", "created", "rnews:datepublished", "article_date_original",
    "og:pubdate", "ptime", "citation_publication_date", "citation_online_date", "doc_date",
    "last-modified-date", "dc.created", "release_date", "timestamp", "originalpublicationdate",
)  # fmt: skip
_PUBLISHED = ("datePublished", "dateCreated", "uploadDate")
_CHANGED = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "revised",
    "dcterms.modified", "dc.date.modified",
)  # fmt: skip


def published(
    meta: dict[str, str], article: dict[str, Any], things: Sequence[dict[str, Any]] = ()
) -> When | None:
    """What structured data and meta elements declare as the time of publication; that of the
    `things` that are no article (the page, a recipe) where nothing else does."""
    values = [meta.get(key) for key in _META[:1]]
    values += [article.get(key) for key in _PUBLISHED]
    values += [meta.get(key) for key in _META[1:]]
    values += [thing.get(_PUBLISHED[0]) for thing in things]
    return next((w for v in values if isinstance(v, str) and (w := stated(v))), None)


def dates_of_meta(meta: dict[str, str]) -> list[When]:
    """Every date of publication that meta elements state."""

    values = [meta[key] for key in _META if key in meta]
    return [when for value in values if (when := stated(value))]


def changed(meta: dict[str, str], article: dict[str, Any]) -> When | None:
    """When the page says that it was last changed."""
    values = [article.get("dateModified"), *(meta.get(key) for key in _CHANGED)]
    return next((w for v in values if isinstance(v, str) and (w := stated(v))), None)
