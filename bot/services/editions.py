"""A chat's own edition, alike whether its hour has come or its reader asks for it now."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypedDict

from bot.core.editions import merged
from bot.core.editions.composition import DigestParts
from bot.core.editions.languages import readable
from bot.core.editions.needed_texts import looks_at_texts
from bot.core.editions.taste import concerns
from bot.core.feeds.health import unreadable_outlets
from bot.core.model.articles import Story
from bot.core.model.chats import Chat, Shown
from bot.core.model.editions import Digest, DigestStory
from bot.core.model.tastes import NO_TASTE, Aim, Rule, Taste, Wish
from bot.core.schedule.moments import has_returned
from bot.core.text.query import parse_query
from bot.services.ports import ArticleStore, ChatStore, FeedStore
from bot.services.telling.candidates import (
    USUAL,
    CandidateLists,
    Candidates,
    SharedCandidates,
)
from bot.services.telling.drafts import EditionDraft, finished
from bot.services.telling.foretelling import Foretelling
from bot.services.telling.story_teller import StoryTeller, without_bullets

WINDOW = timedelta(hours=24)
_WEEK = timedelta(days=7)
_LONGEST_WINDOW = timedelta(days=4)  # after a long silence
_MEMORY = timedelta(days=14)  # for how long a story counts as shown
_LONGEST_AWAY = _MEMORY  # what was missed before that is past
_AWAY = timedelta(hours=20)  # a shorter pause leaves nothing to be merged
_MANY = 1000  # stories of several days that are looked at, the newest


def begins(chat: Chat, now: datetime) -> datetime:
    """From when on news are new to a chat at `now`: since its last edition, a day at least.

    An edition that comes once a week is of the whole week, the first one too. The one after a
    pause is of the whole pause.
    """
    if has_returned(chat, now) and chat.away_since:
        first = min(chat.away_since, chat.last_edition_at or now, now - WINDOW)
        return max(first, now - _LONGEST_AWAY)
    if len(chat.schedule.days) == 1:
        return now - _WEEK
    return max(min(now - WINDOW, chat.last_edition_at or now), now - _LONGEST_WINDOW)


def is_merged(chat: Chat, now: datetime) -> bool:
    """Whether an edition at `now` is one of several days: once a week, or after a pause."""
    return len(chat.schedule.days) == 1 or is_away(chat, now)


def is_away(chat: Chat, now: datetime) -> bool:
    """Whether an edition at `now` brings what the reader missed in a pause."""
    return has_returned(chat, now) and now - (chat.away_since or now) >= _AWAY


class EditionOptions(TypedDict, total=False):
    """What an edition is told of its slot: the day before which nothing is news, the next slot,
    and the slot's own time where it is late."""

    oldest: datetime | None
    next_at: datetime | None
    late_for: datetime | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """An edition that a chat is to get of the stories seen `since`: what it has not been shown, or
    everything, if `again`."""

    chat: Chat
    since: datetime
    again: bool = False
    options: EditionOptions = field(default_factory=EditionOptions)


@dataclass(frozen=True, slots=True)
class _Reader:
    """A chat with what an edition asks of it: its taste, and what it was shown, by story."""

    chat: Chat
    taste: Taste
    shown: Mapping[int, Shown]


class Editions:
    """Makes editions of what is stored. One a process, so that a story is told once for all."""

    def __init__(self, articles: ArticleStore, chats: ChatStore, feeds: FeedStore) -> None:
        self._articles, self._chats, self._feeds = articles, chats, feeds
        self._teller, self._shared = StoryTeller(articles), SharedCandidates(articles)
        self.foretelling = Foretelling(articles, self._teller.kept)

    def lists(self) -> CandidateLists:
        """Lists for one pass over chats."""
        return CandidateLists(self._articles, self._shared)

    async def opened(self, story: Story) -> DigestStory | None:
        """A story that somebody opens, given with its texts."""
        return await self._teller.opened(story)

    async def of(self, wanted: Wanted, now: datetime) -> Digest:
        """One chat's edition."""
        return (await self.of_all([wanted], now, self.lists()))[0]

    async def of_all(
        self, wanted: Sequence[Wanted], now: datetime, lists: CandidateLists
    ) -> list[Digest]:
        """The editions of chats, in their order: what they share is read and worked out once."""
        self._shared.turn_over(now)
        tastes = await self._chats.tastes([one.chat.id for one in wanted], now)
        unread = [one.chat.id for one in wanted if not one.again]
        shown = await self._chats.shown_to(unread, now - _MEMORY, lists.shown)
        troubled = await self._feeds.in_trouble(now)
        drafts, made = dict[int, EditionDraft](), dict[int, Digest]()
        for place, one in enumerate(wanted):
            parts: DigestParts = {
                "missing": unreadable_outlets(one.chat, troubled, now),
                "next_at": one.options.get("next_at"),
                "late_for": one.options.get("late_for"),
            }
            reader = _Reader(
                one.chat, tastes.get(one.chat.id, NO_TASTE), shown.get(one.chat.id, {})
            )
            if is_merged(one.chat, now) and not one.again:
                made[place] = await self._of_days(one, reader, now, parts, lists)
            else:
                drafts[place] = await self._draft(one, reader, now, parts, lists)
        done = await finished(list(drafts.values()), now, self._teller, lists.made)
        made |= zip(drafts, done, strict=True)
        return [made[place] for place in range(len(wanted))]

    async def of_stories(
        self,
        found: Candidates,
        chat: Chat,
        now: datetime,
        limit: int,
        taste: Taste = NO_TASTE,
    ) -> Digest:
        """An edition of at most `limit` of these stories, as `ArticleStore.listed` gives them."""
        reader = _Reader(chat, taste, {})
        draft = await self._drafted(found, reader, now, limit, {})
        return (await finished([draft], now, self._teller, {}))[0]

    async def _draft(
        self,
        wanted: Wanted,
        reader: _Reader,
        now: datetime,
        parts: DigestParts,
        lists: CandidateLists,
    ) -> EditionDraft:
        """A chat's edition of one day, before its stories are told."""
        found = await self._candidates(wanted, reader, lists)
        parts["elsewhere"] = found.elsewhere
        oldest = wanted.options.get("oldest")
        return await self._drafted(found, reader, now, reader.chat.stories, parts, oldest)

    async def _drafted(
        self,
        found: Candidates,
        reader: _Reader,
        now: datetime,
        limit: int,
        parts: DigestParts,
        oldest: datetime | None = None,
    ) -> EditionDraft:
        whole = looks_at_texts(reader.taste)
        if whole:
            found = Candidates(tuple(await self._with_texts(found.stories, reader.chat)))
        line = await found.line(now, oldest, reader.taste)
        return EditionDraft(reader.chat, limit, line, reader.shown, parts, whole)

    async def _candidates(
        self, wanted: Wanted, reader: _Reader, lists: CandidateLists, limit: int = USUAL
    ) -> Candidates:
        """What the chat may be told of, and what it follows beside that."""
        chat = reader.chat
        topics = None if chat.wants_everything else chat.topics
        found = await lists.of(chat, topics, wanted.since, limit, chat.feed_ids)
        more = await self._followed(chat, reader.taste, wanted.since, found.stories)
        kept, _ = readable(more, chat.reads, chat.feed_ids)
        return Candidates((*kept, *found.stories), found.elsewhere) if kept else found

    async def _with_texts(self, stories: Sequence[Story], chat: Chat) -> list[Story]:
        """The stories with the texts of their articles; of those that are gone since they were
        listed the headlines alone."""
        whole = await self._articles.whole([story.id for story in stories], chat.viewer)
        kept, _ = readable(whole, chat.reads, chat.feed_ids)
        known = {story.id: story for story in kept}
        return [known.get(story.id) or without_bullets(story) for story in stories]

    async def _of_days(
        self,
        wanted: Wanted,
        reader: _Reader,
        now: datetime,
        parts: DigestParts,
        lists: CandidateLists,
    ) -> Digest:
        """An edition of several days (`core.editions.merged`)."""
        chat, since = reader.chat, wanted.since
        found = await self._candidates(wanted, reader, lists, _MANY)
        choice: dict[str, Any] = {
            "now": now,
            "since": since,
            "limit": chat.stories,
            "oldest": wanted.options.get("oldest"),
            "shown": reader.shown,
            "taste": reader.taste,
        }
        needed = set(await asyncio.to_thread(partial(merged.needed, found.stories, **choice)))
        told = [story for story in found.stories if story.id in needed]
        whole = {story.id: story for story in await self._with_texts(told, chat)}
        mixed = [whole.get(story.id, story) for story in found.stories]
        more: dict[str, Any] = {"bullets": chat.bullets, "topics": chat.topics, **parts}
        digest = await asyncio.to_thread(partial(merged.merge, mixed, **choice, **more))
        away = is_away(chat, now)
        return replace(
            digest,
            elsewhere=found.elsewhere,
            since=chat.away_since if away else since,
            away=away,
        )

    async def _followed(
        self, chat: Chat, taste: Taste, since: datetime, known: Sequence[Story]
    ) -> list[Story]:
        """Stories that the chat keeps an eye on and that its topics would not bring."""
        found = {story.id: story for story in known}
        more = dict[int, Story]()
        for rule in taste.of(Wish.FOLLOW):
            about = [s for s in await self._about(rule, chat, since) if s.id not in found]
            more |= await asyncio.to_thread(_concerned, rule, about)
        return list(more.values())

    async def _about(self, rule: Rule, chat: Chat, since: datetime) -> list[Story]:
        """The stories seen `since` that may be what a rule is about."""
        if rule.aim is Aim.WORDS:
            asked = [parse_query(part) for part in rule.value.split(",")]
            found = [await self._articles.search(one, since, chat.viewer) for one in asked if one]
            return [story for stories in found for story in stories]
        if rule.aim is Aim.OUTLET:
            return await self._articles.listed(since, chat.viewer)
        if rule.aim is not Aim.STORY or not rule.value.isdigit():
            return []
        story = await self._articles.story(int(rule.value), chat.viewer)
        members = story.articles if story else ()
        return [story] if story and any(article.seen >= since for article in members) else []


def _concerned(rule: Rule, stories: Sequence[Story]) -> dict[int, Story]:
    return {story.id: story for story in stories if concerns(rule, story)}
