"""Reprints are the same text; a form that is filled in anew is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.core.stories.grouping import Grouper, GroupingItem

DAY = datetime(2026, 11, 20, 6, tzinfo=UTC)
FORM = (
    "{who} earned {sum} million euros in the third quarter, more than analysts had expected, the"
    " company said in a statement on Thursday. The board raised its forecast for the whole year and"
    " will propose a higher dividend to the shareholders at the general meeting in spring."
)


def reprints(*texts: tuple[str, str]) -> list[int]:
    grouper, found = Grouper(), list[int]()
    for n, (title, text) in enumerate(texts):
        date = DAY + timedelta(hours=n)
        grouper.add(GroupingItem(n, title, text, date, f"outlet {n}", "en"))
        found = grouper.reprints()
    return found


def test_the_same_text_elsewhere_is_a_reprint() -> None:
    text = FORM.format(who="Brodwerk", sum=310)
    assert reprints(("Brodwerk earns more", text), ("More profit at Brodwerk", text)) == [1]


def test_the_same_form_of_another_firm_is_none() -> None:
    one, other = FORM.format(who="Brodwerk", sum=310), FORM.format(who="Haletech", sum=310)
    assert reprints(("Brodwerk earns more", one), ("Haletech earns more", other)) == []


def test_the_same_form_with_other_figures_is_none() -> None:
    one, other = FORM.format(who="Brodwerk", sum=310), FORM.format(who="Brodwerk", sum=190)
    assert reprints(("Brodwerk earns more", one), ("Brodwerk earns more", other)) == []
