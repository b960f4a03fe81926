"""Who speaks: what an outlet is called, and which outlets are one voice.

Outlets share a publisher when their articles stand under one registered name, or under names that
are known to belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from bot.core.model.articles import Article
from bot.core.model.editions import Coverage
from bot.core.urls import outlet_host
from summarizers.text.fold import fold, folded_letters

# A publisher a line: the names of its sites. Only what readers would take for different papers
# needs to stand here; sections of one site are one name anyway.
_FAMILIES = """
bbc.co.uk bbc.com bbci.co.uk
theguardian.com guardian.co.uk
thesun.co.uk thetimes.com thetimes.co.uk wsj.com nypost.com marketwatch.com news.com.au
dailymail.co.uk metro.co.uk inews.co.uk newscientist.com
mirror.co.uk express.co.uk dailystar.co.uk dailyrecord.co.uk manchestereveningnews.co.uk
nytimes.com theathletic.com
nbcnews.com cnbc.com msnbc.com sky.com skysports.com
go.com abcnews.com espn.com espn.co.uk
cbsnews.com cbssports.com
wired.com arstechnica.com pitchfork.com newyorker.com vanityfair.com
rollingstone.com variety.com hollywoodreporter.com deadline.com billboard.com indiewire.com
theverge.com vox.com nymag.com vulture.com sbnation.com
phys.org medicalxpress.com techxplore.com
politico.com politico.eu businessinsider.com bild.de welt.de
usatoday.com azcentral.com freep.com indystar.com
spiegel.de manager-magazin.de
zeit.de handelsblatt.com tagesspiegel.de wiwo.de
tagesschau.de sportschau.de ndr.de wdr.de swr.de br.de mdr.de hr.de rbb24.de
stern.de n-tv.de rtl.de geo.de
lemonde.fr huffingtonpost.fr courrierinternational.com telerama.fr
lesechos.fr leparisien.fr
france24.com rfi.fr
francetvinfo.fr franceinfo.fr france.tv
elmundo.es uecdn.es marca.com expansion.com corriere.it gazzetta.it
elpais.com as.com huffingtonpost.es cincodias.com
lavanguardia.com mundodeportivo.com
abc.es elcorreo.com diariovasco.com
repubblica.it lastampa.it huffingtonpost.it
"""

# Sites that pass on everybody's articles under addresses of their own.
_PASSING_ON = frozenset(("google.com", "feedburner.com", "yahoo.com", "msn.com", "flipboard.com"))

# Feeds' titles that name a section and no outlet.
_SECTIONS = frozenset(
    "rss|news|home|feed|blog|articles|all articles|all news|posts|latest|latest news|breaking news"
    "|top news|top stories|headlines|home page|homepage|index|world|world news|politics|business"
    "|technology|tech|science|health|sport|sports|culture|opinion|europe|africa|asia|americas"
    "|middle east|international|aktuell|startseite|schlagzeilen|nachrichten|actualites|a la une"
    "|accueil|portada|noticias|titulares|notizie|ultime notizie|politik|wirtschaft|monde|mundo"
    "|les titres|ultimas noticias|principal|em cima da hora|najnowsze|wiadomosci|новости|главное"
    "|последние новости|nieuws|laatste nieuws|nyheter|senaste nytt|uutiset|zpravy|haberler"
    "|son dakika|all stories|all posts|all content|rss channel|hp hero"
    "".split("|")
)
_SECTION = re.compile(
    r"(?:all|latest|recent|category|top|the latest|our) [\w ]{2,30}$|(?:rss|atom)\b"
)
_BETWEEN = re.compile(r"\s+[-–—·•»>›]+(?:\s+|$)|\s+[|»]\s*|\s*[|»]\s+|\s*:\s+")
# What search pages and site makers put around a name.
_SOFTWARE = re.compile(
    r"\s+search (?:records?|results?) found.{0,20}$|\s+\d+ results?$"
    r"|\s*\((?:rss|atom)[\w ]{0,12}\)$",
    re.IGNORECASE,
)
_FRONT = re.compile(
    r"^(?:(?:recent|latest) (?:content|posts|entries|articles)(?: in [^:|]{1,40}?)? (?:on|from) "
    r"|(?:posts?|home|articles?|blog|all posts|notes|entries) on "
    r"|comments (?:on|for):? |all (?:news|stories|posts|articles) (?:from|on|by) "
    r"|portada de |(?:últimas )?noticias de |(?:les )?actualités d[eu] |aktuelles (?:von|aus) "
    r"|(?:the )?(?:rss(?: feed)?|feed|latest(?: news| stories| headlines)?|news|updates|headlines"
    r"|top stories) (?:from|of|for|by) )",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:\s+[-–—|»:]+)?\s+(?:(?:rss|atom|news|xml|full)[ -])?(?:rss|feeds?|atom)(?: \d(?:\.\d)*)?$",
    re.IGNORECASE,
)
_MOST_CHARS = 400  # of a feed's title that are looked at
_THE = re.compile(r"The[A-Z]")
# What people call outlets whose feeds are titled by their sections, by their site.
_NAMES = {
    "abc.net.au": "ABC News Australia",
    "aljazeera.com": "Al Jazeera",
    "cbsnews.com": "CBS News",
    "economist.com": "The Economist",
    "elpais.com": "El País",
    "ft.com": "Financial Times",
    "independent.co.uk": "The Independent",
    "latimes.com": "Los Angeles Times",
    "lemonde.fr": "Le Monde",
    "ndtv.com": "NDTV",
    "npr.org": "NPR",
    "nytimes.com": "The New York Times",
    "reuters.com": "Reuters",
    "spiegel.de": "DER SPIEGEL",
    "sueddeutsche.de": "Süddeutsche Zeitung",
    "telegraph.co.uk": "The Telegraph",
    "theguardian.com": "The Guardian",
    "thehindu.com": "The Hindu",
    "time.com": "TIME",
    "timesofindia.indiatimes.com": "The Times of India",
    "washingtonpost.com": "The Washington Post",
    "wsj.com": "The Wall Street Journal",
    "zeit.de": "DIE ZEIT",
}


@cache
def _family() -> dict[str, str]:
    lines = [line.split() for line in _FAMILIES.strip().splitlines()]
    return {host: hosts[0] for hosts in lines for host in hosts}


def publisher(url: str) -> str:
    """A key equal for outlets of one publisher: the name of its first site. "" where the address
    tells nothing, as on hosts without a name and on those that pass on everybody's articles."""
    host = outlet_host(url)
    if not host[-1:].isalpha() or "." not in host or host in _PASSING_ON:
        return ""
    return _family().get(host, host)


def voices(articles: Iterable[Article | Coverage]) -> int:
    """How many publishers tell it in their own words; at least 1. What goes by one outlet's name
    is one voice too, wherever it stands."""
    known: list[set[str]] = []
    for article in articles:
        if not article.independent:
            continue
        names = {article.outlet.casefold(), publisher(article.url)} - {""}
        same = [voice for voice in known if voice & names]
        known = [voice for voice in known if voice not in same] + [names.union(*same)]
    return max(1, len(known))


def outlet_name(title: str, url: str) -> str:
    """What people call an outlet, by its feed's title and an address of its site.

    Of "World – TIME" on time.com it is "TIME": the part that the site is named after. A section
    alone ("Top Stories") names no outlet; then the site's own name serves. What feed software adds
    ("Recent content on X", "X RSS feed") is no part of a name.
    """
    host = outlet_host(url)
    title = " ".join(title[:_MOST_CHARS].split())  # a stranger wrote it
    plain = _without_extras(title)
    parts = [part for part in _BETWEEN.split(plain) if part]
    known = next((_NAMES[site] for site in _NAMES if f".{host}".endswith(f".{site}")), "")
    if known and (len(parts) != 1 or plain != title.strip() or _is_section(plain)):
        return known
    told = [part for part in parts if not _is_section(part)]
    if not told:
        return host or plain or title.strip()
    if len(parts) == 1 or len(told) == 1:
        return _spaced(told[0], host)
    labels = {folded_letters(label) for label in host.split(".")[:-1]}
    return next((part for part in told if _named_after(part, labels)), plain)


def _without_extras(title: str) -> str:
    """A feed's title without the words around a name; as it is where nothing else is left."""
    plain = title.strip()
    for pattern in (_SOFTWARE, _FRONT, _TAIL):
        match = pattern.search(plain)
        rest = plain[: match.start()] + plain[match.end() :] if match else plain
        plain = rest.strip() if len(folded_letters(rest)) > len("the") else plain
    return plain


def _is_section(part: str) -> bool:
    name = fold(part)
    return name in _SECTIONS or _SECTION.match(name) is not None


def _spaced(name: str, host: str) -> str:
    """ "TheWeek" on theweek.com is "The Week"."""
    written = _THE.match(name)
    same = folded_letters(name) in {folded_letters(label) for label in host.split(".")[:-1]}
    return f"The {name[3:]}" if written and same else name


def _named_after(part: str, labels: Iterable[str]) -> bool:
    """Whether "CBSNews.com", "NPR Topics" or "The Guardian" goes with a site's address."""
    name = folded_letters(part).removeprefix("the")
    return any(
        min(len(name), len(label)) > 2 and (name.startswith(label) or label.startswith(name))
        for label in (one.removeprefix("the") for one in labels)
    )
