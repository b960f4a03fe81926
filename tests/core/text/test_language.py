"""What language a text is in, by its script and its words, with a hint only where in doubt."""

from __future__ import annotations

import pytest

from bot.core.text.language import detect, normalize


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
