"""What the elements that hold a block say of it: names, kinds, and the prose they hold.

Every figure of an element is worked out once, from its parent (going down) or its children
(going up); a block then takes over those of its own element.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.ingest.pages.blocks.layout import Layout, Node

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

_SHARES = (1.0, 0.8, 0.35, 0.15)
"""What a block's prose counts for its element, the parent, and the next two above."""

_FADE = 0.7
"""How much of what a name says is left one level further down."""

_KINDS = ("li", "table", "figure", "aside", "article", "header", "footer", "nav", "form", "main",
          "blockquote", "section")  # fmt: skip
_KIND_OF = {
    "ul": "li", "ol": "li", "li": "li", "dl": "li", "table": "table", "td": "table",
    "figure": "figure", "figcaption": "figure",
} | {name: name for name in ("aside", "article", "header", "footer", "nav", "form", "main",
                             "blockquote", "section")}  # fmt: skip
_TAG_CODES = {
    "p": 1, "div": 2, "li": 3, "td": 4, "h1": 5, "h2": 6, "h3": 7, "h4": 8, "h5": 8, "h6": 8,
    "blockquote": 9, "figcaption": 10, "tr": 11, "dd": 12, "dt": 12, "pre": 13, "section": 14,
    "article": 15, "footer": 16, "header": 17, "center": 18, "body": 19, "address": 20, "ul": 21,
}  # fmt: skip


_NAMES_LIMIT = 160
_NUMBER = re.compile(r"\d")
_COUNTED = re.compile(r"[a-z]?\d[0-9a-z]{3,}|\d+")
"""What is left out of names: numbers, identifiers, and the styles of utility classes ("md:p-4"),
which tell nothing and make nearly every word of a page a new one."""


@cache
def _kinds_of_names() -> dict[str, re.Pattern[str]]:
    """For each kind that names speak of, the pattern of its words."""
    table = tomllib.loads(files("bot.ingest").joinpath("data/names.toml").read_text("utf-8"))
    return {kind: re.compile(pattern) for kind, pattern in table.items()}


@lru_cache(maxsize=20_000)
def _word_says(word: str) -> tuple[int, ...]:
    """The places, in the order of kinds, of what one of an element's names speaks of."""
    starts, short = _stems()
    near = 0
    for index in range(len(word) - 2):
        near |= starts.get(word[index : index + 3], 0)
    for stem, bits in short:
        near |= bits if stem in word else 0
    if not near:
        return ()
    return tuple(i for i, p in enumerate(_name_patterns()) if near >> i & 1 and p.search(word))


@cache
def _stems() -> tuple[dict[str, int], tuple[tuple[str, int], ...]]:
    """What words of a kind hold: the first three letters of each piece of `data/name_stems.toml`,
    and the shorter pieces; each with one bit for every kind that may be meant."""
    path = files("bot.ingest").joinpath("data/name_stems.toml")
    table = tomllib.loads(path.read_text("utf-8"))
    found: dict[str, int] = {}
    for place, kind in enumerate(_kinds_of_names()):
        for stem in table[kind].split():
            found[stem[:3]] = found.get(stem[:3], 0) | 1 << place
    short = tuple((stem, bits) for stem, bits in found.items() if len(stem) < 3)
    return {stem: bits for stem, bits in found.items() if len(stem) == 3}, short


@cache
def _name_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(_kinds_of_names().values())


@lru_cache(maxsize=8192)
def _said(names: str) -> tuple[int, ...]:
    """The places of the kinds that an element's names speak of."""
    plain = names[:_NAMES_LIMIT].lower()
    words = set((_COUNTED.sub("", plain) if _NUMBER.search(plain) else plain).split())
    said = [_word_says(word) for word in words if ":" not in word and "[" not in word]
    return tuple({place for places in said for place in places})


def feature_names() -> tuple[str, ...]:
    """The names of the numbers that `Tree.features` gives, in its order."""
    said = tuple(f"named_{kind}" for kind in _kinds_of_names())
    own = ("tag", "depth", "in_best", "up_from_best", "below_meeting", "share_1", "share_2",
           "share_3", "density_1", "density_2", "density_3", "blocks_1", "blocks_2", "same_good",
           "same_count", "same_share")  # fmt: skip
    return said + tuple(f"within_{kind}" for kind in _KINDS) + own


@dataclass(slots=True)
class Tree:
    """Sums over a page's elements, index by index as in `Layout.nodes`.

    `good`, `size`, `linked` and `count` are characters of prose, characters, characters in links
    and blocks below an element; `best` is the element that most likely holds the article.
    `inherited` is only known of elements that hold a block.
    """

    layout: Layout
    good: list[float]
    size: list[float]
    linked: list[float]
    count: list[float]
    best: int
    inherited: Floats
    meeting: list[tuple[int, int]]
    alike: dict[str, tuple[float, float, float]]

    def features(self, nodes: Sequence[int]) -> Floats:
        """The `feature_names` after the inherited ones: a row for the blocks of each of these
        elements."""
        import numpy as np

        every, here = self.layout.nodes, np.array(nodes)
        # The last place, that of index -1, stands for what is above the page's top.
        parent = np.array([*(node.parent for node in every), -1])
        total = self.good[0] or 1.0
        share = np.array([*self.good, total]) / total
        size = np.array([*self.size, 1.0])
        density = np.array([*self.linked, 0.0]) / np.where(size, size, 1.0)
        count = np.array([*self.count, self.count[0]])
        up, below = np.array([self.meeting[node] for node in nodes]).T
        first = parent[here]
        second = parent[first]
        chain = (first, second, parent[second])
        tag = [_TAG_CODES.get(every[node].tag, 0) for node in nodes]
        depth = [every[node].depth for node in nodes]
        same = np.array([self.alike[_signature(self.layout, node)] for node in nodes]).T
        columns = [tag, depth, up == 0, up, below, *(share[i] for i in chain)]
        columns += [*(density[i] for i in chain), count[first], count[second]]
        columns += [same[0] / np.where(same[1], same[1], 1.0), same[2], same[0] / total]
        return np.column_stack(columns).astype(np.float32)


def grow(layout: Layout, goods: list[float]) -> Tree:
    """Everything that is summed over the tree; `goods` are the blocks' characters of prose."""
    size, linked, count, good = _sums(layout, goods)
    inherited = _inherit(layout.nodes, count)
    best = _best(layout, goods, size, linked)
    meeting = _meetings(layout, best)
    alike = _alike(layout, goods)
    return Tree(layout, good, size, linked, count, best, inherited, meeting, alike)


def _sums(layout: Layout, goods: list[float]) -> tuple[list[float], ...]:
    width = len(layout.nodes)
    size, linked, count, good = ([0.0] * width for _ in range(4))
    for block, value in zip(layout.blocks, goods, strict=True):
        size[block.node] += len(block.text)
        linked[block.node] += block.linked
        count[block.node] += 1
        good[block.node] += value
    for index in range(width - 1, 0, -1):
        parent = layout.nodes[index].parent
        if parent >= 0 and count[index]:
            size[parent] += size[index]
            linked[parent] += linked[index]
            count[parent] += count[index]
            good[parent] += good[index]
    return size, linked, count, good


def _inherit(nodes: list[Node], count: list[float]) -> Floats:
    """What names say, fading from level to level, and whether an element of a kind is around.

    One row per element: the kinds of names, then `_KINDS`; those of elements without a block
    (`count`) are zeros. Worked out level by level.
    """
    import numpy as np

    width = len(_kinds_of_names())
    bits = [
        _bits(node.names, node.tag) if held else 0 for node, held in zip(nodes, count, strict=True)
    ]
    places = np.arange(width + len(_KINDS))
    own = ((np.array(bits)[:, None] >> places) & 1).astype(np.float32)
    levels: dict[int, list[int]] = {}
    for index, held in enumerate(count):
        if held:
            levels.setdefault(nodes[index].depth, []).append(index)
    fade = np.where(places < width, np.float32(_FADE), np.float32(1.0))
    for depth in sorted(levels)[1:]:
        here = levels[depth]
        above = own.take([nodes[index].parent for index in here], 0)
        own[here] = np.maximum(own.take(here, 0), above * fade)
    return own


@lru_cache(maxsize=8192)
def _bits(names: str, tag: str) -> int:
    """What an element's names and tag say: one bit for each column of `_inherit`."""
    found = sum(1 << place for place in _said(names)) if names else 0
    kind = _KIND_OF.get(tag)
    return found if kind is None else found | 1 << len(_kinds_of_names()) + _KINDS.index(kind)


def _best(layout: Layout, goods: list[float], size: list[float], linked: list[float]) -> int:
    """The element that most likely holds the article: prose speaks for parents and grandparents.

    A block's prose counts once for its own element, .8 for the parent, .35 and .15 further up;
    links, names and the element's kind weigh in.
    """
    scores: dict[int, float] = {}
    for block, value in zip(layout.blocks, goods, strict=True):
        if value:
            for index, part in zip(layout.ancestors(block.node), _SHARES, strict=False):
                scores[index] = scores.get(index, 0.0) + part * value
    best, top = 0, 0.0
    for index, score in scores.items():
        node = layout.nodes[index]
        weighed = score * (1 - linked[index] / (size[index] or 1.0)) * _bonus(node)
        if weighed > top:
            best, top = index, weighed
    return best


@lru_cache(maxsize=4096)
def _name_bonus(names: str) -> float:
    kinds = list(_kinds_of_names())
    said = {kinds[place] for place in _said(names)}
    bad = bool(said & {"comment", "related", "footer", "aside", "advert", "share"})
    return 1.0 + 0.25 * bool(said & {"body", "article"}) - 0.25 * bad


def _bonus(node: Node) -> float:
    factor = _name_bonus(node.names)
    if node.tag in {"article", "main"} or "articleBody" in node.names:
        factor += 0.3
    return factor * (0.5 if node.tag in {"p", "li", "span", "h1", "h2", "h3"} else 1.0)


def _meetings(layout: Layout, best: int) -> list[tuple[int, int]]:
    """For each element: levels from the best one up to where they meet, and down from there."""
    rank = {index: level for level, index in enumerate(layout.ancestors(best))}
    found: list[tuple[int, int]] = []
    for index, node in enumerate(layout.nodes):
        if index in rank:
            found.append((rank[index], 0))
        else:
            up, below = found[node.parent] if node.parent >= 0 else (0, 0)
            found.append((up, below + 1))
    return found


def _signature(layout: Layout, node: int) -> str:
    here = layout.nodes[node]
    above = layout.nodes[here.parent] if here.parent >= 0 else here
    return f"{here.tag} {here.names}>{above.tag} {above.names}"


def _alike(layout: Layout, goods: list[float]) -> dict[str, tuple[float, float, float]]:
    """By signature (kind and names of element and parent): prose, characters and blocks."""
    found: dict[str, tuple[float, float, float]] = {}
    for block, value in zip(layout.blocks, goods, strict=True):
        key = _signature(layout, block.node)
        good, size, count = found.get(key, (0.0, 0.0, 0.0))
        found[key] = (good + value, size + len(block.text), count + 1)
    return found
