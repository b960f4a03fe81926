"""However many events of one sort are in the pool, the reports of each find one another.

A dozen fires, quakes, shootings and matches fill in the same forms. Alone they would be told apart
by any measure; together they make the words of their sort common, and every report has a crowd of
look-alikes.
"""

from __future__ import annotations

import random
import tomllib
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.core.stories.grouping import Grouper, GroupingItem
from bot.lab.bench.stories import bcubed

START = datetime(2026, 11, 19, 6, tzinfo=UTC)
EVENTS = 12  # of every form
PEOPLE = (
    "Adair Bexley Crowther Denholm Elphick Farrant Gadsby Haskell Ingram Jessop Kilbride Lathom"
)
OPPONENTS = (
    "Rovington Saltley Upwood Velsham Wexcombe Yarrow Zeal Oxley Penmark Quenby Ridley Stavely"
)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
MAGNITUDES, SCORES = "5.1 5.3 5.8 6.1 6.4", "2-0 2-1 3-1 3-2 4-1"


@cache
def forms() -> tuple[dict[str, Any], ...]:
    text = Path(__file__).with_name("like_forms.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["form"])


def filled(form: dict[str, Any], event: int) -> dict[str, str]:
    """What stands in the gaps of a form for one event."""
    rng = random.Random(f"{form['kind']} {event}")
    numbers, at = form["numbers"].split(), rng.randrange(5)
    words = {"d": DAYS, "g": MAGNITUDES, "s": SCORES}
    names = {"p": form["places"], "q": PEOPLE, "o": OPPONENTS}
    return (
        {"n": numbers[at], "m": numbers[at + 1]}
        | {gap: rng.choice(given.split()) for gap, given in words.items()}
        | {gap: given.split()[event] for gap, given in names.items()}
    )


def upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def reports(events: int) -> list[tuple[GroupingItem, tuple[int, int]]]:
    """Every report with the form and the event that it tells of."""
    made = list[tuple[GroupingItem, tuple[int, int]]]()
    for number, form in enumerate(forms()):
        for event in range(events):
            gaps = filled(form, event)
            for hours, (title, text) in enumerate(form["reports"]):
                when = START + timedelta(hours=6 * hours, minutes=30 * event)
                title, text = (upper(one.format(**gaps)) for one in (title, text))
                n = len(made)
                item = GroupingItem(n, title, text, when, f"outlet {n}", form["language"])
                made.append((item, (number, event)))
    return made


def grouped(items: list[GroupingItem]) -> dict[int, int]:
    grouper, made = Grouper(), dict[int, int]()
    for item in items:
        made |= grouper.add(item)
    return made


def test_there_are_forms_of_several_sorts_and_languages() -> None:
    assert len(forms()) >= 6
    assert len({form["language"] for form in forms()}) >= 3


def test_the_reports_of_one_event_of_each_sort_are_one_story() -> None:
    truth = {item.id: event for item, event in reports(1)}
    precision, recall, _ = bcubed(truth, grouped([item for item, _ in reports(1)]))
    assert (precision, recall) == (1.0, 1.0)


@pytest.mark.parametrize("seed", range(2))
def test_a_dozen_events_of_each_sort_neither_mix_nor_fall_apart(seed: int) -> None:
    told = reports(EVENTS)
    random.Random(seed).shuffle(told)
    truth = {item.id: event for item, event in told}
    precision, recall, _ = bcubed(truth, grouped([item for item, _ in told]))
    assert precision == 1.0
    assert recall >= 0.98
