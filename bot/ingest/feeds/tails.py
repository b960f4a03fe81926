"""What feed software and platforms add to an entry is not its text, and goes.

Most of it shows by its shape, in any language: a last line that names the entry and its site
("The post TITLE appeared first on SITE."), or a last short link to the entry itself ("Continue
reading →"). The rest are set phrases of a few platforms. Nothing here raises; all is linear.
"""

from __future__ import annotations

import html
import re
import tomllib
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

MAX_TAIL_CHARS = 400
"""A longer block is text, whatever it says."""
_LAST_BLOCKS = 3
_REST_CHARS = 160  # beside the names, in the longest tail seen (Medium's)
_BEFORE_CHARS = 30  # before the title, in the longest translation of WordPress's tail
_LINK_CHARS = 60
_BEGUN_CHARS = 200  # in a block that is known by its beginning
_NAME_CHARS = 8  # a shorter title may stand in a sentence by chance

_BLOCK = re.compile(r"(</(?:p|div|li|h[1-6]|blockquote|table|ul)>|<br\s{0,9}/?>|\n\n)", re.I)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_HREF = re.compile(r"""href\s{0,9}=\s{0,9}["']([^"']{1,2000})["']""", re.I)
_FIRST_CHAPTER = re.compile(r"\(?0{1,2}:00(?::00)?\b")
_CHAPTER = re.compile(r"\(?\d{1,2}:\d{2}(?::\d{2})?\)?[\s:–—-]{1,4}[^.]{2,90}")
_LAST_LINK = re.compile(
    r"(?P<words><a\b[^<>]{0,2000}>[^<>]{2,60}</a>)[\W]{0,9}(?:</\w{1,9}>\s{0,9}){0,5}$"
)
_LAST_WORDS = re.compile(r"(?:…|\.\.\.)\s{0,3}(?P<words>[^.…!?<>]{4,40})$")
_SENTENCE_END = re.compile(r"[.!?…。！？\]][\"'”»)]?\s{0,9}|\n")

_PHRASES = re.compile(
    # Reddit, Hacker News by hnrss
    r"^\s*submitted by\s+/?u/\S+|^\[link\]\s*\[comments\]$"
    r"|^(?:Article URL|Comments URL): https?://\S+$|^(?:Points|# ?Comments): \d+$"
    # Medium, Substack
    r"|\bwas originally published in .{1,120} on Medium, where people are continuing"
    r"|\bis a reader-supported publication\b"
    r"|^Thanks for reading\b.{0,120}[!.]?.{0,30}\bsubscribe\b|^Subscribe now$|^Share this post$"
    r"|^(?:Leave a comment|Share|Subscribe|Read more|Continue reading)\W{0,5}$"
    # WordPress by plug-ins, letters to subscribers
    r"|\bwas first posted on .{4,40} at \d{1,2}:\d\d"
    r"|\b(?:join|subscribe to|sign up (?:for|to)) (?:my|our) .{0,30}"
    r"\b(?:newsletter|mailing list|rss feed|e-?mail list)\b"
    r"|\bprovided (?:to (?:me|us) )?free of charge by .{2,60}"
    r" for (?:the purposes? of )?(?:this )?review"
    # money: Patreon and its like, podcasts' sponsors
    r"|\b(?:support|back) (?:(?:this|my|our) (?:blog|podcast|show|site|work|newsletter)"
    r"|the (?:blog|podcast|newsletter))\b.{0,60}(?:\$|€|£|\d|\bpatreon\b|\bko-fi\b|\bmonth\b)"
    r"|\bsupport the (?:show|site|work)\b.{0,60}(?:\bpatreon\b|\bko-fi\b|\b(?:a|per|each) month\b)"
    r"|\b(?:become a patron|buy me a coffee|join us on patreon|on my patreon)\b"
    r"|\b(?:with|use|using) (?:the |our |promo |discount )?code (?-i:[A-Z0-9]{3,20})\b"
    r"|\b(?:deals?|discount|\d% off|free trial|merch|giveaway|sponsor\w{0,4})\b.{0,60}https?://\S{3,300}$"
    r"|\bstart watching (?:today )?with a free trial\b"
    r"|\bmit dem (?:gutschein|rabatt)?code (?-i:[A-Z0-9]{3,20})\b"
    r"|\bavec le code (?-i:[A-Z0-9]{3,20})\b"
    r"|^(?:this (?:episode|podcast|show) is (?:sponsored|brought to you|presented) by"
    r"|diese (?:folge|episode) wird (?:euch |ihnen )?präsentiert von"
    r"|cet épisode (?:vous )?est (?:présenté|sponsorisé) par"
    # hosts of podcasts
    r"|hosted (?:on|by) \S+\.|gehostet (?:bei|von) \S+\.|hébergé par \S+\.)",
    re.I,
)


@cache
def _told() -> dict[str, re.Pattern[str]]:
    """What `data/tails.toml` holds, compiled: see there."""
    table = tomllib.loads(files("bot.ingest").joinpath("data/tails.toml").read_text("utf-8"))
    alone, begins, anywhere = ("|".join(table[key]) for key in ("alone", "begins", "anywhere"))
    return {
        "alone": re.compile(rf"\W{{0,9}}(?:{alone})\W{{0,9}}", re.I),
        "anywhere": re.compile(rf"\W{{0,9}}(?:{anywhere})\W{{0,9}}", re.I),
        "begins": re.compile(rf"\W{{0,9}}(?:{begins})", re.I),
    }


def without_tail(field: str, title: str, site: str, link: str) -> str:
    """The field (markup or plain text) of an entry without what software has added to it.

    `title` and `site` are the plain names of the entry and of its feed, `link` the entry's
    address. A field that is nothing but a tail becomes "".
    """
    if not field:
        return ""
    parts = _BLOCK.split(field)
    blocks = [i for i in range(0, len(parts), 2) if _words(parts[i])]
    timed = next((text for text in map(_words, parts[::2]) if _CHAPTER.fullmatch(text)), "")
    chapters = _FIRST_CHAPTER.match(timed)  # a live report's latest hour stands first
    kept: list[int] = []
    for i in reversed(blocks):
        text = _words(parts[i])
        if _is_added(parts[i], title, site, link, last=len(kept) < _LAST_BLOCKS) or (
            chapters and _CHAPTER.fullmatch(text)
        ):
            parts[i : i + 2] = ["", ""][: len(parts[i : i + 2])]
        else:
            parts[i] = parts[i] if kept else _cut(_without_link(parts[i]), title, site)
            kept.append(i)
    first = _words(parts[kept[-1]]) if len(kept) > 1 else ""
    if first[-1:] not in ".!?…" and _letters(first) == _letters(title):
        parts[kept[-1] : kept[-1] + 2] = ["", ""]
    return "".join(parts).strip()


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _without_link(block: str) -> str:
    """The last block without an invitation to read on at its end, a link's or after dots."""
    for end in (_LAST_LINK, _LAST_WORDS):
        found = end.search(block)
        if found and _told()["alone"].fullmatch(_words(found["words"])):
            return block[: found.start("words")].rstrip() + block[found.end("words") :]
    return block


def _words(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def _is_added(block: str, title: str, site: str, link: str, *, last: bool) -> bool:
    text = _words(block)
    if len(text) > MAX_TAIL_CHARS + len(title) + len(site):
        return False
    told = _told()
    if _PHRASES.search(text) or told["anywhere"].fullmatch(text):
        return True
    if not last:
        return False
    begun = len(text) < _BEGUN_CHARS and told["begins"].match(text)
    if begun or told["alone"].fullmatch(text):
        return True
    own = any(_same(address, link) for address in _HREF.findall(block))
    if own and len(text) <= _LINK_CHARS and _TAG.sub("", block.split("<a", 1)[0]).strip() == "":
        return text.casefold() != title.casefold()
    return _names(text, title, site, own=own)


def _names(text: str, title: str, site: str, *, own: bool) -> bool:
    """Whether a line is about the entry and where it stands, not part of it."""
    folded, name, place = text.casefold(), title.casefold().strip(), site.casefold().strip()
    start = folded.find(name)
    if len(name) < _NAME_CHARS or start < 0 or _SENTENCE_END.search(folded, 0, start):
        return False
    rest = folded.replace(name, "", 1)
    if place and place in rest:
        return len(rest.replace(place, "", 1)) <= _REST_CHARS // 2
    return own and 3 < len(rest) <= _REST_CHARS


def is_reference(line: str, title: str) -> bool:
    """Whether the last line of a text only says where its article, of that title, has appeared.

    The site is not known here, so that the line must hold the title, a name behind it and not
    much else, and be one sentence.
    """
    folded, name = line.casefold(), title.casefold().strip()
    start = folded.find(name)
    if len(name) < _NAME_CHARS or start <= 0 or _SENTENCE_END.search(folded, 0, start):
        return False
    before, after = line[:start], line[start + len(name) :]
    named = re.search(r"\s[^\W\d_a-zà-ÿа-яё]\w*[^.!?]*\W*$", after) is not None
    short = len(before) <= _BEFORE_CHARS and len(after) <= _REST_CHARS // 2
    return short and named and not _SENTENCE_END.search(after.rstrip()[:-1])


def _cut(block: str, title: str, site: str) -> str:
    """A block without a last sentence that names the entry and its site."""
    if not site or len(title) < _NAME_CHARS:
        return block
    start = block.rfind(title)
    if start < 0 or not _names(_words(block[start:]), title, site, own=False):
        return block
    ends = [match.end() for match in _SENTENCE_END.finditer(block, max(0, start - 200), start)]
    return block[: ends[-1]].rstrip() if ends else block


def _same(address: str, link: str) -> bool:
    """Whether two addresses are one but for scheme, query and a slash at the end."""
    try:
        one, other = urlsplit(html.unescape(address)), urlsplit(link)
    except ValueError:
        return False
    here = one.netloc.removeprefix("www."), one.path.rstrip("/")
    return bool(other.path.strip("/")) and here == (
        other.netloc.removeprefix("www."),
        other.path.rstrip("/"),
    )


def first_words(field: str, limit: int = 90) -> str:
    """A headline for a post that has none: its first sentence, or as many of its words as fit."""
    lines = (_words(part) for part in _BLOCK.split(field)[::2])
    text = next((line for line in lines if line), "")
    end = next((found.end() for found in _SENTENCE_END.finditer(text, 20, limit)), 0)
    if end:
        return text[:end].strip()
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" ,;:–—-") + "…"
