"""The pages of the sample outlets: an article each, and all that stands around one on the web."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from html import escape

from bot.local_telegram.sample.articles import SampleArticle
from bot.local_telegram.sample.outlets import Outlet

_WORDS = {
    "en": (
        "Home World Business Sport Culture",
        "We use cookies to improve your experience. Accept all · Manage choices",
        "Share this article Facebook WhatsApp Copy link",
        "Read more",
        "Sign up for our newsletter and never miss a story.",
        "comments",
        "Most read",
        "All rights reserved.",
    ),
    "de": (
        "Startseite Ausland Wirtschaft Sport Kultur",
        "Wir verwenden Cookies. Alle akzeptieren · Einstellungen",
        "Artikel teilen Facebook WhatsApp Link kopieren",
        "Lesen Sie auch",
        "Abonnieren Sie unseren Newsletter.",
        "Kommentare",
        "Meistgelesen",
        "Alle Rechte vorbehalten.",
    ),
    "es": (
        "Inicio Mundo Economía Deportes Cultura",
        "Utilizamos cookies para mejorar su experiencia. Aceptar todo · Configurar",
        "Compartir Facebook WhatsApp Copiar enlace",
        "Lea también",
        "Suscríbase a nuestro boletín.",
        "comentarios",
        "Lo más leído",
        "Todos los derechos reservados.",
    ),
}


def _list(articles: Sequence[SampleArticle], tag: str = "li") -> str:
    rows = (
        f"<{tag}><a href='/{a.outlet}/{a.slug}.html'>{escape(a.title)}</a></{tag}>"
        for a in articles
    )
    return "".join(rows)


def _body(article: SampleArticle, insert: str) -> str:
    """The paragraphs, with something alien between the second and the third."""
    rows = [f"<p>{escape(text, quote=False)}</p>" for text in article.paragraphs]
    return "\n".join([*rows[:2], insert, *rows[2:]])


def modern(outlet: Outlet, article: SampleArticle, others: Sequence[SampleArticle]) -> str:
    """HTML5 with metadata, JSON-LD, a cookie banner, share bars, teasers and a comment count."""
    nav, cookies, share, more, letter, comments, most, rights = _WORDS[
        article.language or outlet.language
    ]
    data = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": article.title,
            "datePublished": article.date.isoformat(),
            "author": {"@type": "Person", "name": article.author},
            "publisher": {"@type": "Organization", "name": outlet.name},
        }
    )
    picture = f"<figure><img src='/photo.jpg' alt=''><figcaption>{escape(article.caption)}</figcaption></figure>"
    teaser = f"<aside class='teaser'><b>{more}:</b> <ul>{_list(others[:1])}</ul></aside>"
    return f"""<!doctype html><html lang="{article.language or outlet.language}"><head><meta charset="{outlet.encoding}">
<title>{escape(article.title)} | {outlet.name}</title>
<meta property="og:title" content="{escape(article.title)}"><meta property="og:type" content="article">
<meta property="og:site_name" content="{outlet.name}"><meta name="author" content="{escape(article.author)}">
<meta property="article:published_time" content="{article.date.isoformat()}">
<script type="application/ld+json">{data}</script></head><body>
<div class="cookie-banner" role="dialog">{cookies}</div>
<header><nav>{" ".join(f"<a href='#'>{word}</a>" for word in nav.split())}</nav></header>
<main><article><h1>{escape(article.title)}</h1>
<p class="byline">By {escape(article.author)}</p>
<time datetime="{article.date.isoformat()}">{article.date:%d %B %Y, %H:%M}</time>
<div class="share">{" ".join(f"<a href='#'>{word}</a>" for word in share.split())}</div>
{picture}
{_body(article, teaser)}
<p class="newsletter-signup">{letter}</p></article>
<section class="comments"><h3>37 {comments}</h3></section></main>
<aside><h2>{most}</h2><ol>{_list(others)}</ol></aside>
<footer>© 2026 {outlet.name}. {rights}</footer></body></html>"""


def tables(outlet: Outlet, article: SampleArticle, others: Sequence[SampleArticle]) -> str:
    """A layout of tables and line breaks, as twenty years ago."""
    nav, cookies, share, more, letter, comments, most, rights = _WORDS[
        article.language or outlet.language
    ]
    menu = "<br>".join(f"<a href='#'>{word}</a>" for word in nav.split())
    teaser = f"<div><i>{more}:</i> {_list(others[:1], 'span')}</div>"
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html><head>
<meta http-equiv="Content-Type" content="text/html; charset={outlet.encoding}">
<title>{outlet.name} - {escape(article.title)}</title></head><body bgcolor="#ffffff">
<table width="980"><tr><td colspan="3"><b>{outlet.name}</b> <small>{cookies}</small></td></tr>
<tr><td width="160" valign="top">{menu}</td><td valign="top"><h1>{escape(article.title)}</h1>
<small>{article.date:%d.%m.%Y %H:%M} | {escape(article.author)} | 12 {comments}</small>
<table align="right"><tr><td><img src="/photo.jpg"><br><small>{escape(article.caption)}</small></td></tr></table>
{_body(article, teaser)}
<p><font size="1">{share}</font></p><p><font size="1">{letter}</font></p></td>
<td width="200" valign="top"><b>{most}</b><ul>{_list(others)}</ul></td></tr>
<tr><td colspan="3"><small>&copy; {outlet.name} {rights}</small></td></tr></table></body></html>"""


def plain(outlet: Outlet, article: SampleArticle, others: Sequence[SampleArticle]) -> str:
    """Divisions with telling class names and no semantics."""
    nav, cookies, share, more, letter, comments, most, rights = _WORDS[
        article.language or outlet.language
    ]
    teaser = f"<div class='related-inline'>{more}: {_list(others[:1], 'span')}</div>"
    return f"""<html lang="{article.language or outlet.language}"><head><meta charset="utf-8"><title>{escape(article.title)}</title>
<meta name="date" content="{article.date.isoformat()}"><meta property="og:site_name" content="{outlet.name}">
</head><body><div id="top-menu">{nav}</div><div id="cookie-notice">{cookies}</div>
<div class="story"><h1>{escape(article.title)}</h1><div class="meta">{outlet.name}, {escape(article.author)}</div>
<div class="story-text">{_body(article, teaser)}</div></div>
<div class="share-links">{share}</div><div class="signup">{letter}</div>
<div class="comment-count">4 {comments}</div><div class="most-read">{most}<ul>{_list(others)}</ul></div>
<div class="footer">{rights}</div></body></html>"""


PAGES: dict[str, Callable[[Outlet, SampleArticle, Sequence[SampleArticle]], str]] = {
    "modern": modern,
    "tables": tables,
    "plain": plain,
}
