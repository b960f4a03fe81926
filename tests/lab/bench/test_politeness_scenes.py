"""What the scenes of the score card of manners are made of; `test_politeness` plays them."""

from __future__ import annotations

from datetime import timedelta

from bot.ingest.feeds.parser import parse_feed
from bot.lab.bench.politeness_scenes import SCENES, constant, feed, kept_well
from bot.lab.bench.politeness_sites import BEGIN, LoggedRequest


def asked(hours: float = 0, **headers: str) -> LoggedRequest:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return LoggedRequest("/feed", named, BEGIN + timedelta(hours=hours))


def test_a_scenes_feed_is_one_that_we_read() -> None:
    parsed = parse_feed(feed(1, 2, head="<ttl>360</ttl>"))
    assert [entry.key for entry in parsed.entries] == ["1", "2"]
    assert parsed.ttl_minutes == 360


def test_a_well_kept_site_answers_304_to_its_newest_tag_alone() -> None:
    first = kept_well(asked())
    assert first is not None
    status, tags, body = first
    assert (status, bool(body)) == ("200 OK", True)
    again = kept_well(asked(if_none_match=tags["ETag"]))
    assert again is not None and again[0].startswith("304")
    later = kept_well(asked(hours=5, if_none_match=tags["ETag"]))
    assert later is not None and later[0] == "200 OK"
    other = kept_well(LoggedRequest("/other", {"if-none-match": tags["ETag"]}, BEGIN))
    assert other is not None and other[0] == "200 OK", "a tag belongs to one address"


def test_a_constant_site_says_the_same_to_everyone() -> None:
    say = constant("429 Enough", Retry_After="60")
    assert say(asked()) == say(asked(hours=9)) == ("429 Enough", {"Retry-After": "60"}, b"")


def test_no_scene_has_the_name_of_another() -> None:
    assert len({scene.__name__ for scene in SCENES}) == len(SCENES)
    assert all(scene.__doc__ for scene in SCENES)
