"""Made articles: the same for a seed, in order of date, with words of their event."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from bot.lab.bench.made_articles import made_articles


def test_a_seed_draws_the_same_articles_in_order_of_date() -> None:
    first, again = list(made_articles(60)), list(made_articles(60))
    assert [item for item, _, _ in first] == [item for item, _, _ in again]
    assert all(left.date <= right.date for (left, _, _), (right, _, _) in pairwise(first))
    assert [item for item, _, _ in first] != [item for item, _, _ in made_articles(60, seed=2)]


def test_articles_of_one_event_share_more_words_than_strangers() -> None:
    words = defaultdict[int, list[set[int]]](list)
    for _, terms, event in made_articles(300):
        words[event].append(set(terms.terms.tolist()))
    together = [len(a & b) for told in words.values() for a, b in pairwise(told)]
    strangers = [len(a[0] & b[0]) for a, b in pairwise(list(words.values()))]
    assert len(together) > 20
    assert min(together) > max(strangers)
