"""What the splitter knows of a language, and how it tells which one a text is in."""

from __future__ import annotations

import pytest

from summarizers.text.abbreviations import rules_for


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council voted, and the bridge is closed. It is old.", "en"),
        ("Die Brücke ist gesperrt. Der Rat hat das am Montag beschlossen.", "de"),
        ("Совет закрыл мост.", "ru"),
        ("橋が閉まった。", "ja"),
        ("大桥关闭了。", "zh"),
        ("Η γέφυρα έκλεισε.", "el"),
        ("أغلق المجلس الجسر.", "ar"),
        ("", "en"),
    ],
)
def test_a_text_tells_whose_rules_hold(text: str, language: str) -> None:
    assert rules_for("", text).language == language


def test_a_region_and_a_twin_change_nothing() -> None:
    assert rules_for("pt-BR") is rules_for("pt")
    assert rules_for("nb") is rules_for("no")


def test_a_language_has_its_own_words_and_those_of_all() -> None:
    german = rules_for("de")
    assert german.ordinals
    assert "dr" in german.title
    assert not rules_for("en").ordinals
