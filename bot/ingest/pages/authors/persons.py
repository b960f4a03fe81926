"""The persons that a byline names: without "By", their roles, dates, handles and agencies.

>>> persons(["By Ines Okafor and Tom Berg, Senior Reporter | 4 March 2026"])
['Ines Okafor', 'Tom Berg']
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.core.text import clean

MOST = 8
"""So many authors of one page are named."""

_MOST_CHARS = 500
"""Of a byline that are looked at."""

_LEAD = re.compile(
    r"^(?:(?:eingestellt|alle? beiträge|alles|alle artikel|rezept|all posts|more|insights"
    r"|todos los artículos|tous les articles|posted|written|published|words|story|text|artikel"
    r"|ein (?:beitrag|artikel|interview)"
    r"|beitrag|interview|reportage|recipe|authored|researched|auteurs?|autor(?:in|en)?s?|authors?"
    r"|review(?:ed)?|pressemitteilung|escrito|publicado|écrit|rédigé|publié|scritto|pubblicato"
    r"|article|texte|geschrieben|verfasst|veröffentlicht|view all posts|about|über|from|geschreven"
    r"|автор|текст|tekst|par|by|von|vom|por|di|de|door|van|av|af|od|przez)\b\s*[:|]?\s*)+",
    re.I,
)
_MONTHS = (
    r"(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[ée]vrier|mar(?:ch|s)?|märz|apr(?:il)?|avril|ma[iy]"
    r"|ju(?:ne?|ni|in)|ju(?:ly?|li)|juillet|aug(?:ust)?|août|sep(?:t(?:ember|embre)?)?"
    r"|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|d[eé][cz](?:ember|embre)?)"
)
_TAIL = re.compile(
    r"(?<!\s)\s*(?:[|•·●◦∙⋅–—/@]|\s-\s|,?\s+(?:am|on|at|le|el|vom|updated|published|in)\s+\S*\d"
    r"|,\s[^,;]{3,40}\sat\s\w"
    rf"|\d{{1,2}}[./:]\d|\b(?:19|20)\d\d\b|[,\s]\s*{_MONTHS}\.?\s+\d"
    r"|[.,;]?\s+(?:(?:medically|clinically|technically)\s+)?(?:last |fact[- ])?"
    r"(?:reviewed|checked|edited|updated|modified|published|photograph(?:y|ed|s)?|photos?)\b"
    r"|\b(?:follow|shares?|view|mehr|posts)\b|\s@\w).*$",
    re.I | re.S,
)
_LEFT_OVER = re.compile(
    r"\s+(?:January|February|March|July|August|September|October|November|December|on|Blog)$"
    r"|(?<=[a-zß-ÿ])(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)$"
)
"""What a date behind a name leaves of itself: "Ines Okafor August"."""

_BRACKET = re.compile(r"\s*\([^()]*\)?\s*$")
_FOR = re.compile(r"(?<=\w)\s+(?:for|für|pour|para|per)\s+[A-ZÀ-Þ].*$", re.S)
_ROLE = re.compile(
    r"(?:\s*,)?\s+(?:(?:senior|staff|contributing|associate|guest|freelance|chief|managing)\s+)*"
    r"(?:writer|editor|reporter|contributor|correspondent|journalist|author|columnist|blogger"
    r"|redakteur(?:in)?|redaktion|journaliste|redactora?|periodista|giornalista|redator"
    r"|redaktor(?:ka)?|корреспондент|журналист|обозреватель)\b.*$",
    re.I | re.S,
)
_GLUED = re.compile(r"^([Bb]y|BY|Von|Par|Por)(?=[A-ZÀ-Þ][a-zà-ÿ])")
_MAILBOX = re.compile(r"\S+@\S+\.\w+")
_BETWEEN = re.compile(
    r"\s*[;,]\s*(?:(?:and|und|et|y)\s+)?|\s+(?:and|und|et|y|e|i|и|та|&|\+|with|mit|avec|con|och|og)\s+"
)
_DEGREE = re.compile(r"(?:[A-Z][a-z]?\.?){2,6}(?:[ -](?:[A-Z]\.?){2,6})*")
"""What is nothing but capitals is a degree or an agency where it stands behind a name."""

_TITLES = re.compile(
    r"(?i)^(?:ph\.?d|m\.?d|rd|mba|esq|jr|sr|m\.?a|m\.?sc|b\.?a|dr|prof|editor|staff|the team)\.?$"
)
_ROLES = re.compile(
    r"(?i)\b(?:administrator|wordpressadmin|unknown|anonymous|author|http|www\.|\.com|gmbh"
    r"|\w\.[a-z]{2,4}$|e\.? ?v\.|verlag|zeitung|media|online|newsroom|editors?|reporter"
    r"|correspondent|manager|director|head of|founder|officer|specialist|engineer|expert"
    r"|strategist|consultant|coordinator|president|producer|licensed|certified|comments?"
    r"|attorney|development|journalism|mins?|minutes?|progress)\b"
    r"|\b(?:at|from|by|of|von|par|por)$| at "
)
_POSTS = re.compile(
    r"(?i)^(?:the\s)?.*\b(?:\w*admin|\w*team|staff|contributors?|marketing|editorial|redaktion|rédaction|redacción"
    r"|redazione|redação|редакция|press office|communications?)\b"
)
"""A post of a house, which is named where no person is."""

_BUTTONS = re.compile(
    r"(?i)^(?:sign ?(?:in|up)|log ?(?:in|out)|read(?: more)?|alle beiträge|pdf|e-paper|share"
    r"|subscribe|menu|home|search|contact(?: us)?|click here|learn more|reply(?: to .*)?"
    r"|on|in|at|by|profile|view|bio|about|disclosure|comments?|archives?"
    r"|see all|show more|newsletter|website|twitter|facebook|linkedin|instagram|e-?mail)$"
)
_HOUSE = re.compile(
    r"(?i)\b(?:cent(?:er|re)|department|institute|office|committee|council|university|college|school"
    r"|society|association|foundation|group|ministry|agency|board|company|bureau|services?"
    r"|partners|team|inc|llc|ltd|corp)\b"
)


def persons(texts: Iterable[str], site: str = "", *, house: bool = False) -> list[str]:
    """The names in these bylines, in their order, each once; at most `MOST`.

    `site` is nobody's name here. With `house` the texts are names of organisations, of which
    none is cut at an "and".
    """
    found: list[str] = []
    for text in (one[:_MOST_CHARS] for one in texts):
        if "://" in text or _MAILBOX.fullmatch(text.strip()):
            continue
        for name in _parted(_bare(text), house=house):
            name = _LEFT_OVER.sub("", name.strip(' ,.;:|-–—*"“”'))
            handle = name.islower() and " " not in name
            if found and (handle or _DEGREE.fullmatch(name) or name[:4].casefold() == "the "):
                continue
            if _is_name(name) and name.casefold() != site.casefold() and name not in found:
                found.append(name)
    return found[:MOST]


def is_post(name: str) -> bool:
    """Whether a name is that of a post or a team, not of a person."""
    return _POSTS.match(name) is not None


def _bare(text: str) -> str:
    """A byline without what stands before and after its names."""
    told = _GLUED.sub(r"\1 ", clean.line(clean.title(text)))
    bare = _BRACKET.sub("", _TAIL.sub("", _LEAD.sub("", told)))
    for end in (_FOR, _ROLE):
        shorter = end.sub("", bare)
        bare = shorter if len(shorter.split()) > 1 and not _HOUSE.search(shorter) else bare
    return bare.strip(" ,.;:|-–—*")


def _parted(bare: str, *, house: bool) -> list[str]:
    """The single names of a byline: an organisation's stays one."""
    if house or (len(bare) <= _LONGEST and _HOUSE.search(bare) and bare.count(",") == 0):
        return [bare]
    return _BETWEEN.split(bare)


_LONGEST = 50


def _is_name(text: str) -> bool:
    if not 2 <= len(text) <= _LONGEST or any(c.isdigit() for c in text):
        return False
    if len(text.split()) > (7 if _HOUSE.search(text) else 5) or ":" in text or "@" in text:
        return False
    return not (_TITLES.match(text) or _ROLES.search(text) or _BUTTONS.match(text))
