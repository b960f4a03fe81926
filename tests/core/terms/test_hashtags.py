"""A few tags that a person would choose: names first, spelled so that Telegram links them."""

from __future__ import annotations

import pytest

from bot.core.terms.hashtags import hashtags, keywords

FERRY = (
    "The ferry Nordlys ran aground off Skarvik with 212 people on board. Captain Ingrid Solheim "
    "said that the Nordlys had lost its radar. Fishermen from Skarvik took the passengers ashore, "
    "and Ingrid Solheim thanked them on Monday."
)


def test_names_come_before_common_words() -> None:
    tags = hashtags("Ferry Nordlys aground off Skarvik", FERRY, "en")
    assert set(tags[:3]) == {"Nordlys", "Skarvik", "IngridSolheim"}
    assert "Monday" not in tags
    assert 3 <= len(tags) <= 5


def test_a_german_noun_is_not_a_name_for_being_capitalised() -> None:
    text = (
        "Die Gewerkschaft der Lokführer ruft zum Streik auf. Die Westbahn nennt den Streik falsch."
    )
    tags = hashtags("Lokführer streiken bei der Westbahn", text, "de")
    assert tags[0] in ("Westbahn", "Lokführer", "Streik")
    assert not [tag for tag in tags if "Der" in tag]


@pytest.mark.parametrize(
    ("title", "tag"),
    [
        ("O'Brien wins again, O'Brien says", "OBrien"),
        ("5G for all: 5G comes to Mereside", "Mereside"),
        ("EASTMERE (Wire) - EASTMERE council meets", "Eastmere"),
        ("Новый мост в Скарвике открыт", "Скарвике"),
    ],
)
def test_tags_are_letters_and_digits_only(title: str, tag: str) -> None:
    tags = hashtags(title, title, "ru" if "мост" in title else "en")
    assert tag in tags
    assert all(one.isalnum() and not one.isdigit() for one in tags)


@pytest.mark.parametrize("text", ["", "…", "12 34", "the of and", "\ud800\udc00 \ud83d"])
def test_text_without_words_has_no_tags(text: str) -> None:
    assert hashtags("", text, "en") == ()
    assert keywords("", text, "en") == []


def test_a_keyword_comes_once_however_it_is_written() -> None:
    found = keywords("Ferries and ferry", "The ferry, a FERRY, two ferries. " * 3, "en", 5)
    assert len({word.lower() for word in found}) == len(found)


def test_a_headline_all_in_capitals_names_nobody_by_itself() -> None:
    title = "Ingrid Solheim Wants to Keep Skarvik Afloat. It Won’t Be Easy."
    text = (
        "Skarvik has a new mayor. The voters of Skarvik gave Ingrid Solheim a clear mandate on "
        "Sunday, and Ingrid Solheim wants to build a harbour, which won’t be cheap."
    )
    tags = hashtags(title, text, "en")
    assert tags[:2] == ("IngridSolheim", "Skarvik")
    assert not {"SolheimWants", "KeepSkarvikAfloat", "WonTBeEasy"} & set(tags)


@pytest.mark.parametrize(
    ("language", "title", "text", "has", "not_has"),
    [
        (
            "en",
            "Court frees Ada Lorn",
            "A court in Kelby freed Ada Lorn on Monday. Exerting pressure, she closes a chapter.",
            {"AdaLorn", "Kelby"},
            {"Frees", "Freed", "Exerting", "Closes"},
        ),
        (
            "en",
            "iBooks and eRead merge",
            "The shops iBooks and eRead merge in June. Readers of eRead keep all.",
            {"iBooks", "eRead"},
            {"IBooks", "ERead", "Merge"},
        ),
        (
            "en",
            "Harbour talks fail",
            "The harbour talks failed. After the harbour talks, Sarn sent its delegates home.",
            {"HarbourTalks", "Sarn"},
            {"Fail", "Failed"},
        ),
        (
            "en",
            "Prime Minister Ada Lorn resigns",
            "Prime Minister Ada Lorn resigned on Monday in Kelby.",
            {"AdaLorn"},
            {"PrimeMinisterAdaLorn", "Prime", "Minister", "Resigns"},
        ),
        (
            "de",
            "Stadtrat stoppt Brücke",
            "Der Stadtrat von Wellingen stoppt die Brücke. Die Brücke kostet zu viel.",
            {"Brücke", "Wellingen"},
            {"Stoppt", "Kostet"},
        ),
        (
            "tr",
            "Kumluk'ta sel",
            "Kumluk'ta sel oldu. Kumluk'un başkanı yardım istedi.",
            {"Kumluk"},
            {"KumlukTa", "Istedi"},
        ),
        (
            "it",
            "Dall'Ostilia il grano",
            "Il grano dell'Ostilia arriva a Serra.",
            {"Ostilia", "Serra"},
            {"DallOstilia", "DellOstilia"},
        ),
        (
            "zh",
            "台风登陆广东",
            "台风“海神”星期三在广东登陆，造成三人死亡，广东的学校停课。",
            {"台风", "广东"},
            {"台风登陆广东"},
        ),
        (
            "ja",
            "台風、九州に上陸へ",
            "台風10号は九州に上陸する見込みで、気象庁は大雨に警戒を呼びかけている。",
            {"台風", "九州"},
            {"に上陸", "上陸する"},
        ),
        ("hi", "स्वामी अधोक्षजानंद", "स्वामी अधोक्षजानंद आए।", {"अधोक्षजानंद"}, {"अध"}),
        (
            "ko",
            "서울시장이 사임",
            "서울시장이 사임했다. 서울시장은 말했다.",
            {"서울시장"},
            {"서울시장이"},
        ),
    ],
)
def test_tags_are_names_and_nouns_never_verbs_or_clauses(
    language: str, title: str, text: str, has: set[str], not_has: set[str]
) -> None:
    tags = set(hashtags(title, text, language))
    assert has <= tags
    assert not not_has & tags
