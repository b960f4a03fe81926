"""Other people's text within an article: teasers, cards, boxes to sign up, the next article.

The model tells article from furniture block by block. What stands in the middle of the text and
looks like it is told apart here by what it is: a label with its links, a link that is a whole
paragraph, a small box that holds a heading linked to elsewhere, a field to type in or a phrase
such as "by signing up", and a second article with a headline of its own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import NamedTuple

from bot.ingest.pages.blocks.layout import Block, Layout
from summarizers.text.fold import lowered

_BOXES = frozenset({"div", "section", "aside", "article", "figure", "table", "blockquote",
                    "details"})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ASIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:promo\w*|teasers?|related|recommend\w*|most-?(?:read|popular)|newsletter"
    r"|sign-?up|subscribe|author-?(?:bio|box|info|card)|about-?(?:the-?)?author|bio|autore?|poll"
    r"|affiliate|disclosure|(?:image|photo|img|picture|media)-?caption)(?:$|[\s_-])"
    r"|(?:^|\s)(?:caption(?=$|\s)|(?:ads?|advert\w*|sponsor\w*)(?:$|[\s_-]))",
    re.I,
)
_BOX_SHARE, _BOX_SIZE = 0.5, 700
"""A box within an article holds less than this share of its text, and fewer characters."""

_CARD_SHARE = 0.3
"""The same for a box that only its headline tells: a link."""

_BEGUN = 100
"""So many characters of the article stand before a box that only its names or its link tell;
before them the same names mean its lead."""

_PROMOTED_SIZE = 450
_MAIN_SHARE = 0.4
"""An <article> or <main> with this share of the text is the page's own."""

_CARD_BLOCKS, _CARD_REST = 4, 260
_MANY_CARDS = 4
"""So many cards are the items of a list, which is the article."""

_LINKED = 0.9
_LEAST_LINK = 20
_MOST_LINKS = 0.2
"""Above this share of its blocks, or three of them, paragraphs that are links are the article's."""

_LABEL_SIZE, _PHRASE_SIZE = 60, 200
_AFTER_LABEL = 8
_DECORATION = " \t[]()【】（）{}<>»«›‹→►▶▸●•·*|:：-–—…"
_ENDS = re.compile(r"[.!?…。！？]['\"”’»)]*$")


class ForeignPatterns(NamedTuple):
    """What `data/foreign.toml` holds, compiled, for texts in lower case: see there."""

    label: re.Pattern[str]
    line: re.Pattern[str]
    box: re.Pattern[str]
    promoted: re.Pattern[str]


@cache
def _patterns() -> ForeignPatterns:
    table = tomllib.loads(files("bot.ingest").joinpath("data/foreign.toml").read_text("utf-8"))
    label, line, box, promoted = ("|".join(table[key]) for key in ForeignPatterns._fields)
    return ForeignPatterns(
        re.compile(rf"\W{{0,3}}(?:{label})\W{{0,4}}"),
        re.compile(rf"[\s*•·–—>→]{{0,3}}(?:{line})"),  # no quotation
        re.compile(box),
        re.compile(rf"\W{{0,3}}(?:{promoted})\W{{0,3}}"),
    )


def foreign_blocks(layout: Layout, taken: Sequence[bool]) -> set[int]:
    """Which of the blocks that were taken for the article are somebody else's.

    `taken` tells for each block of the page whether it was taken. Nothing is dropped that
    holds much of the text.
    """
    chosen = [index for index, is_one in enumerate(taken) if is_one]
    if not chosen:
        return set()
    page = _Article(layout, chosen)
    found = {*page.labelled(), *page.boxes(), *page.next_articles(), *page.menus()}
    found.update(page.own_words())
    return found | page.lone_links(found)


class _Article:
    """The blocks that were taken, how many characters of them each element holds, and which
    blocks (taken or not) lie in it: from its first to its last."""

    def __init__(self, layout: Layout, chosen: Sequence[int]) -> None:
        self.layout, self.chosen = layout, chosen
        self.held = [0] * len(layout.nodes)
        self.first, self.last = [-1] * len(layout.nodes), [-1] * len(layout.nodes)
        taken = set(chosen)
        for index, block in enumerate(layout.blocks):
            self.held[block.node] += len(block.text) if index in taken else 0
            self.last[block.node] = index
            if self.first[block.node] < 0:
                self.first[block.node] = index
        self._sum_up()
        self.total = sum(len(layout.blocks[index].text) for index in chosen)
        main = [n for n, node in enumerate(layout.nodes) if node.tag in {"article", "main"}]
        self.main = {n for n in main if self.held[n] >= _MAIN_SHARE * self.total}
        self.near, self.asks = self._marked()

    def _sum_up(self) -> None:
        """Give each element what its children hold; children come after their parents."""
        for node in range(len(self.layout.nodes) - 1, 0, -1):
            parent, first = self.layout.nodes[node].parent, self.first[node]
            if parent < 0 or first < 0:
                continue
            self.held[parent] += self.held[node]
            self.last[parent] = max(self.last[parent], self.last[node])
            self.first[parent] = first if self.first[parent] < 0 else min(self.first[parent], first)

    def _marked(self) -> tuple[set[int], set[int]]:
        """The elements of the main article with those around it; those that hold a field."""
        inside, asks = set(self.main), set[int]()
        for index, node in enumerate(self.layout.nodes):  # parents come first
            if node.parent in inside:
                inside.add(index)
            if node.asks:
                asks.update(self.layout.ancestors(index))
        return inside.union(*map(self.layout.ancestors, self.main)), asks

    def outside(self, node: int) -> bool:
        """Whether an element stands apart from the page's main article, where it marks one."""
        return bool(self.main) and node not in self.near

    def small(self, node: int, share: float = _BOX_SHARE) -> bool:
        """Whether an element holds little enough of the article to be a box in it."""
        held = self.held[node]
        return held < _BOX_SIZE and (held < share * self.total or self.outside(node))

    def box(self, node: int) -> int:
        """The nearest element around a block that is a box, itself included; -1 for none."""
        for around in self.layout.ancestors(node):
            if self.layout.nodes[around].tag in _BOXES:
                return around if self.small(around) else -1
        return -1

    def within(self, node: int) -> range:
        """The blocks in an element."""
        return range(self.first[node], self.last[node] + 1)

    def labelled(self) -> Iterator[int]:
        """Labels such as "Read more:" with the links that follow them, or stand beside them."""
        blocks, label = self.layout.blocks, _patterns().label
        for index in range(self.chosen[0], self.chosen[-1] + 1):
            text = blocks[index].text
            if len(text) <= _LABEL_SIZE and label.fullmatch(lowered(text)):
                after = range(index + 1, min(index + 1 + _AFTER_LABEL, len(blocks)))
                links = _run(after, lambda i: _is_link(blocks[i]))
                if links or text.rstrip()[-1:] in ":：":
                    yield from (index, *links)
            elif _is_labelled_link(blocks[index]) and label.match(lowered(text)):
                yield index

    def boxes(self) -> Iterator[int]:
        """The blocks of small boxes that are not the article's."""
        seen: dict[int, bool] = {}
        cards: list[int] = []
        begun = 0
        for index in self.chosen:
            begun += len(self.layout.blocks[index].text)
            node = self.box(self.layout.blocks[index].node)
            if node < 0:
                continue
            if node not in seen:
                inside = self.within(node)
                far = begun - len(self.layout.blocks[index].text) >= _BEGUN
                seen[node] = self._says_so(node, inside) or (far and self._is_named(node))
                if far and self.small(node, _CARD_SHARE) and self._is_card(inside):
                    cards.append(node)
            if seen[node]:
                yield index
        if len(cards) < _MANY_CARDS:
            yield from chain.from_iterable(map(self.within, cards))

    def _is_named(self, node: int) -> bool:
        return any(_ASIDE_NAMES.search(self.layout.nodes[one].names) for one in self._own(node))

    def _says_so(self, node: int, inside: Sequence[int]) -> bool:
        """Whether a box says by a field to fill in, or a phrase in it, that it is no article."""
        if node in self.asks:
            return True
        texts = [self.layout.blocks[index].text for index in inside]
        told = _patterns()
        if any(len(text) <= _PHRASE_SIZE and told.box.search(lowered(text)) for text in texts):
            return True
        first = texts[0]
        label = len(first) <= _LABEL_SIZE and self.held[node] <= _PROMOTED_SIZE
        return label and told.promoted.fullmatch(lowered(first)) is not None

    def _own(self, node: int) -> Iterator[int]:
        """A box and the boxes around it that hold no more than it does."""
        for around in self.layout.ancestors(node):
            if self.held[around] != self.held[node]:
                return
            yield around

    def _is_card(self, inside: Sequence[int]) -> bool:
        """Whether a box holds a headline that leads elsewhere, and a line or two about it."""
        blocks = [self.layout.blocks[index] for index in inside]
        heads = [block for block in blocks if self._leads_away(block)]
        rest = sum(len(block.text) for block in blocks) - sum(len(b.text) for b in heads)
        return bool(heads) and len(blocks) <= _CARD_BLOCKS and rest <= _CARD_REST

    def _leads_away(self, block: Block) -> bool:
        is_heading = self.layout.nodes[block.node].tag in _HEADINGS
        return _is_link(block) and (is_heading or len(block.text) >= _LEAST_LINK)

    def next_articles(self) -> Iterator[int]:
        """The blocks of articles that stand apart from the one that most of the text is in."""
        nodes = self.layout.nodes
        for index in self.chosen if self.main else ():
            around = self.layout.ancestors(self.layout.blocks[index].node)
            article = next((n for n in around if nodes[n].tag == "article"), -1)
            if article >= 0 and self.outside(article):
                yield index

    def own_words(self) -> Iterator[int]:
        """Short paragraphs in which the outlet speaks of itself: its links, its channels."""
        blocks, line = self.layout.blocks, _patterns().line
        for index in self.chosen:
            text = blocks[index].text
            if len(text) <= _PHRASE_SIZE and line.match(lowered(text)):
                yield index

    def menus(self) -> Iterator[int]:
        """The blocks of small navigation elements: the pages that a text is split into."""
        nodes = self.layout.nodes
        for index in self.chosen:
            around = self.layout.ancestors(self.layout.blocks[index].node)
            menu = next((n for n in around if nodes[n].tag == "nav"), -1)
            if menu >= 0 and self.small(menu):
                yield index

    def lone_links(self, gone: set[int]) -> set[int]:
        """Paragraphs that are one link and no sentence, where only a few of them are."""
        nodes, blocks = self.layout.nodes, self.layout.blocks
        found = {
            index
            for index in self.chosen
            if index not in gone
            and nodes[blocks[index].node].tag not in _HEADINGS
            and nodes[blocks[index].node].tag not in {"li", "td", "tr", "dd", "dt"}
            and len(blocks[index].text) >= _LEAST_LINK
            and _is_link(blocks[index])
            and not _ENDS.search(blocks[index].text.strip(_DECORATION))
        }
        return found if len(found) <= min(_MOST_LINKS * len(self.chosen) + 1, 3) else set()


def _is_link(block: Block) -> bool:
    """Whether a block is a link to another page, brackets and arrows aside."""
    plain = block.text.strip(_DECORATION)
    return bool(block.href) and block.href[:1] != "#" and block.linked >= _LINKED * len(plain)


def _is_labelled_link(block: Block) -> bool:
    """Whether a block is a label with a link that is most of it, and no sentence around it."""
    text = block.text
    return bool(block.href) and len(text) <= _PHRASE_SIZE and block.linked >= 0.6 * len(text)


def _run(indices: Sequence[int], holds: Callable[[int], bool]) -> list[int]:
    found = []
    for index in indices:
        if not holds(index):
            break
        found.append(index)
    return found
