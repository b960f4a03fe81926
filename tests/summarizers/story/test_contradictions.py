"""Where outlets differ, by a table of sentence pairs: what is one thing, what contradicts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from summarizers.story.bullets import StoryArticle
from summarizers.story.contradictions import contradictions

DAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def told(*texts: str, language: str = "en") -> list[StoryArticle]:
    """One article an outlet, called A, B, C …"""
    return [
        StoryArticle(place, "ABCDEF"[place], "", text, language, (), DAY)
        for place, text in enumerate(texts)
    ]


# (language, what outlet A says, what outlet B says, the two values)
DIFFER = [
    ("en", "The blast in Orlen killed 12 people and injured 30.", "A blast killed 14 people in the town of Orlen.", ("12", "14")),
    ("en", "The blast in Orlen killed 12 people and injured 30.", "A dozen people died and 41 were injured by the blast in Orlen.", ("30", "41")),
    ("en", "Police arrested 40 protesters outside the Orlen parliament.", "Outside the Orlen parliament, 55 protesters were arrested by police.", ("40", "55")),
    ("en", "Seven miners are still missing after the Kelda pit flooded.", "After the flooding of the Kelda pit, nine miners are missing.", ("Seven", "nine")),
    ("en", "Norvik will cut 3,000 jobs at its Halden plant.", "Norvik said it would cut 4,500 jobs at the Halden plant.", ("3,000", "4,500")),
    ("en", "The Aller bridge will cost $12.4 million to repair.", "Repair of the Aller bridge will cost $18 million.", ("$12.4 million", "$18 million")),
    ("en", "The council approved a £5m grant for the Aller theatre.", "A £7m grant for the Aller theatre was approved by the council.", ("£5m", "£7m")),
    ("en", "Unemployment in Westmark rose to 6.1 percent in October.", "Unemployment in Westmark rose to 6.8% in October.", ("6.1 percent", "6.8%")),
    ("en", "The wildfire near Pell has burned 1,200 acres of forest.", "The wildfire near Pell has burned 2,900 acres of forest.", ("1,200 acres", "2,900 acres")),
    ("en", "The quake struck 60 miles north of the port of Sarn.", "The quake struck 150 km north of the port of Sarn.", ("60 miles", "150 km")),
    ("en", "Four people were killed when a tram left the rails in Kolm.", "A tram left the rails in Kolm, killing six people.", ("Four", "six")),
    ("en", "Nearly 300 people were evacuated from the Orlen hospital.", "More than 450 people were evacuated from the Orlen hospital.", ("Nearly 300", "More than 450")),
    ("en", "Drivers queued for 9 kilometres before the Brann tunnel on Sunday.", "Drivers queued for 15 kilometres before the Brann tunnel on Sunday.", ("9 kilometres", "15 kilometres")),
    ("en", "Hackers took the data of 1.2 million customers of Belbank.", "Hackers took the data of 2 million customers of Belbank.", ("1.2 million", "2 million")),
    ("en", "Three soldiers were wounded in the attack on the Zarn post.", "The attack on the Zarn post left five soldiers wounded.", ("Three", "five")),
    ("en", "The 26-year-old suspect Ivo Marn was arrested in Kolm.", "Police in Kolm arrested the 29-year-old suspect Ivo Marn.", ("26-year-old", "29-year-old")),
    ("en", "The storm in Tarn left two dozen people injured.", "The storm in Tarn left 31 people injured.", ("two dozen", "31")),
    ("en", "Between 20 and 30 passengers were hurt in the Kolm crash.", "In the Kolm crash, 45 passengers were hurt, police said.", ("Between 20 and 30", "45")),
    ("de", "Bei dem Brand in Kolm wurden zwölf Menschen getötet.", "Bei einem Brand in Kolm sind 15 Menschen getötet worden.", ("zwölf", "15")),
    ("de", "Die Brücke über die Aller kostet 3,5 Millionen Euro mehr als geplant.", "Die Brücke über die Aller kostet 5 Millionen Euro mehr als geplant.", ("3,5 Millionen Euro", "5 Millionen Euro")),
    ("fr", "L'explosion de Kolmar a tué 12 personnes dans une usine.", "Une explosion a tué 15 personnes dans une usine de Kolmar.", ("12", "15")),
    ("es", "La explosión de Orlena dejó 12 muertos en una fábrica.", "Una explosión en una fábrica de Orlena dejó 15 muertos.", ("12", "15")),
    ("en", "The ferry sank off Harle with 12 people aboard.", "A ferry with at least 15 people aboard sank off Harle island.", ("12", "at least 15")),
    ("en", "The ferry sank off Harle with 212 people aboard.", "A ferry with about 150 people aboard sank off Harle island.", ("212", "about 150")),
    ("en", "The ferry sank off Harle with 212 people aboard.", "A ferry with more than 300 people aboard sank off Harle island.", ("212", "more than 300")),
    ("en", "The ferry sank off Harle with 400 people aboard.", "A ferry with as many as 250 people aboard sank off Harle island.", ("400", "as many as 250")),
    ("en", "The ferry sank off Harle with 26 people aboard.", "A ferry with about 40 people aboard sank off Harle island.", ("26", "about 40")),
    ("en", "The ferry sank off Harle with at least 63 people aboard.", "A ferry with as many as 50 people aboard sank off Harle island.", ("at least 63", "as many as 50")),
    ("en", "The ferry sank off Harle with 200 people aboard.", "A ferry with 260 people aboard sank off Harle island.", ("200", "260")),
]  # fmt: skip

# (language, what outlet A says, what outlet B says, why it is no difference)
AGREE = [
    ("en", "The ferry sank off Harle with 203 people aboard.", "A ferry with about 200 people aboard sank off Harle island.", "about allows it"),
    ("en", "The ferry sank off Harle with 231 people aboard.", "A ferry with more than 200 people aboard sank off Harle island.", "more than allows it"),
    ("en", "The ferry sank off Harle with 212 people aboard.", "A ferry with at least 200 people aboard sank off Harle island.", "at least, and round"),
    ("en", "Crews fought 24 fires across the Tarn valley on Monday.", "At least 24 fires were burning across the Tarn valley, crews said.", "the same count"),
    ("en", "The blast in Orlen killed twelve people.", "A blast killed 12 people in the town of Orlen.", "in words and figures"),
    ("en", "The blast in Orlen killed a dozen people.", "A blast killed 12 people in the town of Orlen.", "a dozen"),
    ("en", "Hackers took the data of 1.2 million customers of Belbank.", "Hackers took the data of 1,184,350 customers of Belbank.", "rounded to 100,000"),
    ("en", "The Aller bridge will cost $1.5 billion to repair.", "Repair of the Aller bridge will cost $1,500 million.", "another magnitude"),
    ("en", "The quake struck 60 miles north of the port of Sarn.", "The quake struck 97 km north of the port of Sarn.", "miles and kilometres"),
    ("en", "Nearly 300 people were evacuated from the Orlen hospital.", "Some 287 people were evacuated from the Orlen hospital.", "nearly allows it"),
    ("en", "Up to 300 people were evacuated from the Orlen hospital.", "Some 260 people were evacuated from the Orlen hospital.", "up to allows it"),
    ("en", "Between 20 and 30 passengers were hurt in the Kolm crash.", "In the Kolm crash, 26 passengers were hurt.", "inside the range"),
    ("en", "The blast in Orlen killed 12 people.", "The blast in Orlen injured 30 people.", "killed and injured"),
    ("en", "The blast in Orlen killed 12 people.", "The blast in Orlen killed three children.", "people and children"),
    ("en", "The blast in Orlen killed 12 people.", "Another 14 people were killed in the Orlen blast last year.", "another"),
    ("en", "Police arrested 40 protesters outside the Orlen parliament.", "Police have arrested 70 protesters outside the Orlen parliament since May.", "since May"),
    ("en", "In Kolm, the flood killed 12 people and cut the railway.", "The flood killed 15 people in Marnland and cut the railway.", "one town and the country"),
    ("en", "The flood killed 12 people in Germany, officials in Kolm said.", "The flood killed 24 people in Belgium, officials in Luik said.", "two countries"),
    ("en", "The blast in Orlen killed 12 people.", "Car crashes killed 14 people on Westmark roads.", "two events"),
    ("en", "Three of the 12 people killed in the Orlen blast were miners.", "The blast in Orlen killed 12 people, five of them miners.", "parts of a whole"),
    ("en", "The senate passed the Tarn water bill by 60-48 on Monday.", "The senate passed the Tarn water bill by 61-47 on Monday.", "scores are left alone"),
    ("en", "Boeing 737 jets of Norair were grounded in Kolm.", "Boeing 787 jets of Norair were grounded in Kolm.", "names with figures"),
    ("en", "In 2019 the council of Kolm closed the Aller bridge.", "In 2021 the council of Kolm closed the Aller bridge.", "years"),
    ("en", "The council of Kolm meets on March 12 about the Aller bridge.", "The council of Kolm meets on March 14 about the Aller bridge.", "dates"),
    ("en", "The council of Kolm meets at 7 p.m. about the Aller bridge.", "The council of Kolm meets at 8 p.m. about the Aller bridge.", "times of day"),
    ("en", "Article 50 of the Kolm charter was used by the council.", "Article 51 of the Kolm charter was used by the council.", "numbered things"),
    ("en", "Unemployment in Westmark rose to 6.1% from 5.8% in October.", "Unemployment in Westmark rose to 6.1% in October.", "what it rose from"),
    ("en", "One in five shops in Kolm closed this winter.", "Two in five shops in Kolm closed this winter.", "fractions are left alone"),
    ("en", "The ticket costs $20 in Kolm.", "The ticket costs €18 in Kolm.", "two currencies"),
    ("en", "Norvik will send 2.5 million doses to Marnland and 1.5 million doses to Tarn.", "Norvik will send 4 million doses to Marnland and Tarn.", "a sum"),
    ("en", "The blast in Orlen killed 12 people.", "At first nine people were reported killed in the Orlen blast, later 12 people were killed.", "an outlet with two counts"),
    ("en", "Ivo Marn was 16 years old when he left Kolm.", "The 26-year-old Ivo Marn left Kolm on Monday.", "two points in time"),
    ("en", "Crime in Kolm fell by 5 percentage points in October.", "Crime in Kolm fell by 8 percent in October.", "points and percent"),
    ("en", "Some 500 people watched the Kolm parade.", "Some 900 people work at the Kolm brewery.", "people in general"),
    ("de", "Bei dem Brand in Kolm wurden rund 200 Menschen verletzt.", "Bei einem Brand in Kolm sind 196 Menschen verletzt worden.", "rund"),
    ("de", "Die Brücke über die Aller kostet 1.200 Euro am Tag.", "Die Brücke über die Aller kostet 1200 Euro am Tag.", "a dot between thousands"),
    ("fr", "L'explosion de Kolmar a tué une douzaine de personnes.", "Une explosion a tué 12 personnes dans une usine de Kolmar.", "douzaine"),
    ("es", "La explosión de Orlena dejó más de 200 heridos.", "Una explosión en Orlena dejó 214 heridos.", "más de"),
    ("en", "The ferry sank off Harle with 212 people aboard.", "A ferry with about 200 people aboard sank off Harle island.", "about, rounded to hundreds"),
    ("en", "The ferry sank off Harle with 212 people aboard.", "A ferry with some 200 people aboard sank off Harle island.", "some"),
    ("en", "The ferry sank off Harle with 212 people aboard.", "A ferry with 200 people aboard sank off Harle island.", "a round number"),
    ("en", "The ferry sank off Harle with 231 people aboard.", "A ferry with at least 200 people aboard sank off Harle island.", "at least, and more"),
    ("en", "The ferry sank off Harle with 950 people aboard.", "A ferry with more than 200 people aboard sank off Harle island.", "more than, and far more"),
    ("en", "The ferry sank off Harle with 1,085 people aboard.", "A ferry with roughly 1,000 people aboard sank off Harle island.", "roughly"),
    ("en", "The ferry sank off Harle with 24 people aboard.", "A ferry with about 20 people aboard sank off Harle island.", "about, rounded to tens"),
    ("en", "The ferry sank off Harle with 188 people aboard.", "A ferry with almost 200 people aboard sank off Harle island.", "almost"),
    ("en", "The ferry sank off Harle with at least 8 people aboard.", "A ferry with at least 9 people aboard sank off Harle island.", "two lower bounds"),
    ("en", "The ferry sank off Harle with more than 1,000 people aboard.", "A ferry with at least 1,800 people aboard sank off Harle island.", "two lower bounds apart"),
    ("en", "The ferry sank off Harle with as many as 50 people aboard.", "A ferry with more than 50 people aboard sank off Harle island.", "bounds that meet"),
    ("en", "The ferry sank off Harle with as many as 300 people aboard.", "A ferry with 120 people aboard sank off Harle island.", "an upper bound"),
    ("en", "The ferry sank off Harle with 2,310 people aboard.", "A ferry with 2,300 people aboard sank off Harle island.", "rounded to hundreds"),
    ("en", "Crews fought 26 fires across the Tarn valley on Monday.", "At least 24 fires were burning across the Tarn valley, crews said.", "at least, so far"),
    ("en", "A gunman killed three people at the Orlen fair.", "Four people were killed at the Orlen fair, including the gunman.", "one of them counted in"),
    ("en", "The blast in Orlen killed 12 men at the Tarn mill.", "Over the blast at the Tarn mill, a judge in Orlen sentenced 14 men to death.", "nobody was killed"),
    ("en", "The Aller bridge will cost $2.3 million to repair.", "Repair of the Aller bridge will cost roughly $2 million.", "roughly"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "one", "other", "values"), DIFFER, ids=lambda v: str(v)[:40])
def test_numbers_that_cannot_both_be_right_are_given_with_their_outlets(
    language: str, one: str, other: str, values: tuple[str, str]
) -> None:
    found = contradictions(told(one, other, language=language))
    assert [[(v.text, v.outlet) for v in one.values] for one in found] == [
        [(values[0], "A"), (values[1], "B")]
    ]


@pytest.mark.parametrize(("language", "one", "other", "why"), AGREE, ids=lambda v: str(v)[:40])
def test_numbers_that_may_both_be_right_are_not_held_against_anyone(
    language: str, one: str, other: str, why: str
) -> None:
    assert contradictions(told(one, other, language=language)) == [], why


def test_a_value_points_to_its_sentence() -> None:
    articles = told(
        "It rained. The blast in Orlen killed 12 people.",
        "In Orlen 14 people were killed by a blast.",
    )
    (found,) = contradictions(articles)
    assert found.slot == "people killed"
    spans = [articles[v.article_id].text[v.start : v.end] for v in found.values]
    assert spans == ["The blast in Orlen killed 12 people.", articles[1].text]


def test_three_outlets_each_with_a_value() -> None:
    found = contradictions(
        told(
            "The blast in Orlen killed 12 people.",
            "The Orlen blast killed 14 people.",
            "The blast in Orlen killed 12 people, police said.",
        )
    )
    assert [[(v.outlet, v.text) for v in one.values] for one in found] == [
        [("A", "12"), ("B", "14"), ("C", "12")]
    ]


def test_a_toll_that_rose_overnight_is_no_contradiction() -> None:
    early, late = told(
        "The blast in Orlen killed 12 people.", "The blast in Orlen killed 14 people."
    )
    later = DAY + timedelta(hours=30)
    moved = StoryArticle(late.id, late.outlet, "", late.text, "en", (), later)
    assert contradictions([early, moved]) == []


@pytest.mark.parametrize(
    "texts",
    [(), ("",), ("12", "14"), ("12 " * 3000, "\ud800 13 people"), ("مات 12 شخصا", "مات 14 شخصا")],
)
def test_odd_texts_give_nothing(texts: tuple[str, ...]) -> None:
    assert contradictions(told(*texts)) == []
