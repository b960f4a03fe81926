"""The packed table: as many labels as cities, the largest first."""

from __future__ import annotations

from bot.core.schedule.place_table import place_table, values_of


def test_the_columns_belong_together_and_the_largest_city_is_first() -> None:
    table = place_table()
    assert len(table.labels) == len(table.zones) == len(table.country) == len(table.people)
    assert list(table.people[:50]) == sorted(table.people[:50], reverse=True)


def test_a_name_finds_its_values_and_only_as_a_whole() -> None:
    names = b"\nbern\t7\nberne\t7\nbern\t9\n"
    assert values_of(names, "bern") == ["7", "9"] and values_of(names, "ber") == []
