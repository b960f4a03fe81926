"""What a chat mutes, follows and leans to: proposed, saved, undone, listed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.core.editions.taste import hides, leading, outlet_among, outlet_key
from bot.core.editions.topics import Topics
from bot.core.model.articles import Story
from bot.core.model.chats import Chat
from bot.core.model.editions import DigestStory
from bot.core.model.tastes import Aim, Rule, Taste, Wish, leant
from bot.core.schedule.spans import split_span
from bot.core.text.query import parse_query
from bot.services.ports import ArticleStore, Clock
from bot.services.taste_ports import TasteStore

LOOKED_AT = 120
"""Stories that a preview counts in."""
_LOOK_BACK = timedelta(days=14)
_VALUE, _TITLE = 120, 60  # characters of words that are kept, and of what is shown of them
_LEANT_NAMES = 2  # hashtags of a story that a vote on it is also a vote on


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule that waits for its reader's yes: it would have concerned `hits` of the last `of`
    stories."""

    rule: Rule
    hits: int
    of: int


class Tastes:
    """Rules of chats. What is proposed is kept too, unsaved, so that a button needs its id alone
    and outlives a restart."""

    def __init__(
        self, store: TasteStore, articles: ArticleStore, topics: Topics, clock: Clock
    ) -> None:
        self._store, self._articles = store, articles
        self._topics, self._clock = topics, clock

    async def of(self, chat: Chat) -> Taste:
        """All that holds for the chat now."""
        return await self._store.of(chat.id, self._clock())

    async def propose(self, chat: Chat, wish: Wish, words: str) -> Proposal | None:
        """What `/mute` or `/follow` with these words would do; None where they hold no word, or
        the chat has more rules than can be kept."""
        lasting = split_span(words[:_VALUE])
        if not parse_query(lasting.words):
            return None
        until = self._clock() + lasting.length if lasting.length else None
        stories = await self._recent(chat)
        proposed = await asyncio.to_thread(_rule_for, wish, lasting.words, stories)
        rule = await self._store.put(
            chat.id, replace(proposed, until=until, saved=False), self._clock()
        )
        if rule is None:
            return None
        hits = await asyncio.to_thread(hides, rule, stories)
        return Proposal(rule, hits, len(stories))

    async def _recent(self, chat: Chat) -> list[Story]:
        """The last stories of what the chat gets."""
        topics = None if chat.wants_everything else chat.topics
        since = self._clock() - _LOOK_BACK
        return await self._articles.stories(
            since, chat.viewer, topics=topics, feed_ids=chat.feed_ids, limit=LOOKED_AT
        )

    async def save(self, chat: Chat, rule_id: int, length: timedelta | None = None) -> Rule | None:
        """The rule holds from now on, for this length where it is given; None where the rule is not
        there any more."""
        return await self._set(chat, rule_id, True, length)

    async def undo(self, chat: Chat, rule_id: int) -> Rule | None:
        """The rule does not hold any more, but can be saved again for a while."""
        return await self._set(chat, rule_id, False)

    async def _set(
        self, chat: Chat, rule_id: int, saved: bool, length: timedelta | None = None
    ) -> Rule | None:
        rule = await self._store.rule(chat.id, rule_id)
        if rule is None:
            return None
        until = rule.made_at + length if length and rule.made_at else rule.until
        return await self._store.set_saved(chat.id, rule_id, saved, until)

    async def rule(self, chat: Chat, rule_id: int) -> Rule | None:
        """One rule, saved or not."""
        return await self._store.rule(chat.id, rule_id)

    async def remove(self, chat: Chat, rule_id: int) -> None:
        """The rule is forgotten."""
        await self._store.remove(chat.id, rule_id)

    async def add(self, chat: Chat, rule: Rule) -> Rule | None:
        """A rule that holds at once; None where the chat has too many."""
        return await self._store.put(chat.id, rule, self._clock())

    async def follows(self, chat: Chat, story_id: int) -> bool:
        """Whether the chat follows this very story."""
        rules = (await self.of(chat)).of(Wish.FOLLOW)
        return any(r.aim is Aim.STORY and r.value == str(story_id) for r in rules)

    async def less(self, chat: Chat, story_id: int, what: str) -> Rule | None:
        """Mute what a button names: "s" the story, "t=sport" a topic, "w=ferry" a word, "a=12" the
        outlet of that article. None where there is no such thing any more."""
        rule = await self._less(chat, story_id, what)
        return await self.add(chat, rule) if rule else None

    async def _less(self, chat: Chat, story_id: int, what: str) -> Rule | None:
        kind, _, name = what.partition("=")
        if kind == "t":
            return Rule(Wish.MUTE, Aim.TOPIC, name, name)
        if kind == "w":
            return Rule(Wish.MUTE, Aim.WORDS, name, name)
        story = await self._articles.story(story_id, chat.viewer)
        if story is None:
            return None
        if kind == "s":
            return Rule(Wish.MUTE, Aim.STORY, str(story_id), story.articles[0].title[:_TITLE])
        outlets = [a.outlet for a in story.articles if str(a.id) == name]
        key = outlet_key(outlets[0]) if outlets else ""
        return Rule(Wish.MUTE, Aim.OUTLET, key, outlets[0]) if key else None

    async def follow(self, chat: Chat, story: DigestStory) -> Rule | None:
        """Each new turn of this story comes from now on."""
        rule = Rule(Wish.FOLLOW, Aim.STORY, str(story.id), story.title[:_TITLE])
        return await self.add(chat, rule)

    async def unfollow(self, chat: Chat, story_id: int) -> None:
        """The story is not followed any more."""
        for rule in (await self.of(chat)).of(Wish.FOLLOW):
            if rule.aim is Aim.STORY and rule.value == str(story_id):
                await self._store.remove(chat.id, rule.id)

    async def card(self, chat: Chat, telegram_id: int, message_id: int, story_id: int) -> None:
        """Remember that this message shows the story, so that a reaction to it means something."""
        await self._store.show_card(telegram_id, message_id, story_id, self._clock(), chat.id)

    async def place_of_card(self, telegram_id: int, message_id: int) -> int | None:
        """The number of the chat or forum topic whose story this message shows; None where that is
        not known."""
        return await self._store.place_of_card(telegram_id, message_id)

    async def vote(
        self, chat: Chat, telegram_id: int, message_id: int, vote: int
    ) -> tuple[Rule, ...] | None:
        """A reader is for a story (1), against it (-1) or neither (0): outlet, topic and names of
        it get a little more or less. The leanings that changed; None where the message shows no
        story. A vote that stands already changes nothing."""
        before = await self._store.vote(telegram_id, message_id, vote)
        if before is None:
            return None
        story_id, stood = before
        story = await self._articles.story(story_id, chat.viewer)
        if story is None or vote == stood:
            return ()
        taste, changed = await self.of(chat), list[Rule]()
        known = {(r.aim, r.value): r for r in taste.of(Wish.LEAN)}
        for rule in leanings_of(story):
            moved = leant(known.get((rule.aim, rule.value), rule), vote - stood)
            if kept := await self._store.put(chat.id, moved, self._clock()):
                changed.append(kept)
        return tuple(changed)


def leanings_of(story: Story) -> tuple[Rule, ...]:
    """What a vote on a story is a vote on: its first outlet, its topic, its names."""
    first = story.articles[0].outlet
    rules = [Rule(Wish.LEAN, Aim.OUTLET, outlet_key(first), first)] if first else []
    topics = leading(article.topics for article in story.articles)[:1]
    rules += [Rule(Wish.LEAN, Aim.TOPIC, topic, topic) for topic in topics]
    names = leading(article.hashtags for article in story.articles)[:_LEANT_NAMES]
    return (*rules, *(Rule(Wish.LEAN, Aim.WORDS, name, name) for name in names))


def _rule_for(wish: Wish, words: str, stories: list[Story]) -> Rule:
    """About an outlet where the words name one of these stories', else about the words."""
    if '"' not in words and (outlet := outlet_among(words, stories)):
        return Rule(wish, Aim.OUTLET, outlet_key(words), outlet)
    return Rule(wish, Aim.WORDS, words, words[:_TITLE])
