"""Telegram's HTML and its plain twin: the one escape function, and how large a piece is.

Everything that is shown goes through `escape`, everything that is linked through `href`; no
other module writes an angle bracket around words that came from outside.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import quote, urlsplit

from bot.core.text.invisible import visible

_BREAKS = re.compile("[\r\n\t\x0b\x0c\u0085\u2028\u2029]+")
_JOINER = "\u2060"  # word joiner: no width, no break, and no letter to Telegram's search
# Where Telegram's servers would see something to tap: commands, mentions, hashtags, cashtags,
# addresses and mail (a dot before a name), numeric hosts, schemes, phone numbers.
_LIVE = re.compile(
    r"(?<![\w<])/(?=\w)|[@＠#＃](?=\w)|\$(?=[A-Za-z])|(?<=[\w-])\.(?=[^\W\d_]{2})"
    r"|\b\d{1,3}\.(?=\d{1,3}\.\d{1,3}\.\d{1,3}\b)|:/(?=/)|\+(?=\d{6}|\d{1,4}[ ()-]\d)"
)
_OUTSIDE = re.compile("[\U00010000-\U0010ffff]")  # characters of two UTF-16 units
_TAG = re.compile(r"<[^<>]*>")
_OPENING = re.compile(r"<[a-z]")
# What Telegram's servers mark by themselves: hashtags, mentions, commands, cashtags, addresses.
_MARKED = re.compile(r"#\w|@\w|\$[A-Z]|(?<!\w)/\w|\w\.[^\W\d]{2}|://")
MAX_HREF = 2048


def clean(text: str) -> str:
    """`text` on one line, without characters that hide, reorder or break what is shown."""
    return visible(_BREAKS.sub(" ", text)).strip()


def inert(text: str) -> str:
    """`text` with a word joiner wherever Telegram would make a part of it tappable by itself.

    To the eye nothing changes. What outlets and readers wrote can then give no command, mention
    nobody and link nowhere; links are those that we set.
    """
    return _LIVE.sub(lambda found: found[0] + _JOINER, text)


def escape(text: str) -> str:
    """`text`, cleaned and inert, as it may stand in Telegram's HTML between tags."""
    return html.escape(inert(clean(text)), quote=True)


def href(url: str) -> str:
    """`url` fit for a link, not yet escaped, or "" when it must not become one.

    Only http and https with a host and without a user's name pass; what is odd is percent-encoded.
    """
    url = clean(url)
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and "@" not in parts.netloc and "\\" not in parts.netloc
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not named:
        return ""
    safe = quote(url, safe="%/:=&?~#+!$,;'@()*[]-._")
    return safe if len(safe) <= MAX_HREF else ""


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts; a lone surrogate counts as one."""
    if text.isascii():
        return len(text)
    return len(text) + len(_OUTSIDE.findall(text))


def clip(text: str, limit: int) -> str:
    """`text` cleaned and cut to `limit` UTF-16 units, at a word's end, with an ellipsis."""
    return cut(clean(text), limit)


def cut(text: str, limit: int) -> str:
    """The same for a text that is clean."""
    if units(text) <= limit:
        return text
    kept = text.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    while kept and 0x300 <= ord(text[len(kept)]) <= 0x36F:  # not between a letter and its accent
        kept = kept[:-1]
    at = kept.rfind(" ")
    return (kept[:at] if at > len(kept) // 2 else kept).rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Rich:
    """A piece of a message: Telegram HTML with balanced tags, and the same words plain."""

    html: str
    plain: str

    def __add__(self, other: Rich) -> Rich:
        return Rich(self.html + other.html, self.plain + other.plain)

    def __bool__(self) -> bool:
        return bool(self.plain)


def plain(text: str) -> Rich:
    """Words as they are, inert."""
    return Rich(escape(text), inert(clean(text)))


def raw(text: str) -> Rich:
    """Our own separators, spaces and line breaks kept: never for words from outside."""
    return Rich(html.escape(text), text)


def bold(inner: Rich) -> Rich:
    """The same in bold."""
    return Rich(f"<b>{inner.html}</b>", inner.plain) if inner else inner


def link(inner: Rich, url: str) -> Rich:
    """The same as a link to `url`, or as it is when that is no address we may link."""
    safe = href(url)
    if not safe or not inner:
        return inner
    return Rich(f'<a href="{html.escape(safe, quote=True)}">{inner.html}</a>', inner.plain)


def moment(inner: Rich, at: datetime) -> Rich:
    """The same as a time that clients show as an age of their own; older ones show the words."""
    unix = int(at.timestamp())
    return Rich(f'<tg-time unix="{unix}" format="r">{inner.html}</tg-time>', inner.plain)


def folded(inner: Rich) -> Rich:
    """The same in a quote that a tap unfolds."""
    return Rich(f"<blockquote expandable>{inner.html}</blockquote>", inner.plain)


def join(pieces: Iterable[Rich], between: str) -> Rich:
    """The pieces that say something, with `between` (ours, plain) between them."""
    kept = [piece for piece in pieces if piece]
    return Rich(
        html.escape(between).join(piece.html for piece in kept),
        between.join(piece.plain for piece in kept),
    )


def shown(markup: str) -> str:
    """What is left of our HTML once Telegram has parsed its tags and entities."""
    return html.unescape(_TAG.sub("", markup))


@dataclass(frozen=True, slots=True)
class Size:
    """What Telegram limits: UTF-16 units shown (HTML's or plain's), raw bytes, entities."""

    units: int
    raw: int
    entities: int

    def __add__(self, other: Size) -> Size:
        return Size(self.units + other.units, self.raw + other.raw, self.entities + other.entities)


@lru_cache(maxsize=512)  # the same stories go to many chats
def size(piece: Rich) -> Size:
    """How large a piece is; entities that Telegram finds by itself are estimated from above."""
    text = shown(piece.html)
    return Size(
        max(units(text), units(piece.plain)),
        len(piece.html.encode("utf-8", "replace")),
        len(_OPENING.findall(piece.html)) + len(_MARKED.findall(text)),
    )
