"""Articles to stories: one definition of similarity, for duplicates, stories and reprints.

Similarity of two articles is the cosine of their term vectors (`vectors`), less a penalty for the
days between them, a little more or less for the weekdays and numbers they name (`cues`), less how
crowded their neighbourhoods are (`neighbours`). Stories are the clusters of average linkage over
that; when an article arrives, only the clusters around it are linked anew, so that the result
hardly depends on the order of arrival. Articles that contradict each other (`contradiction`) are
never in one cluster.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

import numpy as np

from bot.core.stories import contradiction
from bot.core.stories.article_features import Features, GroupingItem, features_of
from bot.core.stories.attaching import Kin, kin
from bot.core.stories.clustering import Floats, Ints, average_link
from bot.core.stories.copies import reprints
from bot.core.stories.inverted_index import InvertedIndex
from bot.core.stories.neighbours import KEPT, NeighbourTable, above, least_level
from bot.core.stories.records import KEPT_COLUMNS, Records, record
from bot.core.stories.reprints import fingerprint
from bot.core.stories.signals import number_agreement, weekday_agreement
from bot.core.terms.vectors import Frequencies, TermCounts, term_counts

__all__ = ["Grouper", "GroupingItem", "fingerprint", "group"]

SAME_SOURCE = 0.05  # an outlet seldom tells one story twice, and its articles sound alike
JOIN = 0.03  # mean similarity at which two clusters are one story
FIRST_JOIN = 0.055  # the same before it is known who belongs together
DAY_PENALTY = 0.04  # for each day apart after the first
WEEKDAY, NUMBER = 0.05, 0.03  # for naming the same weekday (or another one), the same numbers
# Words of either headline that stand in the other article: for each that is missing of these.
HEADLINE_WORDS, HEADLINE_WORD = 2, 0.04
FAINTEST = 0.03  # cosines below are not looked at
LOWEST = 0.02  # similarities below are not kept
LOOKED_AT = 2 * KEPT
REGION_STORIES = (8, 16)  # are linked anew: beside the article, and beside those
REGION_ARTICLES, STORY_ARTICLES = 120, 60
HORIZON = timedelta(days=16)  # apart, the penalty outweighs any likeness
COMPARED = HORIZON + timedelta(days=1)
"""New articles are compared with those first seen in this time: one may be seen a while after the
date that it gives itself."""


def counts_of(item: GroupingItem) -> TermCounts:
    """The words of an article that are compared, with how often each occurs."""
    return term_counts(item.title, item.text, item.language)


class Grouper:
    """An index of articles that puts each new one into a story. Not safe across threads.

    `frequencies` are those of all articles to come; without them they are learnt on the way.
    Articles `horizon` older than the newest are let go of; None keeps all.
    """

    def __init__(
        self, frequencies: Frequencies | None = None, horizon: timedelta | None = HORIZON
    ) -> None:
        self._learning = frequencies is None
        self._frequencies = frequencies or Frequencies()
        self._horizon = horizon
        self._index, self._table = InvertedIndex(), NeighbourTable()
        self.record = b""
        """That of the newest article taken in (see `bot.core.stories.records`)."""

    # --- what is near ---------------------------------------------------------------------

    def _see(self, item: GroupingItem, counts: TermCounts | None, learn: bool) -> Features:
        if counts is None:
            counts = counts_of(item)
        if learn and self._learning:
            self._frequencies.add(counts, item.language)
        return features_of(item, self._frequencies.vector(counts, item.language))

    def _near(self, seen: Features) -> tuple[Ints, Floats]:
        """The nearest articles by position, most similar first, with their similarity."""
        first = max(self._index.first, self._table.first)
        cosines, shared = self._index.scores(seen.vector, first)
        found = np.flatnonzero(cosines > FAINTEST)
        rows = found + (first - self._table.first)
        apart = np.abs(self._table.column("day")[rows] - seen.day)
        likeness = cosines[found] - DAY_PENALTY * (np.nan_to_num(apart, nan=0.0) - 1).clip(min=0)
        best = np.argsort(-likeness, kind="stable")[:LOOKED_AT]
        rows, likeness = rows[best], likeness[best] + self._cues(seen, rows[best])
        likeness -= self._strangeness(seen, rows, shared[found[best]])
        best = np.argsort(-likeness, kind="stable")[:KEPT]
        best = best[likeness[best] > LOWEST]
        return rows[best] + self._table.first, likeness[best]

    def _cues(self, seen: Features, rows: Ints) -> Floats:
        """What weekdays, numbers and outlets add or take off."""
        days, figures, sources = (
            self._table.column(name)[rows] for name in ("weekdays", "numbers", "source")
        )
        own = (sources == seen.source) & (seen.source != 0)
        cues: Floats = WEEKDAY * weekday_agreement(seen.weekdays, days) - SAME_SOURCE * own
        return cues + NUMBER * number_agreement(seen.numbers, figures)

    def _strangeness(self, seen: Features, rows: Ints, shared: Ints) -> Floats:
        """What is taken off where hardly a word of one's headline stands in the other's article;
        `shared` are those of the new one's that do."""
        headlines = self._table.column("headline")[rows]
        theirs = np.isin(headlines, seen.vector.terms) & ~np.isin(headlines, seen.headline)
        expected = ((headlines != 0).sum(axis=1) + len(seen.headline)).clip(max=HEADLINE_WORDS)
        missing: Floats = HEADLINE_WORD * (expected - shared - theirs.sum(axis=1)).clip(min=0)
        return missing

    # --- stories --------------------------------------------------------------------------

    def _append(self, item: GroupingItem, story: int, counts: TermCounts | None) -> int:
        """Take an article in with its neighbours. Returns its position."""
        seen = self._see(item, counts, learn=True)
        near, likeness = self._near(seen)
        columns = seen.columns() | {"id": item.id}
        met = self._table.column("id")[near - self._table.first]
        self.record = record(columns, seen.vector, met, likeness)
        here = self._table.add(**columns, story=story)
        self._index.add(seen.vector)
        self._table.meet(here, near, likeness)
        return here

    def add(self, item: GroupingItem, counts: TermCounts | None = None) -> dict[int, int]:
        """Take an article in. Returns the story ids that changed, by article id; its own too.

        `counts` are those that `counts_of` gives, where the caller has them already.
        """
        here = self._append(item, item.id, counts)
        region = self._region(here)
        labels = self._clusters(region)
        changed = self._relabel(region, labels)
        if self._horizon and item.date:
            self.forget(item.date - self._horizon)
        return {item.id: item.id} | changed

    def _region(self, here: int) -> Ints:
        """The article, the stories similar to it, and in turn those similar to these, by position:
        what must be seen for its own to be linked as if all were seen."""
        region, met = {here}, {int(self._table.column("story")[here - self._table.first])}
        edge = [here]
        for most in REGION_STORIES:
            edge = self._beside(edge, region, met, most)
        return np.array(sorted(region))

    def _beside(self, edge: list[int], region: set[int], met: set[int], most: int) -> list[int]:
        """Add the stories nearest to the articles of the edge, at most so many and as far as there
        is room. Returns their articles."""
        added: list[int] = []
        stories = self._table.column("story")
        for there in self._table.akin(np.array(edge, dtype=np.int64)).tolist():
            story = int(stories[there - self._table.first])
            if story in met:
                continue
            members = self._members(story, there)
            if most == 0 or len(region) + len(members) > REGION_ARTICLES:
                break
            most -= 1
            met.add(story)
            region.update(members)
            added += members
        return added

    def _members(self, story: int, there: int) -> list[int]:
        """The articles of a story; of a very large one those nearest to one of them, and the
        newest, stand for all."""
        members = np.flatnonzero(self._table.column("story") == story) + self._table.first
        if len(members) > STORY_ARTICLES:
            near = self._table.column("near")[there - self._table.first]
            close = np.isin(members, np.append(near, there))
            members = np.concatenate([members[close], members[~close][::-1]])[:STORY_ARTICLES]
        return list(members.tolist())

    def _clusters(self, region: Ints) -> Ints:
        """Labels of a region: linked once to see who belongs together, and again with levels
        that do not count these as each other's crowd."""
        if len(region) == 1:
            return np.zeros(1, dtype=np.int64)
        likenesses, table = self._table.likenesses(region), self._table
        told = table.rows(contradiction.READ, region - table.first)
        likenesses[contradiction.contradictions(told, told)] = -np.inf
        labels = average_link(above(likenesses, table.levels(region)), FIRST_JOIN)
        return average_link(above(likenesses, table.levels(region, labels)), JOIN)

    def _relabel(self, region: Ints, labels: Ints) -> dict[int, int]:
        """New clusters take the id that most of their members had, each id once."""
        rows = region - self._table.first
        ids, stories = self._table.column("id")[rows], self._table.column("story")
        before = stories[rows].tolist()
        clusters: dict[int, list[int]] = defaultdict(list)
        for at, label in enumerate(labels.tolist()):
            clusters[label].append(at)
        claims = [
            (-count, story, label)
            for label, members in clusters.items()
            for story, count in Counter(before[at] for at in members).items()
        ]
        named: dict[int, int] = {}
        for _, story, label in sorted(claims):
            if label not in named and story not in named.values():
                named[label] = story
        changed: dict[int, int] = {}
        for label, members in clusters.items():
            if label not in named:
                named[label] = self._free_name(ids[members], rows, named.values())
            story = named[label]
            changed |= {int(ids[at]): story for at in members if before[at] != story}
            stories[rows[members]] = story
        return changed

    def _free_name(self, ids: Ints, rows: Ints, named: Collection[int]) -> int:
        """The lowest of a new cluster's article ids that no other story goes by: an article may
        have left the story that it founded, and the story keeps its name. Where all are taken,
        that of another article which founded none."""
        elsewhere = np.delete(self._table.column("story"), rows)
        taken = np.union1d(elsewhere, np.array(list(named), dtype=np.int64))
        own = np.setdiff1d(ids, taken)
        free = own if len(own) else np.setdiff1d(self._table.column("id"), taken)
        return int(free.min()) if len(free) else int(ids.min())

    def kin(self, item: GroupingItem, counts: TermCounts | None = None) -> list[Kin]:
        """The articles like one that is not taken in; `counts` as for `add`."""
        if self._table.end == self._table.first:
            return []
        seen = self._see(item, counts, learn=False)
        least, near = least_level(len(seen.vector.terms)), self._near(seen)
        told = {"weekdays": seen.weekdays, "numbers": seen.numbers, "day": seen.day}
        return kin(self._table, near, least, seen.sketch, told | seen.particulars)

    def reprints(self) -> list[int]:
        """The ids of articles that the newest one taken in makes reprints."""
        return reprints(self._table)

    def restore(self, item: GroupingItem, story: int) -> None:
        """Take back an article whose story is known."""
        self._append(item, story, None)

    def load(self, records: Records, stories: Ints) -> None:
        """Take back articles by their records, ids ascending, with their stories.

        This is much faster than `restore`, but counts no words: `load_counts` does.
        """
        rows = {name: records[name] for name in KEPT_COLUMNS} | {"story": stories}
        self._table.extend(rows, records["met"])
        self._index.extend(records["terms"], records["weights"], records["count"])

    def counts(self) -> bytes:
        """In how many articles each word was seen, to be kept."""
        return self._frequencies.counts()

    def load_counts(self, kept: bytes) -> bool:
        """Take such counts back, before any article; False for what is damaged."""
        return self._frequencies.load(kept)

    def learn(self, item: GroupingItem) -> None:
        """Count the words of an article that has been taken back by its record."""
        self._frequencies.add(counts_of(item), item.language)

    def forget(self, before: datetime) -> None:
        """Stop comparing with articles that came before the first one dated since then."""
        days, limit = self._table.column("day"), before.timestamp() / 86400
        old = days < limit
        gone = len(old) if old.all() else int(np.argmin(old))
        self._index.drop_before(self._table.first + gone)
        self._table.cut(min(self._table.first + gone, self._index.first))


def group(items: Iterable[GroupingItem]) -> dict[int, int]:
    """The story of each article, in one pass over them all, words weighed by how rare they are
    among all the articles given."""
    given, frequencies = list(items), Frequencies()
    counts = [counts_of(item) for item in given]
    for item, one in zip(given, counts, strict=True):
        frequencies.add(one, item.language)
    grouper, story = Grouper(frequencies, horizon=None), dict[int, int]()
    for item, one in zip(given, counts, strict=True):
        story |= grouper.add(item, one)
    return story
