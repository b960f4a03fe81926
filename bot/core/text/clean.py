"""Any text from the web as prose: paragraphs separated by blank lines, and nothing beside them.

    >>> prose("<p>It rained&nbsp;all day.</p><p>Share</p><p>Then it stopped.</p>")
    'It rained all day.\\n\\nThen it stopped.'

What is removed are whole lines (buttons, captions, cookie notes) and characters that nobody
sees; words are never changed. A dateline gets a line of its own, so that the sentence after it
starts where its author started it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from bot.core.text import markup
from bot.core.text.invisible import visible
from bot.core.text.tags import untagged
from summarizers.text import datelines
from summarizers.text.boilerplate import is_furniture_line

# What `plain` changes, or may have to (every character that may combine with the one before it).
_ODD = re.compile(
    "[^\x00-\u02ff\u0384-\u0482\u048a-\u052f\u2013\u2014\u2018-\u201e\u2026\u20ac]|\xad|[\x7f-\xa0]"
)
_SPACE = re.compile(r"[^\S\n]+")
_BREAK = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_PUNCTUATION = str.maketrans({"\u2010": "-", "\u2011": "-", "\u201f": "\u201c", "\u201b": "\u2018"})
_CREDIT = re.compile(
    r"(?:\((?:photo|foto|image|bild|picture|credit|getty|ap photo|reuters|afp)\b[^()]{0,80}\)"
    r"|\((?:[^()]{0,40}/)?(?:getty images|reuters|afp|ap|epa|dpa)\))$",
    re.I,
)
_CAPTION = re.compile(
    r"(?:\b(?:photos?|fotos?|bild(?:er)?|image|picture|credits?|crédit|фото|fot\.?|φωτο)"
    r"(?: by| credit| courtesy)?\s*[:/©]\s*\S.{0,60}|©\s?\S.{0,50}"
    r"|(?:getty images|shutterstock|istock|ap photo)\W*"
    r"|/\s?(?:getty|reuters|afp|imago|dpa|shutterstock|adobe ?stock|istock|unsplash)"
    r"|\((?:symbol|archiv)(?:bild|foto)\b[^()]{0,60}\)\W*"
    r"|(?:新华社发|資料圖片|资料图片?)?\s?[（(][^（）()]{0,12}[摄攝][）)])$",
    re.I,
)
_CREDITED = re.compile(
    r"(?:^|[.!?]\s)(?:(?:Featured|Cover|Header|Top|Lead|Main) )?(?:Image|Photo|Picture)s?"
    r" (?:by|via|from|courtesy of|credit) [A-Z][^.!?]{1,60}\.?$"
    r"|^\(?(?:Additional )?[Rr]eporting (?:and writing )?by .{3,80}(?:;|[Ee]diting by)"
    r"|^© ?(?:Getty|Reuters|AFP|AP|dpa)\b"
)
_CAPTION_HINTS = (
    "photo", "foto", "bild", "image", "picture", "credit", "crédit", "фото", "fot", "φωτο", "©",
    "getty", "shutterstock", "istock", "reuters", "afp", "imago", "dpa", "adobe", "unsplash",
    "eporting", "摄", "攝", "新华社发", "资料图", "資料圖",
)  # fmt: skip
"""What every caption holds: the cheap way to say that a paragraph is none."""

_MAY_BE_GLUED = re.compile(r"[A-Za-zÀ-žß][.?][A-ZÀ-Ž][a-zà-žß]")
_GLUED = re.compile(
    r"(?<=\s)([A-Za-zÀ-žß]{4,}[.?])(?!Com |Net |Org )(?=[A-ZÀ-Ž][a-zà-žß]+ [a-zà-žß(„“\"])"
)
_LOOSE = re.compile(r"(?<=\w) (?=,(?:\s|$)|\.(?:$|\s+[A-ZÀ-ÞΑ-ΩА-Я\"“„«]))(?!\. \.)")
_MAX_DRESSING_CHARS = 120
_BAR = re.compile(r"\s[|·•]\s")
_WHEN_OR_COUNT = re.compile(
    r"\d{1,2}[.:/]\d{2}|\b(?:19|20)\d\d\b|\d (?:comment|komment|coment|commentaire)"
    r"|\d{1,3} ?(?:min(?:ute|uto)?s?\.? (?:de )?(?:read|lese|lect|leit|di lett)|мин)",
    re.I,
)
_NETWORK = re.compile(r"\b(?:Facebook|Twitter|WhatsApp|LinkedIn|Telegram|Reddit|Pinterest)\b")
_NAME = r"[A-ZÀ-Ž][\w'’.-]*"
_BYLINE = re.compile(
    rf"(?:By|Von|Por|Par) (?:Dr\. )?{_NAME}(?: (?:(?:and|und|y|et) )?{_NAME}){{1,4}}"
)
_POSTED = re.compile(
    r"(?<!\s)\s*(?:[—–-]\s?[^—–@()]{1,60}\(@\w{1,30}\)\s[^.!?]{0,30}(?:\d{4}|年\d{1,2}月\d{1,2}日)"
    r"|(?:https?://)?(?:pic\.(?:twitter|x)\.com|t\.co)/\w{1,20})$"
)
"""What an embedded post of a network ends with: a picture's address; its author and day."""

_MAX_CAPTION_CHARS = 300
_MOST_TITLE = 2000
"""Characters of a headline's markup that are looked at."""
_MAX_CREDIT_CHARS = 120
"""A credit at a text's end is not longer."""

_MAX_PICTURE_STORY_CHARS = 400
"""Chinese picture stories tell all in captions; a text of fewer characters keeps them."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ENDS = re.compile(r"[.!?…:;»”\"'’。！？）)]$")


def plain(text: str) -> str:
    """The text without characters nobody sees, in NFC, its spaces and hyphens the usual ones.

    Line breaks stay. Quotation marks stay as they were written; the doubled grave and acute
    accents of typesetters become quotation marks. At most six marks stay above or below one letter.
    """
    if "``" not in text and (text.isascii() or not _ODD.search(text)) and text.isprintable():
        return " ".join(text.split()) if "  " in text else text.strip()
    text = _BREAK.sub("\n", text)
    text = visible(text).translate(_PUNCTUATION)
    text = text.replace("``", "“").replace("´´", "”").replace("''", "”") if "``" in text else text
    text = unicodedata.normalize("NFC", text)
    return _SPACE.sub(" ", text).strip()


def line(text: str) -> str:
    """One line of clean text: as `plain`, with line breaks made spaces."""
    return markup.squeeze(plain(text))


@lru_cache(maxsize=4096)
def is_furniture(text: str) -> bool:
    """Whether a line of a page is a button, a caption's credit, a notice: not its article.

    Remembered, for a site's menus stand on each of its pages, often twice.
    """
    if len(text) > 300 or not any(c.isalnum() for c in text):
        return len(text) <= 300
    return is_furniture_line(text) or (len(text) <= 160 and _CREDIT.search(text) is not None)


def is_caption(text: str) -> bool:
    """Whether a line ends with the credit of a picture ("… Photo: A. Walker")."""
    lower = text[-_MAX_CAPTION_CHARS:].lower()
    if len(text) > _MAX_CAPTION_CHARS or not any(hint in lower for hint in _CAPTION_HINTS):
        return False
    return bool(
        _CAPTION.search(text, max(0, len(text) - _MAX_CREDIT_CHARS)) or _CREDITED.search(text)
    )


def is_dressing(text: str) -> bool:
    """Whether a short line is the dress of an article: its byline, date and counts, or the names
    of networks to share it on. Sentences are never."""
    if len(text) > _MAX_DRESSING_CHARS or text.endswith((".", "!", "?", "。", "”", '"')):
        return False
    if len(_NETWORK.findall(text)) > 1 or _BYLINE.fullmatch(text):
        return True
    return len(_BAR.split(text)) > 1 and _WHEN_OR_COUNT.search(text) is not None


def paragraphs(rows: Iterable[str]) -> list[str]:
    """Lines of a page as clean paragraphs: furniture, empties and immediate repeats left out.

    Captions are left out too, except where there is little else: a story told in pictures.
    """
    kept: list[tuple[str, bool]] = []
    seen: set[str] = set()
    for row in rows:
        text = line(row)
        text = _POSTED.sub("", text) if "(@" in text or ".co" in text[-40:] else text
        if not text or text in seen or is_furniture(text) or is_dressing(text):
            continue
        if len(text) >= 25:
            seen.add(text)
        kept.append((spaced(text), is_caption(text)))
    prose = [text for text, caption in kept if not caption]
    size = sum(map(len, prose))
    told = 2 * size >= sum(len(text) for text, _ in kept)
    if size < _MAX_PICTURE_STORY_CHARS:
        told = told and not any(map(_HAN.search, prose))
    return _without_dateline(prose if told else [text for text, _ in kept])


def spaced(text: str) -> str:
    """A paragraph with a space between its sentences, and none before a comma or a full stop."""
    text = _LOOSE.sub("", text) if " ," in text or " ." in text else text
    return _GLUED.sub(r"\1 ", text) if _MAY_BE_GLUED.search(text) else text


def _without_dateline(rows: list[str]) -> list[str]:
    """A dateline in front of one of the first three paragraphs, on a line of its own."""
    for index, row in enumerate(rows[:3]):
        if told := datelines.split(row):
            place, rest = told
            return [*rows[:index], place, *(datelines.split(rest) or (rest,)), *rows[index + 1 :]]
    return rows


def prose(html_or_text: str) -> str:
    """Markup or plain text as prose: paragraphs separated by blank lines, "" when none is left.

    In markup every block (paragraph, heading, list item, table row) is a paragraph; in plain
    text, what blank lines separate, or every line where there are no blank lines.
    """
    if markup.is_html(html_or_text):
        root = markup.parse(html_or_text)
        rows = [] if root is None else [row for _, row in markup.lines(root)]
    else:
        rows = text_lines(html_or_text)
    return "\n\n".join(paragraphs(rows))


def text_lines(text: str) -> list[str]:
    """The paragraphs of a plain text; lines that were only wrapped at a margin are joined."""
    whole = plain(markup.unescape(text[: markup.MAX_CHARS]))
    rows: list[str] = []
    for piece in re.split(r"\n[ \t]*\n+", whole):
        parts = [part.strip() for part in piece.split("\n") if part.strip()]
        rows.extend([" ".join(parts)] if _wrapped(parts) else parts)
    return rows


def _wrapped(parts: list[str]) -> bool:
    """Whether lines were broken by a margin of 50 to 100 characters and not by their author."""
    if len(parts) < 2:
        return False
    widths = [len(part) for part in parts[:-1]]
    return min(widths) >= 45 and max(widths) <= 100 and not all(map(_ENDS.search, parts[:-1]))


def title(text: str, site: str = "") -> str:
    """A headline without markup, and without the name of the site before or after it."""
    clean = line(untagged(markup.unescape(untagged(text[:_MOST_TITLE])), is_text=True))
    return _without_site(clean, line(site)) if site else clean


def _without_site(headline: str, site: str) -> str:
    if site.casefold() not in headline.casefold():
        return headline
    name = re.escape(site)
    for pattern in (rf"\s*(?:[|–—·•»]|\s-|::)\s*{name}\W*$", rf"^{name}\s*(?:[|–—·•«:]|-\s|::)\s*"):
        shorter = re.sub(pattern, "", headline, flags=re.I).strip()
        if shorter and shorter != headline:
            return shorter
    return headline
