"""What public feeds bring is listed once for all chats that want the same; own feeds are nobody
else's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.model.chats import Chat
from bot.core.model.feeds import Feed
from bot.core.model.tastes import Aim, Rule, Taste, Wish
from bot.services.telling.candidates import CandidateLists, SharedCandidates
from bot.store import Stores
from tests.services.doubles import MORNING, article

pytestmark = pytest.mark.usefixtures("press")
SINCE = MORNING - timedelta(days=1)


async def test_chats_that_want_the_same_share_one_list(stores: Stores) -> None:
    await stores.articles.add(article(1))
    await stores.articles.add(article(2, topics=("sport",)))
    lists = CandidateLists(stores.articles)
    first = await lists.of(Chat(1), ["world", "sport"], SINCE)
    assert await lists.of(Chat(2), ["sport", "world"], SINCE) is first
    assert len(first.stories) == 2
    sport = await lists.of(Chat(2), ["sport"], SINCE)
    assert [story.articles[0].topics for story in sport.stories] == [("sport",)]
    assert await first.line(MORNING) is await first.line(MORNING + timedelta(hours=1))


async def test_what_others_read_is_no_candidate(stores: Stores) -> None:
    await stores.articles.add(article(1, language="de"))
    lists = CandidateLists(stores.articles)
    english = await lists.of(Chat(1, reads=("en",)), None, SINCE)
    assert (english.stories, english.elsewhere) == ((), (("de", 1),))
    assert len((await lists.of(Chat(2), None, SINCE)).stories) == 1


async def test_a_taste_lines_up_for_itself(stores: Stores) -> None:
    for number in (1, 2, 3):
        await stores.articles.add(article(number))
    found = await CandidateLists(stores.articles).of(Chat(1), None, SINCE)
    last = (await found.line(MORNING)).order[-1]
    taste = Taste((Rule(Wish.FOLLOW, Aim.STORY, str(last.id)),))
    assert (await found.line(MORNING, taste=taste)).order[0] == last
    assert (await found.line(MORNING)).order[-1] == last


async def test_a_shared_list_holds_nothing_of_a_readers_own_feed(stores: Stores) -> None:
    own = await stores.feeds.add(Feed("https://own.example/feed", bundled=False), MORNING)
    one = await stores.articles.add(article(1))
    await stores.articles.add(article(2, story=one.story_id, outlet="Secret", feed_id=own.id))
    await stores.articles.add(article(3, outlet="Secret", feed_id=own.id))
    lists = CandidateLists(stores.articles)
    ada, ben = Chat(1, feed_ids=(own.id,)), Chat(2)
    for topics in (["world"], None):
        for chat in (ada, ben, ada):
            found = await lists.of(chat, topics, SINCE)
            assert ("Secret" in repr(found.stories)) == (chat is ada)
            assert len(found.stories) == (2 if chat is ada else 1)


async def test_a_list_that_nobody_asks_for_is_let_go_of(stores: Stores) -> None:
    await stores.articles.add(article(1))
    shared = SharedCandidates(stores.articles)
    both, sport = frozenset({"world", "sport"}), frozenset({"sport"})
    shared.turn_over(MORNING)
    kept, idle = await shared.of(both, SINCE, 9, ()), await shared.of(sport, SINCE, 9, ())
    shared.turn_over(MORNING + timedelta(minutes=4))
    shared.turn_over(MORNING + timedelta(minutes=5))
    assert await shared.of(both, SINCE, 9, ()) is kept
    shared.turn_over(MORNING + timedelta(minutes=10))
    assert await shared.of(both, SINCE, 9, ()) is kept
    assert await shared.of(sport, SINCE, 9, ()) is not idle
