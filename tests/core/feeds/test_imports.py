"""What of a reader's file is new, known, odd, or too much."""

from __future__ import annotations

from bot.core.feeds.imports import MAX_FOLDERS, plan_import
from bot.core.model.feeds import Feed, ListedFeed

ONE, TWO, THREE = (f"https://gull.example/{name}" for name in ("one", "two", "three"))


def listed(*urls: str) -> list[Feed]:
    return [ListedFeed(url, url[-3:]) for url in urls]


def test_feeds_are_sorted_into_new_followed_odd_and_too_many() -> None:
    file = listed(ONE, "HTTPS://GULL.example/one#x", TWO, THREE, "ftp://gull.example/four")
    plan = plan_import(file, {TWO}, room=1)
    assert [feed.url for feed in plan.new] == [ONE]
    assert (plan.followed, plan.odd, plan.over, plan.total) == (1, 1, 1, 4)
    assert not plan.new[0].bundled


def test_without_room_nothing_is_new() -> None:
    plan = plan_import(listed(ONE, TWO), set(), room=0)
    assert (plan.new, plan.over) == ((), 2)


def test_an_empty_file_has_nothing() -> None:
    assert plan_import([], {ONE}, 5).total == 0


def test_a_feed_that_is_listed_twice_lies_in_the_folders_of_both() -> None:
    twice = [
        ListedFeed(ONE, "One", folders=(("News", "Harbour"),)),
        ListedFeed(ONE, "Uno", folders=(("Daily",),)),
        ListedFeed(TWO, "Two", folders=(("Daily",),)),
        *(ListedFeed(ONE, "One", folders=((f"F{n}",),)) for n in range(9)),
    ]
    plan = plan_import(twice, {TWO}, room=5)
    (new,) = plan.new
    assert new.folders[:2] == (("News", "Harbour"), ("Daily",)) and new.title == "One"
    assert len(new.folders) == MAX_FOLDERS
    assert [feed.folders for feed in plan.known] == [(("Daily",),)]
