"""The feeds of the sample outlets: RSS with markup, Atom, RDF, JSON Feed, and one that is broken."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from email.utils import format_datetime
from html import escape

from bot.local_telegram.sample.articles import SampleArticle
from bot.local_telegram.sample.outlets import Outlet

Articles = Sequence[SampleArticle]


def _teaser(article: SampleArticle) -> str:
    first = escape(article.paragraphs[0], quote=False)
    return f"<p><img src='/tracker.gif' width=1 height=1> {first} <a href='#'>Read more &raquo;</a></p>"


def _link(article: SampleArticle, base: str) -> str:
    return f"{base}/{article.outlet}/{article.slug}.html"


def rss(outlet: Outlet, topic: str, articles: Articles, base: str) -> tuple[str, str]:
    """RSS 2.0 with teasers as escaped markup and tracking parameters in the links."""
    items = "".join(
        f"<item><title>{escape(a.title, quote=False)}</title>"
        f"<link>{_link(a, base)}?utm_source=rss&amp;utm_medium=feed</link>"
        f"<guid isPermaLink='false'>{a.outlet}:{a.slug}</guid>"
        f"<pubDate>{format_datetime(a.date)}</pubDate>"
        f"<description>{escape(_teaser(a))}</description></item>\n"
        for a in articles
    )
    head = f"<title>{escape(outlet.name)}: {topic}</title><link>{base}/{outlet.key}/</link>"
    xml = f"<?xml version='1.0' encoding='{outlet.encoding}'?>\n<rss version='2.0'><channel>{head}"
    return f"{xml}<ttl>15</ttl>\n{items}</channel></rss>", "application/rss+xml"


def untidy(outlet: Outlet, topic: str, articles: Articles, base: str) -> tuple[str, str]:
    """RSS as a careless system writes it: bare ampersands, undeclared entities, a wrong type."""
    items = "".join(
        f"<item><title><![CDATA[{a.title}]]></title><link>\n  {_link(a, base)}\n</link>"
        f"<pubDate>{a.date:%a, %d %b %Y %H:%M:%S} UT</pubDate>"
        f"<description>{escape(a.paragraphs[0], quote=False)}&nbsp;&hellip; News & views</description>"
        "</item>\n"
        for a in articles
    )
    head = (
        f"\n<?xml version='1.0'?><rss version='2.0'><channel><title>{outlet.name} & {topic}</title>"
    )
    return f"{head}{items}</channel></rss>", f"text/html; charset={outlet.encoding}"


def atom(outlet: Outlet, topic: str, articles: Articles, base: str) -> tuple[str, str]:
    """Atom with relative links and the whole article as XHTML-in-HTML."""
    entries = "".join(
        f"<entry><id>tag:{a.outlet}.example,2026:{a.slug}</id><title type='html'>"
        f"{escape(escape(a.title, quote=False), quote=False)}</title>"
        f"<link rel='alternate' href='/{a.outlet}/{a.slug}.html'/>"
        f"<updated>{a.date.isoformat()}</updated><author><name>{escape(a.author)}</name></author>"
        f"<summary>{escape(a.paragraphs[0])}</summary></entry>\n"
        for a in articles
    )
    head = f"<title>{escape(outlet.name)} – {topic}</title><id>tag:{outlet.key}.example,2026:{topic}</id>"
    xml = "<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom'"
    return f"{xml} xml:base='{base}/'>{head}{entries}</feed>", "application/atom+xml"


def rdf(outlet: Outlet, topic: str, articles: Articles, base: str) -> tuple[str, str]:
    """RSS 1.0 with Dublin Core dates."""
    items = "".join(
        f"<item rdf:about='{_link(a, base)}'><title>{escape(a.title, quote=False)}</title>"
        f"<link>{_link(a, base)}</link><dc:date>{a.date.isoformat()}</dc:date>"
        f"<description>{escape(a.paragraphs[0], quote=False)}</description></item>\n"
        for a in articles
    )
    head = (
        "<?xml version='1.0' encoding='utf-8'?><rdf:RDF xmlns='http://purl.org/rss/1.0/' "
        "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'>"
    )
    channel = f"<channel rdf:about='{base}'><title>{outlet.name}: {topic}</title><link>{base}</link></channel>"
    return f"{head}{channel}{items}</rdf:RDF>", "application/rdf+xml"


def json_feed(outlet: Outlet, topic: str, articles: Articles, base: str) -> tuple[str, str]:
    """JSON Feed 1.1, with the first paragraph as text."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{outlet.name} {topic}",
        "home_page_url": f"{base}/{outlet.key}/",
        "items": [
            {
                "id": article.slug,
                "url": _link(article, base),
                "title": article.title,
                "content_text": article.paragraphs[0],
                "date_published": article.date.isoformat(),
            }
            for article in articles
        ],
    }
    return json.dumps(feed, ensure_ascii=False), "application/feed+json"


FEEDS: dict[str, Callable[[Outlet, str, Articles, str], tuple[str, str]]] = {
    "rss": rss,
    "untidy": untidy,
    "atom": atom,
    "rdf": rdf,
    "json": json_feed,
}
