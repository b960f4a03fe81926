from __future__ import annotations

import pytest

from bot.core.text.invisible import MAX_MARKS, visible


@pytest.mark.parametrize(
    "text", ["\u200b\u2060", "\u3164\u115f\uffa0", "\u2800", "\u202e\U000e0041\x00"]
)
def test_a_title_of_invisible_signs_is_empty(text: str) -> None:
    assert visible(text) == ""


@pytest.mark.parametrize("mark", ["\u0301", "\u0489", "\u05b0", "\u064b", "\u0e49", "\u20dd"])
def test_a_flood_of_marks_is_cut_in_every_script(mark: str) -> None:
    assert visible("ก" + mark * 500 + "ข") == "ก" + mark * MAX_MARKS + "ข"


def test_mixed_marks_are_counted_together() -> None:
    flood = "\u0301\u20d2\u0e49\u0489" * 20
    assert len(visible("e" + flood)) == 1 + MAX_MARKS


@pytest.mark.parametrize(
    "text",
    ["Việt Nam", "שָׁלוֹם", "مُحَمَّدٌ", "မျှော်လင့်", "ပြည်သူ့လွှတ်တော်", "क्ष्म्य", "น้ำ", "བསྒྲུབས", "नमस्ते", "می‌خواهم"],
)
def test_words_of_any_language_stay(text: str) -> None:
    assert visible(text) == text
