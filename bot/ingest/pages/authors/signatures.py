"""The lines of a page in which its author signs: "By Ines Okafor", a name beside the date, "Written
by" over a name; for pages whose markup says nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from bot.ingest.pages.authors.persons import persons
from bot.ingest.pages.dating.dates import days_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAME = r"[A-ZÀ-ÞА-Я][\w.'’-]*(?: (?:von|van|de|der|den|di|la|le|zu) ?)?"
_NAMES = (
    rf"{_NAME}(?:\s+{_NAME}){{1,3}}(?:(?:,| und| and| y| et| e| &) {_NAME}(?:\s+{_NAME}){{1,3}})*"
)
_BY = (
    r"(?:(?:[Pp]osted |[Ww]ritten |[Rr]esearched |[Ww]ords |[Ss]tory )?[Bb]y:?|BY:?|[Vv]on|VON"
    r"|[Pp]or"
    r"|(?:[ÉEée]crit |[Rr]édigé )?[Pp]ar|[Dd]i|[Dd]oor|Autor(?:in)?:?|Text:|Автор:?|Текст:|Tekst:)"
)
_SIGNED = re.compile(rf"{_BY}(?:\s+|(?<=:))({_NAMES})\s*(?:$|[|•·●◦∙⋅–—/(,@]|\d|am |on |in |- )")
_DATED = re.compile(
    rf"\b(?:19|20)\d\d\b[^A-Za-z]{{0,5}}(?:by|By|BY|von|par|por|di)\s+({_NAMES})\s*(?:$|[|•·–—/(,])"
)
"""A date with the author's name behind it: "March 4, 2026 by Ines Okafor"."""

_ENDS = re.compile(
    r"(?:Written by|Words by|Geschrieben von|Verfasst von|Écrit par|Escrito por|Scritto da"
    rf"|Text:|Автор:)\s+({_NAMES})\.?"
)
"""What the last line of an article may say, as a whole."""

_TOLD = re.compile(
    r"(?:This|Our) (?:guest )?(?:post|article|guide|piece|story|essay|recipe) (?:was|is|has been)"
    rf" (?:originally )?(?:written|authored|contributed|prepared) by (?:our )?({_NAMES})"
    r"(?=[,.;(]|\s(?:of|at|from|for|who|and)\b|$)"
)
"""A sentence that tells who wrote the page it stands on."""

_ALONE = re.compile(
    r"(?i)(?:(?:article |post |story )?(?:written |posted |authored |words )?by|von|par|por|di|door"
    r"|автор|(?:article |the |about the )?authors?|autor(?:in|en)?|auteurs?|geschrieben von"
    r"|verfasst von|écrit par|escrito por)\s?:?"
)
"""A line that says that the next one names the author."""

_SHORT = 160
_LONG = 500
_CLOSE = 3  # elements around a picture
_LONGEST_NAME = 60
_BESIDE = 6
"""So many lines after the headline may hold a name beside a date."""

_PARTS = re.compile(r"[|•·●◦∙⋅]")
_NAME_LINE = re.compile(rf"{_NAME}(?:\s+{_NAME}){{1,3}}(?:\s+(?:@|\().*)?")
_READING = re.compile(r"(?i)\b\d+[ -]?min(?:ute)?s?\b")
_SECTIONS = re.compile(
    r"(?i)\b(?:news|blog|guides?|tips|reviews?|market(?:ing|s)?|business|finances?|health|travel"
    r"|tech(?:nology)?|food|insurance|design|management|education|security|resources|insights?"
    r"|life(?:style)?|culture|opinion|article|story|read|home|garden|software|data|science|sports?"
    r"|wellness|fitness|product|company|industry|press|release|careers?|learning|content|events?"
    r"|prevention|legal|law|tax|real|estate|best|new|top|all|how|contents?|introduction|overview)\b"
)
_OWNED = re.compile(
    rf"({_NAME}\s+{_NAME})['’]s? (?:[Bb]log|[Ww]eblog|[Ss]ubstack|[Nn]ewsletter|[Ss]ite|[Nn]otes"
    r"|[Hh]omepage|[Jj]ournal|[Dd]iary)"
)
"""A site that is called after the one who writes it."""


def signed(lines: Sequence[str], site: str) -> list[str]:
    """The names in the first line that begins with "By" and holds nothing but names, or that
    has them behind its date; "By" may stand in a line of its own."""
    for place, text in enumerate(lines):
        if _ALONE.fullmatch(text) and place + 1 < len(lines):
            text = f"By {lines[place + 1]}"
        found = _SIGNED.match(text) or (len(text) <= _SHORT and _DATED.search(text))
        if found and (names := persons([found.group(1)], site)):
            return names
    return []


def signed_below(texts: Sequence[str], site: str) -> list[str]:
    """The names in a line of the page that says nothing but who wrote it."""
    for text in texts:
        found = _ENDS.fullmatch(text) if len(text) <= _SHORT else None
        if found := found or _TOLD.match(text[:_LONG]):
            return persons([found.group(1)], site)
    return []


def pictured(root: HtmlElement, site: str) -> list[str]:
    """The one person of whom the page shows a picture with the name beside it.

    The picture is a portrait by its name or shape, its description is the person's name, and that
    is the first thing said next to it. Where there are
    several persons they are a team, or those who comment.
    """
    found = {name for image in root.iter("img") for name in _shown(image)}
    return persons(found, site) if len(found) == 1 else []


_PORTRAIT = re.compile(
    r"avatar|author|headshot|portrait|gravatar|rounded-full|circle|/people/|/staff/"
)


def _shown(image: HtmlElement) -> list[str]:
    dress = " ".join((image.get("class") or "", image.get("src") or "")).lower()
    if not _PORTRAIT.search(dress):
        return []
    name = " ".join((image.get("alt") or "")[:_LONGEST_NAME].split())
    if not _NAME_LINE.fullmatch(name) or _SECTIONS.search(name):
        return []
    around = list(islice(image.iterancestors(), _CLOSE))
    told = next((text for one in around if (text := _words_of(one))), "")
    return [name] if told.startswith(name) and len(told) <= _LONG else []


def _words_of(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def labelled(texts: Sequence[str], site: str) -> list[str]:
    """The names in the line below one that says nothing but "Written by" or "Author"."""
    for text, below in pairwise(texts):
        if len(text) <= 30 and len(below) <= _LONGEST_NAME and _ALONE.fullmatch(text):
            names = persons([below], site)
            if names and names[0][:1].isupper() and not _SECTIONS.search(names[0]):
                return names
    return []


def beside_date(lines: Sequence[str], site: str) -> list[str]:
    """The name that stands soon after the headline in a line or part beside that of a date.

    `lines` are those after the headline. What a section may be called is no name.
    """
    parts = [part for line in lines[:_BESIDE] for part in _PARTS.split(line[:_SHORT])]
    parts = [part.strip() for part in parts]
    dated = [bool(len(part) <= 40 and (_READING.search(part) or days_in(part))) for part in parts]
    for place, part in enumerate(parts):
        around = dated[max(0, place - 1) : place + 2]
        if any(around) and len(part) <= _LONGEST_NAME and _NAME_LINE.fullmatch(part):
            names = persons([part], site)
            if names and not _SECTIONS.search(part):
                return names
    return []


def owner(site: str) -> list[str]:
    """The person whose blog or newsletter a site says that it is."""
    found = _OWNED.match(site)
    return persons([found.group(1)]) if found else []
