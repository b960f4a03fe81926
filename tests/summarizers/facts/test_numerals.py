"""How numbers are read: what they allow, and what they count."""

from __future__ import annotations

import pytest

from summarizers.facts import numerals, quantities

# (language, text, [(value, low, high)])
NUMBERS = [
    ("en", "212 people", [(212, 212, 212)]),
    ("en", "about 200 people", [(200, 180, 220)]),
    ("en", "some 20 people", [(20, 16, 24)]),
    ("en", "more than 200 people", [(200, 200, 250)]),
    ("en", "at least 24 fires", [(24, 24, 24)]),
    ("en", "at least 20 fires", [(20, 20, 25)]),
    ("en", "up to 40 people", [(40, 30, 40)]),
    ("en", "nearly 300 people", [(300, 255, 300)]),
    ("en", "1,204 votes", [(1204, 1204, 1204)]),
    ("en", "3,000 jobs", [(3000, 2850, 3150)]),
    ("en", "1.2 million customers", [(1.2e6, 1.15e6, 1.25e6)]),
    ("en", "$1.5bn and £5m", [(1.5e9, 1.45e9, 1.55e9), (5e6, 4.75e6, 5.25e6)]),
    ("en", "two dozen sheep, half a million bees", [(24, 24, 24), (5e5, 4.75e5, 5.25e5)]),
    ("en", "Twenty-Five OR THIRTY", [(25, 25, 25), (30, 30, 30)]),
    ("en", "İn İzmir, HALF A MILLION bees", [(5e5, 4.75e5, 5.25e5)]),
    ("en", "twenty-five or thirty", [(25, 25, 25), (30, 30, 30)]),
    ("en", "between 20 and 30 people", [(25, 20, 30)]),
    ("en", "5 to 7 percent", [(6, 5, 7)]),
    ("en", "from 5 to 7", [(5, 5, 5), (7, 7, 7)]),
    ("en", "rose by 16 to 744", [(16, 16, 16), (744, 744, 744)]),
    ("en", "from 6,121 in 2016 to 7,314", [(6121,) * 3, (2016,) * 3, (7314,) * 3]),
    ("en", "in 2016 to 2019", [(2017.5, 2016, 2019)]),
    ("en", "2005 to 2807 people", [(2406, 2005, 2807)]),
    ("en", "rose by 5 to 7", [(6, 5, 7)]),
    ("en", "a bridge, an hour, COVID-19, 7:30, 9/11, the 21st", []),
    ("de", "rund 1.200 Menschen", [(1200, 1080, 1320)]),
    ("de", "1,5 Millionen Euro", [(1.5e6, 1.45e6, 1.55e6)]),
    ("fr", "environ 1 200 personnes", [(1200, 1080, 1320)]),
    ("fr", "au moins deux morts", [(2, 2, 2)]),
    ("es", "3,5 millones de euros", [(3.5e6, 3.45e6, 3.55e6)]),
    ("xx", "212 leute", [(212, 212, 212)]),
]  # fmt: skip

# (language, sentence, [(kind, noun, event)])
COUNTED = [
    ("en", "The ferry had 212 people aboard.", [("count", "people", "aboard")]),
    ("en", "The blast killed 12 and injured 30.", [("count", "people", "killed"), ("count", "people", "injured")]),
    ("en", "The toll rose to 117.", [("count", "people", "killed")]),
    ("en", "Three soldiers were wounded.", [("count", "soldier", "injured")]),
    ("en", "Crews fought 26 large fires.", [("count", "fire", "")]),
    ("en", "It burned 1,200 acres.", [("area", "", "")]),
    ("en", "It grew to 40 square miles.", [("area", "", "")]),
    ("en", "It cost $3 million and 5 million euros.", [("USD", "", ""), ("EUR", "", "")]),
    ("en", "Rates rose by 5 percentage points to 8 percent.", [("points", "", ""), ("percent", "", "")]),
    ("en", "The 26-year-old man left.", [("age", "", "")]),
    ("en", "Another 12 people came, three of them late.", []),
    ("en", "They voted 60-48 on March 12, 2021.", []),
    ("en", "Boeing 737, Article 50, No. 10, at 7 p.m. in 2019", []),
    ("de", "Bei 26 Bränden gab es zwölf Tote.", [("count", "brand", ""), ("count", "people", "killed")]),
    ("fr", "Il y a eu 12 morts.", [("count", "people", "killed")]),
    ("es", "Hubo 12 muertos.", [("count", "people", "killed")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), NUMBERS)
def test_a_number_is_an_interval(
    language: str, text: str, expected: list[tuple[float, float, float]]
) -> None:
    found = [(one.value, one.low, one.high) for one in numerals.find(text, language)]
    assert found == [pytest.approx(interval) for interval in expected]


@pytest.mark.parametrize(("language", "text", "expected"), COUNTED)
def test_what_a_number_counts(
    language: str, text: str, expected: list[tuple[str, str, str]]
) -> None:
    found = quantities.find(text, language)
    assert [(one.kind, one.noun, one.event) for one in found] == expected


def test_a_number_is_found_where_it_stands_hedge_and_all() -> None:
    text = "It cost roughly $2.3 trillion."
    (number,) = numerals.find(text, "en")
    assert text[number.begin : number.end] == "roughly $2.3 trillion"
    assert text[number.start : number.end] == "$2.3 trillion"
    assert (number.hedge, number.currency) == ("about", "USD")
