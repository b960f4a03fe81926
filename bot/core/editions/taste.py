"""What a chat's taste makes of stories: which it hides, which it keeps an eye on, which weigh more.

A muted outlet is taken out of every story; what is left of it stands. Muted words hide a story that
`/search` would find by them. Muting goes before following.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bot.core.model.articles import Article, Story
from bot.core.model.tastes import Aim, Rule, Taste, Wish
from bot.core.text.query import holds, parse_query, searchable, unwanted
from bot.core.urls import outlet_host
from summarizers.text.fold import folded_letters

_STEP = 1.12  # a story's weight, times this for each 👍 on what it shares; by hand, gently
_LEAST, _MOST = 0.6, 1.6  # all leanings together move a weight no further than this
_KEPT_TEXTS = 2048  # articles whose folded text is kept, some 3 kB each: chats share stories


@dataclass(frozen=True, slots=True)
class Judged:
    """Stories after a taste: what is left of them, and why.

    `muted` counts the stories that each rule hid; `followed` has the rule that keeps an eye on a
    story, `leanings` those that move its weight, and `factors` by how much, by the story's id.
    """

    stories: tuple[Story, ...]
    muted: Mapping[Rule, int] = field(default_factory=dict)
    followed: Mapping[int, Rule] = field(default_factory=dict)
    leanings: Mapping[int, tuple[Rule, ...]] = field(default_factory=dict)
    factors: Mapping[int, float] = field(default_factory=dict)

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many stories each rule hid, by what it is called."""
        return tuple((rule.title or rule.value, many) for rule, many in self.muted.items())


def judged(stories: Sequence[Story], taste: Taste) -> Judged:
    """The stories as this taste has them, in their order."""
    if not taste:
        return Judged(tuple(stories))
    kept, muted = list[Story](), Counter[Rule]()
    followed, leanings = dict[int, Rule](), dict[int, tuple[Rule, ...]]()
    for story in stories:
        left, by = _unmuted(story, taste.of(Wish.MUTE))
        if by is not None:
            muted[by] += 1
            continue
        kept.append(left)
        if eye := next((r for r in taste.of(Wish.FOLLOW) if concerns(r, left)), None):
            followed[left.id] = eye
        if leans := tuple(r for r in taste.of(Wish.LEAN) if r.strength and concerns(r, left)):
            leanings[left.id] = leans
    factors = {key: _factor(rules) for key, rules in leanings.items()}
    return Judged(tuple(kept), dict(muted), followed, leanings, factors)


def _unmuted(story: Story, mutes: Iterable[Rule]) -> tuple[Story, Rule | None]:
    """The story without the articles of muted outlets, and the rule that hides it, if one does."""
    for rule in mutes:
        if rule.aim is Aim.OUTLET:
            left = tuple(a for a in story.articles if not _is_outlet(rule.value, a))
            if not left:
                return story, rule
            story = replace(story, articles=left)
        elif concerns(rule, story):
            return story, rule
    return story, None


def concerns(rule: Rule, story: Story) -> bool:
    """Whether a rule is about this story."""
    if rule.aim is Aim.STORY:
        return rule.value == str(story.id)
    if rule.aim is Aim.TOPIC:
        return rule.value in leading(article.topics for article in story.articles)[:1]
    if rule.aim is Aim.OUTLET:
        return any(_is_outlet(rule.value, article) for article in story.articles)
    if rule.wish is Wish.LEAN:  # a name: headline and hashtags tell, whatever else is read
        return _is_named(rule.value, story)
    return any(found_in(part, story) for part in rule.value.split(","))


def _is_named(name: str, story: Story) -> bool:
    query = parse_query(name)
    return any(holds(query, _searchable(a.title, "", a.hashtags)) for a in story.articles)


def found_in(words: str, story: Story) -> bool:
    """Whether `/search` with these words would find the story: one article holds all of them, and
    none holds what is to be left out."""
    query = parse_query(words)
    texts = [_searchable(one.title, one.text, one.hashtags) for one in story.articles]
    return any(holds(query, t) for t in texts) and not any(unwanted(query, t) for t in texts)


def hides(rule: Rule, stories: Iterable[Story]) -> int:
    """How many of these stories a mute would hide."""
    return sum(_unmuted(story, (rule,))[1] is not None for story in stories)


def outlet_key(name: str) -> str:
    """An outlet's name as rules compare it: "The Daily Lantern" and "daily lantern" are one."""
    return folded_letters(name).removeprefix("the")


def outlet_among(words: str, stories: Iterable[Story]) -> str:
    """The outlet of these stories that the words name, by its name or its site; "" for none."""
    key = outlet_key(words)
    found = (a.outlet for s in stories for a in s.articles if key and _is_outlet(key, a))
    return next(found, "")


def leading(values: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """What most rows have, and have early, first: the topics or hashtags of a story's articles."""
    counts: dict[str, float] = {}
    for row in values:
        for place, value in enumerate(row):
            counts[value] = counts.get(value, 0.0) + 1 - place / 100
    return tuple(sorted(counts, key=lambda value: -counts[value]))


def _is_outlet(key: str, article: Article) -> bool:
    return key in (outlet_key(article.outlet), outlet_key(outlet_host(article.url)))


def _factor(leanings: Iterable[Rule]) -> float:
    return float(min(_MOST, max(_LEAST, _STEP ** sum(rule.strength for rule in leanings))))


@lru_cache(_KEPT_TEXTS)
def _searchable(title: str, text: str, hashtags: tuple[str, ...]) -> str:
    return searchable((title, text, *hashtags))
