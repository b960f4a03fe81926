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
    "".split("|")
)
_BETWEEN = re.compile(r"\s+[-–—·•»]+(?:\s+|$)|\s+[|»]\s*|\s*[|»]\s+|\s*:\s+")


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
    """What an outlet is called, by its feed's title and an address of its site.

    Of "World – TIME" on time.com it is "TIME": the part that the site is named after. A section
    alone ("Top Stories") names no outlet; then the site's own name serves.
    """
    parts = [part for part in _BETWEEN.split(title.strip()) if part]
    if len(parts) > 1:
        labels = {folded_letters(label) for label in outlet_host(url).split(".")[:-1]}
        return next((part for part in parts if _named_after(part, labels)), title.strip())
    alone = parts[0] if parts else ""
    return outlet_host(url) or alone if fold(alone) in _SECTIONS or not alone else alone


def _named_after(part: str, labels: Iterable[str]) -> bool:
    """Whether "CBSNews.com", "NPR Topics" or "The Guardian" goes with a site's address."""
    name = folded_letters(part).removeprefix("the")
    return any(
        min(len(name), len(label)) > 2 and (name.startswith(label) or label.startswith(name))
        for label in (one.removeprefix("the") for one in labels)
    )
