"""Markup and plain text as lines: one line for every run of text between block boundaries.

Everything that reads HTML here (pages, feed entries) shares this one parser call and its limits.
Nothing in this module raises on any input.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from lxml import etree
    from lxml.html import HtmlElement

MAX_CHARS = 3_000_000
"""How much of a document is parsed; what comes after is not looked at."""

BLOCK_TAGS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li "
    "main menu nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements whose borders end a line of text."""

SILENT_TAGS = frozenset(
    "script style noscript template svg head button select textarea iframe video audio object "
    "math canvas embed input option datalist map progress meter title meta link".split()
)
"""Elements whose content is never text of the page."""

_MARKUP = re.compile(r"<(?:!--|!doctype|/?[a-z][a-z0-9:-]*(?:\s[^<>]{0,2000})?/?>)", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});", re.I)
_LONG_TAG = 6000
# Tags with very many attributes; in the second form the values may hold angle brackets.
_LONG_TAGS = (
    re.compile(rb"<([a-zA-Z][^\s<>/]{0,40}+)([^<>]{6000,}+)"),
    re.compile(
        rb"<([a-zA-Z][^\s<>/]{0,40}+)((?:[^<>\"']++|\"[^\"]{0,300}+\"|'[^']{0,300}+'){1000,}+)"
    ),
)
# What libxml2 cannot take or treats as the end of the document.
_NO_CONTROLS = bytes(c if c >= 32 or c in b"\t\n\r" else 32 for c in range(256))


def is_html(text: str) -> bool:
    """Whether a text is markup rather than plain prose: tags near its start or all through it."""
    head = text[:4000]
    if re.match(r"\s*(?:\ufeff)?\s*<(?:!doctype|html|head|body|\?xml)", head, re.I):
        return True
    found = len([*islice(_MARKUP.finditer(text, 0, 50_000), 2)])
    return found >= 2 or (found == 1 and len(text) < 2000)


def parse(html: str) -> HtmlElement | None:
    """The document's root element, or None when there is nothing in it.

    At most `MAX_CHARS` characters are read. Bytes are handed to libxml2 as UTF-8 with the
    encoding stated, so that no `<meta charset>` in the text is ever believed.
    """
    from lxml import etree

    data = html[:MAX_CHARS].encode("utf-8", "replace").translate(_NO_CONTROLS)
    if not data.strip():
        return None
    if _has_long_tag(data):
        data = _LONG_TAGS[0].sub(_without_flood, data)
    data = _LONG_TAGS[1].sub(_without_flood, data)
    try:
        root: Any = etree.fromstring(_not_ended(data), parser=_parser())
    except (etree.LxmlError, ValueError):
        return None
    return cast("HtmlElement | None", root)


_END = re.compile(rb"</(?:body|html)\s*>", re.I)
_GOES_ON = re.compile(rb"<(?:p|div|article|main|section|table|h[1-6])[\s>]", re.I)


def _not_ended(data: bytes) -> bytes:
    """The document without its end tags where it goes on behind them, as when a header that a
    template includes ends the page: libxml2 would drop the rest, a browser shows it."""
    end = data.find(b"</html>")
    end = data.find(b"</HTML>") if end < 0 else end
    return _END.sub(b"", data) if end >= 0 and _GOES_ON.search(data, end) else data


def _has_long_tag(data: bytes) -> bool:
    """Whether something in a document may be a tag of `_LONG_TAG` bytes: a "<", and in all of
    these neither another nor a ">". Only places in which a "<" is long missing are looked at."""
    half = _LONG_TAG // 2
    reached = 0
    for start in range(0, len(data), half):
        if start >= reached and data.find(b"<", start, start + half) < 0:
            begin = data.rfind(b"<", reached, start)
            if begin >= 0 and data.find(b">", begin, begin + _LONG_TAG) < 0:
                return True
            reached = data.find(b"<", start + half)
            if reached < 0:
                return False
    return False


def _parser() -> etree.HTMLParser:
    """A parser whose elements are all of one class. (That of lxml.html asks a Python function
    for each element that is looked at.)"""
    from lxml import etree
    from lxml.html import HtmlElement

    # Without `huge_tree` a page nested deeper than 256 elements would be empty.
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return parser


def _without_flood(tag: re.Match[bytes]) -> bytes:
    """A very long tag without its attributes where there are so many that libxml2, which
    compares each with all others, would take minutes."""
    attributes = tag.group(2)
    flood = attributes.count(b"=") > 500 or len(attributes.split()) > 4000
    return b"<" + tag.group(1) + b" " if flood else tag.group()


_RAISED = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
_EXPONENT = re.compile(r"[-−–+]?\d{1,3}")
_UNIT = re.compile(r"(?:^|[\s\d(/·.])(?:[kcmdµn]?m|in|ft|yd|mi|s|h)$")
_MARK = re.compile(r"\s*(?:[\[(（【*†‡§].{0,60}|\d{1,3}(?:\s*[,–-]\s*\d{1,3})*|[a-z])\s*", re.S)


def raised(text: str, before: str, linked: bool) -> str:
    """What a raised piece of text reads as in a line: `text` in the element, `before` it.

    A power after a digit or a unit of length becomes raised digits ("10⁶", "m²"); the mark of a
    note or a reference ("[1]", "†", a number after a word) becomes nothing; an ordinal's ending
    stays as it is.
    """
    power = _EXPONENT.fullmatch(text.strip()) and not linked
    if power and (before[-1:].isdigit() or (_UNIT.search(before[-8:]) and text.strip() in "23")):
        return text.strip().translate(_RAISED)
    return "" if _MARK.fullmatch(text) and (linked or not before[-1:].isdigit()) else text


def raised_text(element: HtmlElement, before: str) -> str:
    """`raised` for a <sup> element."""
    above = element.getparent()
    linked = (above is not None and above.tag == "a") or next(element.iter("a"), None) is not None
    return raised("".join(element.itertext()), before, linked)


_LEFT_OPEN = frozenset(
    "button select svg math canvas video audio object map datalist progress meter option".split()
)


def is_silent(tag: str, element: HtmlElement) -> bool:
    """Whether an element's content is never text of the page. One that a page forgot to close,
    so that its article fell into it, is not silent."""
    if tag not in SILENT_TAGS:
        return False
    return tag not in _LEFT_OPEN or next(element.iter("main", "article", "h1"), None) is None


def squeeze(text: str) -> str:
    """The text with every run of whitespace made one space, and none at its ends."""
    return " ".join(text.split())


def lines(root: HtmlElement) -> list[tuple[str, str]]:
    """The element's text as (tag, line) pairs in reading order.

    `tag` is the nearest block-level element that holds the line ("p", "li", "h2", "div" …).
    """
    found: list[tuple[str, str]] = []
    buffer: list[str] = []

    def flush(tag: str) -> None:
        line = squeeze("".join(buffer))
        buffer.clear()
        if line:
            found.append((tag, line))

    _walk(root, buffer, flush)
    return found


def _walk(root: HtmlElement, buffer: list[str], flush: _Flush) -> None:
    """Depth first without recursion, so that no nesting is too deep."""
    from lxml import etree

    holders = ["body"]
    skipping = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "script"
        if event == "start" and skipping is None:
            if is_silent(tag, element):
                skipping = element
            elif tag == "sup":
                skipping = element
                buffer.append(raised_text(element, "".join(buffer[-2:])))
            else:
                _open(tag, element, holders, buffer, flush)
        elif event == "end":
            if skipping is element:
                skipping = None
                buffer.append(element.tail or "")
            elif skipping is None:
                _close(tag, element, element is root, holders, buffer, flush)


def _open(
    tag: str, element: HtmlElement, holders: list[str], buffer: list[str], flush: _Flush
) -> None:
    if tag in BLOCK_TAGS:
        flush(holders[-1])
        holders.append(tag)
    buffer.append(element.text or "")


def _close(
    tag: str,
    element: HtmlElement,
    last: bool,
    holders: list[str],
    buffer: list[str],
    flush: _Flush,
) -> None:
    if tag in BLOCK_TAGS:
        flush(holders.pop())
    if last:
        flush(holders[-1])
    else:
        buffer.append(element.tail or "")


if TYPE_CHECKING:
    from collections.abc import Callable

    _Flush = Callable[[str], None]


def unescape(text: str) -> str:
    """Character references undone, twice where a feed has escaped them twice."""
    from html import unescape as once

    for _ in range(2):
        if not _ENTITY.search(text):
            break
        text = once(text)
    return text
