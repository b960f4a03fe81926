"""What a page says of itself in its head: headline, author, time, site, language, picture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from bot.core.text import clean
from bot.ingest.pages import structured
from bot.ingest.pages.authors.bylines import author
from bot.ingest.pages.blocks.features import Hints
from bot.ingest.pages.dating import dates, declared
from bot.ingest.pages.dating.dates import When
from bot.ingest.pages.dating.marked import marked_up
from bot.ingest.pages.head import Head
from bot.ingest.pages.headlines import title
from bot.ingest.pages.sitenames import site_name

if TYPE_CHECKING:
    from lxml.html import HtmlElement


_PICTURES = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image",
             "twitter:image:src")  # fmt: skip
_BLANK = re.compile(
    r"(?i)/(?:(?:clear|blank|spacer|pixel|1x1|transparent)\.(?:gif|png)|no[-_]img[^/]*"
    r"|default-user[^/]*|[^/?]*\.ico)(?:\?|$)"
)
_NEAR = 9
_ABOVE = 4
"""So many lines above the headline may hold its date."""

_LOCALES = ("og:locale", "content-language", "language", "dc.language", "dcterms.language")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a page besides its text; "" or None where the page does not say."""

    title: str = ""
    author: str = ""
    when: When | None = None
    site: str = ""
    language: str = ""
    image: str = ""
    standfirst: str = ""


class Around(NamedTuple):
    """The lines in which a byline or a date may stand: those after the headline, and before it.

    A page without a headline has lines "before" it only.
    """

    after: Sequence[str] = ()
    before: Sequence[str] = ()

    def nearest(self) -> list[str]:
        """All of them, those that are near the headline first."""
        return [*self.after[:_NEAR], *reversed(self.before), *self.after[_NEAR:]]


def hints(root: HtmlElement, head: Head) -> Hints:
    """What helps to tell the page's blocks apart."""
    body = head.article.get("articleBody")
    titles = (head.title, head.first("og:title"), structured.text_of(head.article.get("headline")))
    doctype = root.getroottree().docinfo.doctype.lower()
    flags = (
        float(next(root.iter("article"), None) is not None),
        float(bool(head.first("og:title"))),
        float(bool(head.article)),
        float(doctype == "<!doctype html>"),
    )
    return Hints(
        titles=tuple(clean.line(title) for title in titles if title),
        description=head.first("og:description", "description"),
        body=body if isinstance(body, str) else "",
        flags=flags,
    )


def facts(
    root: HtmlElement,
    head: Head,
    url: str,
    around: Around,
    texts: Sequence[str] = (),
) -> Facts:
    """Headline, author, time, site, claimed language and lead picture of a page.

    `url` is the page's address ("" when unknown): the picture's address is made absolute with
    it, and it may carry the date. `texts` are all of the page's lines.
    """
    name = site(head, url)
    # A site that declares no name may well be called after its author.
    outlet = name if name in declared_site(head) else ""
    headline = title(root, head, name, texts)
    return Facts(
        title=headline,
        author=author(root, head, outlet, [*around.after, *around.before], texts),
        when=_when(root, head, url, around, texts, headline),
        site=name,
        language=_language(root, head),
        image=_image(head, url),
        standfirst=_standfirst(head),
    )


def declared_site(head: Head) -> str:
    """What the page declares as its site's name, perhaps with a slogan; "" for nothing."""
    given = head.first("og:site_name", "application-name", "dc.publisher")
    return clean.title(given or structured.text_of(head.article.get("publisher")))


def site(head: Head, url: str) -> str:
    """The site's name as it calls itself, else what its title says, else its host."""
    headline = clean.title(head.first("og:title"))
    address = head.first("og:url") or url
    return site_name(declared_site(head), clean.title(head.title), headline, address)


def _standfirst(head: Head) -> str:
    """What the page gives as its short version, a slogan perhaps."""
    given = head.first("og:description", "description", "twitter:description")
    return given or structured.text_of(head.article.get("description"))


def _when(
    root: HtmlElement,
    head: Head,
    url: str,
    around: Around,
    texts: Sequence[str],
    headline: str,
) -> When | None:
    """The time of publication, from the surest of the places that state it."""
    order = dates.puts_month_first(texts, _language(root, head))
    shown = dates.printed(around.after, month_first=order)
    others = declared.dates_of_meta(head.meta)
    if stated := declared.published(head.meta, head.article, head.things):
        return dates.agreed(stated, shown, others, declared.changed(head.meta, head.article))
    above = dates.printed(around.before[-_ABOVE:], month_first=order) if around.after else None
    marks = marked_up(root, headline, month_first=order)
    return (
        dates.agreed(marks.near, shown, others)
        or dates.in_address(url)
        or (above.when if above else None)
        or dates.in_lines(around.nearest(), month_first=order)
        or marks.far
        or dates.labelled(texts, month_first=order)
        or dates.in_lines(around.nearest(), month_first=order, changes=True)
        or declared.changed(head.meta, head.article)
        or dates.in_words(head.first("description", "og:description"))
    )


def _language(root: HtmlElement, head: Head) -> str:
    return root.get("lang") or head.first(*_LOCALES)


def _image(head: Head, url: str) -> str:
    """The absolute address of the lead picture, the first declared that is one; or ""."""
    pictures = head.article.get("image")
    if isinstance(pictures, dict) and isinstance(pictures.get("url"), str):
        pictures = pictures["url"]
    given = [head.first(name) for name in _PICTURES]
    for address in (*given, structured.text_of(pictures)):
        try:
            found = urljoin(url, address.strip()) if address else ""
        except ValueError:
            continue
        if found.startswith(("http://", "https://")) and not _BLANK.search(found):
            return found
    return ""
