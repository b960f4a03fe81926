"""What was told of a story and kept is read again as it was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.editions.telling import in_brief, open_story
from bot.core.model.articles import Story
from bot.core.model.chats import PUBLIC, Shown
from bot.core.model.tellings import KeptTelling
from bot.services.telling.kept_tellings import (
    OPENED,
    KeptTellings,
    read_again,
    telling_key,
    written,
)
from bot.services.telling.story_teller import Asked, StoryTeller, without_bullets
from bot.services.telling.telling_version import telling_version
from bot.store import Database, Stores
from bot.store.articles.telling_store import SqlTellings
from summarizers import summarize
from tests.services.doubles import MORNING, article

TEXTS = {
    1: ("Ferry sinks off Kolm", "A ferry sank off Kolm on 20 November 2026 in a heavy storm. The ferry sinking off Kolm killed 24 people, the coast guard said. The search goes on until Friday."),
    2: ("Ferry sinks off Kolm, 31 dead", "A ferry sank off Kolm in a storm — “nobody was warned”, said Ana Roþ. On 21 November 2026 divers found the hull. The sinking of the ferry killed 31 people off Kolm, the ministry said."),
    3: ("Паром затонул", "Паром затонул у берегов Кольма 20 ноября 2026 года. Погибли 24 человека, сообщили спасатели."),
}  # fmt: skip


def ferry() -> Story:
    """Three outlets, who contradict each other; one address has a fragment of its own."""
    told = [
        article(
            number,
            1,
            f"Outlet {number}",
            id=number,
            title=title,
            text=text,
            language="ru" if number == 3 else "en",
            bullets=tuple(summarize(text, title, "en", 3)),
            image=f"https://news.example/{number}.jpg",
            hashtags=("#Kolm",),
            url=f"https://news.example/{number}" + "#top" * (number == 2),
        )
        for number, (title, text) in TEXTS.items()
    ]
    return Story(1, tuple(told))


@pytest.mark.parametrize("bullets", [1, 3, 8])
def test_a_story_told_in_brief(bullets: int) -> None:
    story = ferry()
    told = in_brief(story, bullets, None)
    assert told and told.bullets and told.word and told.image
    assert read_again(written(story, bullets, told).told, without_bullets(story)) == told


def test_an_opened_story() -> None:
    story = ferry()
    told = open_story(story)
    assert told and told.differences and told.timeline
    assert read_again(written(story, OPENED, told).told, without_bullets(story)) == told


def test_a_story_without_a_bullet() -> None:
    story = without_bullets(ferry())
    told = in_brief(story, 3, None)
    assert told and not told.bullets
    assert read_again(written(story, 3, told).told, story) == told


def test_names_and_headlines_come_from_the_list_of_who_asks() -> None:
    story = ferry()
    told = in_brief(story, 3, None)
    assert told
    row = written(story, 3, told)
    assert not [name for name in ("Outlet", "news.example", TEXTS[1][0]) if name in row.told]
    fewer = replace(story, articles=story.articles[2:])
    with pytest.raises(KeyError):  # never of an article that is not there
        read_again(row.told, fewer)


def test_the_headline_of_one_who_shares_an_address_stays_their_own() -> None:
    one, other = ferry().articles[:2]
    empty = replace(one, text="", bullets=())
    story = Story(1, (empty, replace(other, url=one.url, language="de", image="")))
    told = in_brief(story, 3, None)
    assert told and told.title == TEXTS[2][0]
    assert read_again(written(story, 3, told).told, without_bullets(story)) == told


class Counted(SqlTellings):
    """Notes how many rows it is given at a time."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.given = list[int]()

    async def keep(self, told: Sequence[KeptTelling], version: int) -> None:
        self.given.append(len(told))
        await super().keep(told, version)


async def test_what_is_written_is_cut_up_so_that_a_stop_waits_for_few(stores: Stores) -> None:
    told = Counted(stores.database)
    kept = KeptTellings(told)
    for number in range(70):
        kept.note(KeptTelling(b"%d" % number, number, 3, "[]"))
    await kept.write([KeptTelling(b"last", 70, 3, "[]")])
    assert sum(told.given) == 71 and max(told.given) <= 20
    found = await told.kept([b"0", b"69", b"last"], telling_version())
    assert len(found) == 3
    await kept.write()
    assert sum(told.given) == 71


async def stored(stores: Stores) -> Story:
    """The ferry's story, as it comes from the store."""
    first, *others = [replace(one, id=0, story_id=0) for one in ferry().articles]
    founder = await stores.articles.add(first)
    for one in others:
        await stores.articles.add(replace(one, story_id=founder.story_id))
    story = await stores.articles.story(founder.story_id, PUBLIC)
    assert story
    return story


@pytest.mark.usefixtures("press")
async def test_rows_are_found_by_what_they_follow_from(stores: Stores) -> None:
    story, kept = await stored(stores), KeptTellings(stores.articles.tellings)
    told = in_brief(story, 3, None)
    assert told
    kept.note(written(story, 3, told))
    key = telling_key(story, 3, None)
    assert await kept.of({key: story}) == {}, "not written yet"
    await kept.write()
    assert await KeptTellings(stores.articles.tellings).of({key: story}) == {key: told}
    reprint = replace(story.articles[1], independent=False)
    others = [
        (replace(story, id=story.id + 1), 3, None),
        (story, 2, None),
        (replace(story, articles=story.articles[:2]), 3, None),
        (replace(story, articles=(*story.articles[:1], reprint, *story.articles[2:])), 3, None),
        (story, 3, Shown(story.id, MORNING - timedelta(days=1), frozenset({story.id}))),
    ]
    asked = {telling_key(*other): other[0] for other in others}
    assert len(asked) == len(others)
    assert await kept.of(asked) == {}


DAMAGED = "", "[1", "{}", "[]", "5", '[99,"",[],[],[]]', '[{id},"",["a"],[],[]]', '[[],"",[],[],[]]'


@pytest.mark.parametrize("damage", range(len(DAMAGED)))
@pytest.mark.usefixtures("press")
async def test_a_damaged_row_costs_no_more_than_telling_again(stores: Stores, damage: int) -> None:
    story = await stored(stores)
    key, told = telling_key(story, 3, None), in_brief(story, 3, None)
    assert told
    row, kept = written(story, 3, told), KeptTellings(stores.articles.tellings)
    text = DAMAGED[damage].replace("{id}", str(story.articles[0].id))
    await kept.write([row._replace(told=text)])
    teller = StoryTeller(stores.articles)
    tell = await teller.ready([Asked(story, 3, None, PUBLIC)])
    again = tell(story, 3, None)
    assert again and replace(again, telling=0) == told
    await teller.kept.write()
    assert await kept.of({key: story}) == {key: told}, "and it is whole again"


@pytest.mark.usefixtures("press")
async def test_of_very_many_that_wait_the_last_are_written(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.telling.kept_tellings._MOST_WAITING", 3)
    story, kept = await stored(stores), KeptTellings(stores.articles.tellings)
    for bullets in range(1, 6):
        told = in_brief(story, bullets, None)
        assert told
        kept.note(written(story, bullets, told))
    await kept.write()
    keys = {telling_key(story, bullets, None): bullets for bullets in range(1, 6)}
    found = await kept.of(dict.fromkeys(keys, story))
    assert sorted(keys[key] for key in found) == [3, 4, 5]
