"""The keys that buttons carry: what is written is read again, and nothing else is."""

from __future__ import annotations

import pytest

from bot.chat.rendering.callbacks import MAX_DATA, Step, Tap, Verb, key, parse


@pytest.mark.parametrize(
    ("data", "tap"),
    [
        ("s:7", Tap(Verb.OPEN_STORY, id=7)),
        ("k:s:2:world", Tap(Verb.TICK, "world", Step.SETUP, page=2)),
        ("p:t:12", Tap(Verb.TURN_PAGE, page=12)),
        ("w:s:0730", Tap(Verb.SET_HOURS, "0730", Step.SETUP)),
        ("z:t:America/New_York", Tap(Verb.SET_ZONE, "America/New_York")),
        ("u:world", Tap(Verb.UNFOLLOW, "world")),
        ("u:world:3", Tap(Verb.UNFOLLOW, "world", page=3)),
        ("d:yes:29500000", Tap(Verb.ERASE, "yes", id=29_500_000)),
    ],
)
def test_a_key_is_read_with_the_arguments_that_it_has(data: str, tap: Tap) -> None:
    assert parse(data) == tap


@pytest.mark.parametrize("verb", Verb)
def test_each_verb_can_be_written_and_read(verb: Verb) -> None:
    arguments: dict[Verb, tuple[object, ...]] = {
        Verb.OPEN_STORY: (1,),
        Verb.TICK_TOPIC: (Step.SETUP, 0, "world"),
        Verb.TICK: (Step.SETUP, 0, "world"),
        Verb.UNTICK: (Step.SETTINGS, 0, "world"),
        Verb.TURN_PAGE: (Step.SETUP, 1),
        Verb.LIST_SOURCES: (0,),
        Verb.SET_HOURS: (Step.SETUP, "morning"),
        Verb.SET_ZONE: (Step.SETUP, "UTC"),
        Verb.MY_DIGEST: ("now",),
        Verb.TOPIC_DIGEST: ("world",),
        Verb.OPEN: ("topics",),
        Verb.FOLLOW: ("world",),
        Verb.UNFOLLOW: ("world",),
        Verb.REMOVE_FEED: (9, 1),
        Verb.ONLY_FEEDS: ("yes",),
        Verb.ERASE: ("no", 5),
        Verb.GROUP_ASKS: ("admins",),
        Verb.CHANNELS: ("list",),
        Verb.SECTION: ("+world",),
        Verb.SWITCH: ("+pictures",),
        Verb.BROADCAST: ("state", 7),
        Verb.IMPORT: ("yes", 1_790_000_000_000),
        Verb.MORE: (1795505400,),
        Verb.OPEN_HERE: (7,),
        Verb.LIST_EDITION: (7,),
        Verb.STORY_KEYS: ("less", 7),
        Verb.LESS_OF: (7, "w=o'neill"),
        Verb.UNDO_LESS: (7, 8),
        Verb.FOLLOW_STORY: ("yes", 7),
        Verb.VOTE: ("up", 7),
        Verb.WHY: (7,),
        Verb.PROPOSE: ("ferry radar",),
        Verb.SAVE_RULE: (7, "week"),
        Verb.UNDO_RULE: (7,),
        Verb.DROP_RULE: ("mute", 7, 1),
        Verb.LIST_RULES: ("follow", 0),
        Verb.PAUSE: ("3d",),
        Verb.QUIET: ("22:00-07:00",),
        Verb.STOP: ("now",),
        Verb.UNDO: ("week", 7),
        Verb.SETTINGS: ("home",),
        Verb.LENGTH: ("short",),
        Verb.LANGUAGE: ("de",),
        Verb.READS: (Step.SETUP, "+de"),
        Verb.TOO_MANY: ("daily",),
    }
    tap = parse(key(verb, *arguments[verb]))
    assert tap is not None
    assert tap.verb is verb


@pytest.mark.parametrize(
    "data",
    [
        "",
        "s",
        "s:",
        "s:07",
        "s:7:8",
        "q:1",
        "n:everything",
        "u:" + "é" * 40,
        "s:\u0661",
        "m:" + "9" * 12,
    ],
)
def test_what_we_do_not_write_is_stale(data: str) -> None:
    assert parse(data) is None


def test_a_key_that_would_not_be_read_is_never_written() -> None:
    with pytest.raises(ValueError, match="not a callback key"):
        key(Verb.OPEN_STORY, 0)
    with pytest.raises(ValueError, match="not a callback key"):
        key(Verb.FOLLOW, "x" * MAX_DATA)
