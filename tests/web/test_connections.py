"""Who has to leave when all places are taken."""

from __future__ import annotations

from bot.web.connections import Guest, Limits, who_leaves

FEW = Limits(connections=4, per_peer=3)


def guests(*told: str) -> list[Guest]:
    """`"a?"` is a peer that keeps us waiting, `"a!"` one that waits for our answer."""
    return [Guest(one[:-1], one.endswith("?")) for one in told]


def test_while_there_is_room_nobody_leaves() -> None:
    assert who_leaves(guests("a?", "a?", "b!", "c?"), FEW) is None


def test_a_peer_with_too_many_loses_its_own_longest_waiting() -> None:
    assert who_leaves(guests("b?", "a!", "a?", "a?"), FEW) is None
    assert who_leaves(guests("b?", "a!", "a?", "a?", "a?"), FEW) == 2


def test_when_all_places_are_taken_the_crowd_gives_one_up() -> None:
    assert who_leaves(guests("b?", "a?", "a?", "a?", "c?"), FEW) == 1


def test_nobody_who_waits_for_our_answer_is_sent_away() -> None:
    assert who_leaves(guests("a!", "a!", "b?", "b!", "c?"), FEW) == 2
    assert who_leaves(guests("a!", "a!", "b!", "b!", "c?"), FEW) == 4


def test_who_keeps_its_places_busy_gets_no_more() -> None:
    assert who_leaves(guests("a!", "a!", "a!", "a?"), FEW) == 3
