"""A parsed page as blocks of text: what stands between two block-level borders, in reading order.

One walk over the tree collects the blocks and the elements that hold them (`Node`); everything
that is asked of a page later is computed from these two lists, not from the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.core.text.markup import BLOCK_TAGS, SILENT_TAGS, is_silent, raised_text, squeeze
from bot.ingest.pages.blocks.visibility import hides, is_for_screen_readers

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_BLOCKS = 2500
"""Blocks after this many are not read: no article is longer."""

VAST = 20_000
"""A page with more elements that hold blocks is no article; nothing slow is tried on it."""

MAX_DEPTH = 400
"""Elements deeper than this add their text to the element that holds them at this depth."""

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i img ins kbd label mark nobr picture "
    "q s samp small source span strike strong sub sup time tt u var wbr ruby rb rt rp".split()
)
_NAMING = ("class", "id", "role", "itemprop")
_CELLS = frozenset({"td", "th"})
_ROW_LIMIT = 300
_FIELDS = frozenset({"input", "textarea"})
_TYPED = frozenset({"email", "password", "tel"})


@dataclass(slots=True)
class Node:
    """An element that can hold blocks. `parent` is an index into the page's nodes, -1 at the top.

    `names` is the element's class, id, role and itemprop in one string; `hidden` says that its
    own markup, or that of an element around it, keeps it from a reader's eyes; `asks` that it
    holds a field for an address or a password.
    """

    tag: str
    parent: int
    depth: int
    names: str
    hidden: bool = False
    asks: bool = False


@dataclass(slots=True)
class Block:
    """A run of text. `node` is the index of the element that holds it.

    `linked`, `bold` and `timed` count its characters inside <a>, <b>/<strong> and <time>;
    `href` is its first link. `after_br` says that only a <br> stands between it and the block
    before it.
    """

    text: str
    node: int
    linked: int = 0
    bold: int = 0
    timed: int = 0
    href: str = ""
    after_br: bool = False


@dataclass(slots=True)
class Layout:
    """A page's blocks in reading order with the elements that hold them (parents first)."""

    blocks: list[Block] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)

    @property
    def vast(self) -> bool:
        """Whether the page has so many elements that only the cheap ways of reading are taken."""
        return len(self.nodes) > VAST

    def ancestors(self, node: int) -> Iterator[int]:
        """The indices of an element and of everything that holds it, inside out."""
        while node >= 0:
            yield node
            node = self.nodes[node].parent


class _Walker:
    """The state of one walk: the open elements, and the block that is being gathered.

    Every element of every page passes here: what is asked most is asked first, and once.
    """

    def __init__(self) -> None:
        self.layout = Layout()
        self.open: list[int] = [-1]
        self.parts: list[str] = []
        self.counts = [0, 0, 0]
        self.inside = [0, 0, 0]
        self.marked = 0
        self.href = ""
        self.after_br = False
        self.link = ""

    def text(self, text: str) -> None:
        """Add a run of characters to the block at hand; blanks only between others."""
        if self.marked:
            self._count(text)
        if self.parts or not text.isspace():
            self.parts.append(text)

    def _count(self, text: str) -> None:
        """Count a run's characters for the elements of `_KINDS` that it stands in."""
        size = len(squeeze(text))
        for kind in range(3):
            if self.inside[kind]:
                self.counts[kind] += size
        if self.link and size and not self.href:
            self.href = self.link

    def flush(self, after_br: bool = False) -> None:
        """End the block at hand; what comes next follows a <br> or a real border."""
        if self.parts:
            text = squeeze("".join(self.parts))
            if text and len(self.layout.blocks) < MAX_BLOCKS:
                size = len(text)
                linked, bold, timed = self.counts
                block = Block(text, self.open[-1], min(linked, size), min(bold, size),
                              min(timed, size), self.href, self.after_br)  # fmt: skip
                self.layout.blocks.append(block)
            self.parts = []
            self.counts = [0, 0, 0]
            self.href = ""
            if text:
                self.after_br = after_br
        if not after_br:
            self.after_br = False

    def enter(self, tag: str, element: HtmlElement) -> None:
        """An element that can hold blocks begins."""
        nodes = self.layout.nodes
        above = self.open[-1]
        given = element.items()
        text, hidden = "", above >= 0 and nodes[above].hidden
        if given:
            names = dict(given)
            text = " ".join([names[key] for key in _NAMING if key in names])
            if hides(tag, names):
                text, hidden = "css-none " + text, True
        nodes.append(Node(tag, above, len(self.open), text[:200].strip(), hidden))
        self.open.append(len(nodes) - 1)

    def start(self, tag: str, element: HtmlElement) -> None:
        """An element begins."""
        if tag in _INLINE:
            kind = _KINDS.get(tag)
            if kind is not None:
                self.inside[kind] += 1
                self.marked += 1
                if kind == 0:
                    self.link = element.get("href") or ""
        elif tag == "br":
            self.flush(after_br=True)
        else:
            if tag in BLOCK_TAGS:
                self.flush()
            if len(self.open) < MAX_DEPTH:
                self.enter(tag, element)
            else:
                self.open.append(self.open[-1])
        if text := element.text:
            self.text(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in _INLINE:
            kind = _KINDS.get(tag)
            if kind is not None and self.inside[kind]:
                self.inside[kind] -= 1
                self.marked -= 1
                if kind == 0:
                    self.link = ""
        elif tag != "br":
            if tag in BLOCK_TAGS:
                self.flush()
            self.open.pop()


_KINDS = {"a": 0, "b": 1, "strong": 1, "time": 2}
_ASKED = SILENT_TAGS | {"tr", "sup", "span"}
"""Kinds of elements of which some are passed over, or taken as a whole."""


def layout(root: HtmlElement) -> Layout:
    """The blocks of a page and their elements. No recursion; at most `MAX_BLOCKS` blocks."""
    from lxml import etree

    walker = _Walker()
    walk = etree.iterwalk(root, events=("start", "end"))
    passed = False  # the element whose end comes next was skipped, or taken as a row
    for event, element in walk:
        tag: Any = element.tag  # a string, but for what is no element
        if event == "start":
            if not isinstance(tag, str) or (tag in _ASKED and _is_passed(walker, tag, element)):
                passed = True
                walk.skip_subtree()
            else:
                walker.start(tag, element)
        else:
            if not passed:
                walker.end(tag)
            passed = False
            if (tail := element.tail) and element is not root:
                walker.text(tail)
    walker.flush()
    return _seen(walker.layout)


def _is_passed(walker: _Walker, tag: str, element: HtmlElement) -> bool:
    """Whether an element is not walked through: it is silent, or was taken just now as a whole."""
    if tag == "tr":
        return _row(walker, element)
    if tag not in SILENT_TAGS:
        return _silent_inline(walker, tag, element)
    if not is_silent(tag, element):
        return False
    if tag in _FIELDS:
        _note_field(walker, element)
    return True


_MOST_HIDDEN = 0.3
"""A page that hides more of its text than this shows it later, by a script."""


def _seen(whole: Layout) -> Layout:
    """The page without the blocks that no reader sees, unless these are much of it."""
    unseen = sum(len(block.text) for block in whole.blocks if whole.nodes[block.node].hidden)
    if not unseen or unseen > _MOST_HIDDEN * sum(len(block.text) for block in whole.blocks):
        return whole
    whole.blocks = [block for block in whole.blocks if not whole.nodes[block.node].hidden]
    return whole


def _note_field(walker: _Walker, element: HtmlElement) -> None:
    """Remember that the open element asks for an address or a password."""
    told = f"{element.get('name')} {element.get('id')} {element.get('placeholder')}".lower()
    if walker.open[-1] >= 0 and (element.get("type") in _TYPED or "mail" in told):
        walker.layout.nodes[walker.open[-1]].asks = True


def _silent_inline(walker: _Walker, tag: str, element: HtmlElement) -> bool:
    """Whether an inline element says nothing to a reader of the text, or was taken just now:
    a raised one, a note's mark, words for screen readers."""
    if tag == "sup":
        walker.text(raised_text(element, "".join(walker.parts[-2:])))
        return True
    if tag != "span" or not element.attrib:
        return False
    names = element.get("class") or ""
    return bool(names) and ("mw-editsection" in names or is_for_screen_readers(names))


def _row(walker: _Walker, element: HtmlElement) -> bool:
    """Take a row of a data table as one block; False where the row is layout or one cell."""
    cells = [cell for cell in element if cell.tag in _CELLS]
    if len(cells) < 2 or len(cells) > 30:
        return False
    for inner in element.iterdescendants("table", "div", "p", "br", "ul", "script", "style"):
        return inner is None
    texts = [squeeze("".join(cell.itertext())) for cell in cells]
    joined = " ".join(text for text in texts if text)
    if not joined or len(joined) >= _ROW_LIMIT:
        return False
    walker.flush()
    walker.enter("tr", element)
    links = list(element.iterdescendants("a"))
    walker.text(joined)
    walker.counts[0] = sum(len(squeeze("".join(link.itertext()))) for link in links)
    walker.href = links[0].get("href") or "" if links else ""
    walker.flush()
    walker.open.pop()
    return True
