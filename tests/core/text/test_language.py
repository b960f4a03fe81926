"""What language a text is in, by its script and its words, with a hint only where in doubt."""

from __future__ import annotations

import pytest

from bot.core.text.language import detect, normalize, sureness


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en-US", "en"),
        ("pt_BR", "pt"),
        (" NB ", "no"),
        ("iw", "he"),
        ("yue", "zh"),
        ("english", ""),
        ("", ""),
        (None, ""),
        ("x1", ""),
    ],
)
def test_a_tag_becomes_a_code_of_two_letters(code: str | None, expected: str) -> None:
    assert normalize(code) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council voted on Monday to close the old harbour bridge for a year.", "en"),
        ("Der Rat beschloss am Montag, die alte Brücke ein Jahr lang zu sperren.", "de"),
        ("Le conseil a décidé lundi de fermer le vieux pont pendant un an.", "fr"),
        ("Совет решил в понедельник закрыть старый мост на год.", "ru"),
        ("港の古い橋は月曜日から一年間閉鎖される。", "ja"),
        ("议会星期一决定关闭旧港口大桥一年。", "zh"),
        ("의회는 월요일에 다리를 닫기로 했다.", "ko"),
    ],
)
def test_a_sentence_tells_its_language(text: str, expected: str) -> None:
    assert detect(text) == expected


def test_capitals_hide_no_language() -> None:
    assert detect("DER RAT BESCHLOSS AM MONTAG, DIE ALTE BRÜCKE ZU SPERREN.") == "de"


def test_addresses_and_figures_are_no_words() -> None:
    text = "https://valleypost.example/en/2026 @moss #bridge 12345"
    assert detect(text) == ""
    assert detect(text, "de-AT") == "de"


def test_a_wrong_hint_does_not_outvote_the_text() -> None:
    text = "Der Rat beschloss am Montag, die alte Brücke ein Jahr lang zu sperren."
    assert detect(text, "en") == "de"


def test_a_text_that_begins_with_foreign_names_is_told_by_all_that_was_read_of_it() -> None:
    names = "Xosé Ñúñez, Gwladys Ó Súilleabháin, Þórdís Ægisdóttir, Łukasz Wąsowicz, Đỗ Nhật. "
    told = "They voted on Monday to close the old bridge, and nobody said when it would open again."
    assert detect(names + told) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "It’s a bridge that wasn’t there, isn’t it?",
        "FESCO Q&A: the board answers",
        "Debt isn’t an option, it’s a call",
    ],
)
def test_latin_letters_are_of_no_language_that_is_never_written_in_them(text: str) -> None:
    assert detect(text) == "en"


@pytest.mark.parametrize(
    ("headline", "claimed"),
    [
        ("Caldo record", "it"),
        ("Boeren boos", "nl"),
        ("Le PSG battu", "fr"),
        ("Požar u Splitu", "hr"),
        ("Снег на планинама", "sr"),
        ("Uus sild avati", "et"),
        ("Gempa di Palu", "id"),
        ("निवडणूक पुढे ढकलली", "mr"),
    ],
)
def test_a_headline_of_two_or_three_words_is_in_its_feeds_language(
    headline: str, claimed: str
) -> None:
    assert detect(headline, claimed) == claimed


@pytest.mark.parametrize(
    ("headline", "claimed", "expected"),
    [
        ("Der Rat sperrt die alte Brücke", "en", "de"),
        ("Complete guide to the new transfer window", "pt", "en"),
        ("Пожар в Казани потушен", "en", "ru"),
        ("Пожар в Казани потушен", "pl", "ru"),
        ("Bridge closed for a year", "ru", "en"),
    ],
)
def test_a_headline_that_speaks_clearly_is_in_its_own(
    headline: str, claimed: str, expected: str
) -> None:
    assert detect(headline, claimed) == expected


def test_croatian_and_serbian_are_told_by_the_words_that_they_do_not_share() -> None:
    croatian = (
        "Vlada je prije tjedan dana odlučila tko će graditi cestu, a općina čeka milijun eura."
    )
    serbian = "Vlada je pre nedelju dana odlučila ko će graditi put, a opština čeka milion evra."
    assert (detect(croatian), detect(serbian)) == ("hr", "sr")
    assert detect("Sud odgodio presudu", "hr") == "hr"
    assert detect("Sud odložio presudu", "sr") == "sr"


def test_the_likeliest_of_a_few_languages_is_told_with_its_likelihood() -> None:
    language, sure = sureness("Мост закрыт после шторма, сообщает порт.", ["ru", "uk"])
    assert language == "ru"
    assert 0.5 < sure <= 1
    assert sureness("The bridge is shut after the storm.", ["ru"])[1] < 0.1
