"""Chats that wish the same get the very same edition, made once; a difference makes another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.model.chats import Chat, Shown
from bot.core.model.feeds import Feed
from bot.core.model.tastes import Aim, Rule, Wish
from bot.services.editions import Editions, Wanted
from bot.services.telling.candidates import CandidateLists
from bot.services.telling.drafts import EditionDraft, Made, finished
from bot.services.telling.story_teller import StoryTeller
from bot.store import Stores
from tests.services.doubles import MORNING, article

pytestmark = pytest.mark.usefixtures("press")
SINCE = MORNING - timedelta(days=1)
CHAT = Chat(1, topics=("world", "sport"))


async def drafted(stores: Stores, *chats: Chat, **more: object) -> list[EditionDraft]:
    lists = CandidateLists(stores.articles)
    lines = [await (await lists.of(chat, chat.topics, SINCE)).line(MORNING) for chat in chats]
    drafts = [
        EditionDraft(c, c.stories, line, {}, {}) for c, line in zip(chats, lines, strict=True)
    ]
    return [replace(one, **more) for one in drafts]  # type: ignore[arg-type]


async def test_what_was_made_for_one_is_there_for_all(stores: Stores) -> None:
    for number in range(3):
        await stores.articles.add(article(number))
    teller, made = StoryTeller(stores.articles), Made()
    drafts = await drafted(stores, CHAT, replace(CHAT, id=2, language="de", pictures=True))
    one, other = await finished(drafts, MORNING, teller, made)
    assert one is other
    assert len(one.stories) == 3
    assert (await finished(drafts[:1], MORNING, teller, made))[0] is one
    later = (await finished(drafts[:1], MORNING + timedelta(hours=1), teller, made))[0]
    assert later is not one
    assert later.date == MORNING + timedelta(hours=1)


@pytest.mark.parametrize(
    "wish",
    [{"topics": ("sport", "world")}, {"stories": 1}, {"bullets": 0}],
    ids=["topics", "stories", "bullets"],
)
async def test_other_wishes_make_another_edition(stores: Stores, wish: dict[str, object]) -> None:
    for number, topic in enumerate(("world", "sport")):
        await stores.articles.add(article(number, topics=(topic,)))
    drafts = await drafted(stores, CHAT, replace(CHAT, **wish))  # type: ignore[arg-type]
    together = await finished(drafts, MORNING, StoryTeller(stores.articles), {})
    assert together[0] != together[1]
    for draft, digest in zip(drafts, together, strict=True):
        assert await finished([draft], MORNING, StoryTeller(stores.articles), {}) == [digest]


async def test_what_was_shown_before_makes_another_edition(stores: Stores) -> None:
    one = await stores.articles.add(article(1))
    await stores.articles.add(article(2))
    (fresh,) = await drafted(stores, CHAT)
    seen = Shown(one.story_id, SINCE, frozenset({one.id}))
    elsewhere = Shown(999, SINCE, frozenset({999}))
    known = replace(fresh, shown={one.story_id: seen, 999: elsewhere})
    other = replace(fresh, shown={999: elsewhere})
    told = await finished([fresh, known, other], MORNING, StoryTeller(stores.articles), {})
    assert [len(one.stories) for one in told] == [2, 1, 2]
    assert told[0] is told[2], "what is in no list is no difference"


async def test_a_taste_and_an_own_feed_are_of_one_chat_alone(stores: Stores) -> None:
    for number in range(3):
        one = await stores.articles.add(article(number))
    own = await stores.feeds.add(Feed("https://own.example/feed", bundled=False), MORNING)
    await stores.articles.add(article(7, title="Own news", feed_id=own.id))
    chats = [Chat(1), Chat(2), Chat(3, feed_ids=(own.id,)), Chat(4)]
    for chat in chats:
        await stores.chats.save(chat)
    await stores.chats.mark_shown(4, [(one.story_id, one.id)], SINCE)
    hides = Rule(Wish.MUTE, Aim.STORY, str(one.story_id))
    taste = await stores.tastes.put(2, hides, MORNING)
    assert taste
    editions = Editions(stores.articles, stores.chats, stores.feeds)
    told = await editions.of_all([Wanted(chat, SINCE) for chat in chats], MORNING, editions.lists())
    titles = [{story.title for story in one.stories} for one in told]
    assert [len(one) for one in titles] == [3, 2, 4, 2]
    assert [i for i, one in enumerate(titles, 1) if "Own news" in one] == [3]
    assert (told[1].muted, told[3].known) == (((str(one.story_id), 1),), 1)
