"""A chat's own edition, alike whether its hour has come or its reader asks for it now."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypedDict, Unpack

from bot.core.editions import merged
from bot.core.editions.composition import DigestParts, compose
from bot.core.editions.languages import readable
from bot.core.editions.needed_texts import needed_texts
from bot.core.editions.taste import concerns
from bot.core.feeds.health import unreadable_outlets
from bot.core.model.articles import Story
from bot.core.model.chats import Chat, Shown
from bot.core.model.editions import Digest
from bot.core.model.tastes import Aim, Rule, Taste, Wish
from bot.core.schedule.moments import has_returned
from bot.core.text.query import parse_query
from bot.services.ports import ArticleStore, ChatStore, FeedStore

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


class OpeningOptions(TypedDict, total=False):
    """What decides which stories are opened, as `compose` has it."""

    oldest: datetime | None
    shown: Mapping[int, Shown]
    taste: Taste


async def digest_of(
    articles: ArticleStore,
    chat: Chat,
    stories: Sequence[Story],
    now: datetime,
    limit: int,
    opening: OpeningOptions,
    since: datetime | None = None,
    **more: Unpack[DigestParts],
) -> Digest:
    """The chat's edition of stories as `ArticleStore.listed` gives them: what it opens, and nothing
    else, is read in full. With `since` it is one of several days (`core.editions.merged`)."""
    needs: Callable[..., list[int]] = partial(needed_texts, stories)
    made: Callable[..., Digest] = compose
    if since:
        needs = partial(merged.needed, stories, since=since)
        made = partial(merged.merge, since=since)
    wanted = await asyncio.to_thread(needs, now=now, limit=limit, **opening)
    whole = {story.id: story for story in await articles.whole(wanted, chat.viewer)}
    # What is told of a story is told in the reader's languages, where one of them tells it.
    kept, _ = readable(whole.values(), chat.reads, chat.feed_ids)
    whole |= {story.id: story for story in kept}
    mixed = [whole.get(story.id, story) for story in stories]
    own = {"bullets": chat.bullets, "topics": chat.topics}
    return await asyncio.to_thread(
        partial(made, mixed, now=now, limit=limit, **opening, **own, **more)
    )


@dataclass(frozen=True, slots=True)
class Editions:
    """Makes chats' editions from what is stored."""

    articles: ArticleStore
    chats: ChatStore
    feeds: FeedStore

    async def of(
        self,
        chat: Chat,
        now: datetime,
        since: datetime,
        *,
        again: bool = False,
        **more: Unpack[EditionOptions],
    ) -> Digest:
        """What the chat has not been shown (everything, if `again`) of the stories seen `since`.

        `more` goes to `core.editions.composition.compose`.
        """
        topics = None if chat.wants_everything else chat.topics
        several = is_merged(chat, now) and not again
        many = {"limit": _MANY} if several else {}
        stories = await self.articles.listed(
            since, chat.viewer, topics=topics, feed_ids=chat.feed_ids, **many
        )
        taste = await self.chats.taste(chat.id, now)
        stories = [*await self._followed(chat, taste, since, stories), *stories]
        stories, elsewhere = readable(stories, chat.reads, chat.feed_ids)
        shown = {} if again else await self.chats.shown(chat.id, now - _MEMORY, chat.viewer)
        missing = unreadable_outlets(chat, await self.feeds.in_trouble(now), now)
        digest = await digest_of(
            self.articles,
            chat,
            stories,
            now,
            chat.stories,
            {"oldest": more.get("oldest"), "shown": shown, "taste": taste},
            since if several else None,
            missing=missing,
            next_at=more.get("next_at"),
            late_for=more.get("late_for"),
        )
        digest = replace(digest, elsewhere=elsewhere)
        if not several:
            return digest
        away = is_away(chat, now)
        return replace(digest, since=chat.away_since if away else since, away=away)

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
            found = [await self.articles.search(one, since, chat.viewer) for one in asked if one]
            return [story for stories in found for story in stories]
        if rule.aim is Aim.OUTLET:
            return await self.articles.listed(since, chat.viewer)
        if rule.aim is not Aim.STORY or not rule.value.isdigit():
            return []
        story = await self.articles.story(int(rule.value), chat.viewer)
        members = story.articles if story else ()
        return [story] if story and any(article.seen >= since for article in members) else []


def _concerned(rule: Rule, stories: Sequence[Story]) -> dict[int, Story]:
    return {story.id: story for story in stories if concerns(rule, story)}
