"""Tags of texts without spaces."""

from __future__ import annotations

import pytest

from bot.core.terms.unspaced import unspaced_tags


def test_what_comes_again_in_chinese_is_a_word_and_the_particles_are_none() -> None:
    tags = unspaced_tags("海神登陆", "海神在广东登陆。广东的学校停课，广东下雨。", "zh", 5)
    assert "海神" in tags
    assert "广东" in tags
    assert not [tag for tag in tags if "的" in tag or "在" in tag]


def test_japanese_words_are_runs_of_one_script() -> None:
    tags = unspaced_tags("谷川、首位に浮上", "谷川は土曜日、サッカーで首位に浮上した。", "ja", 5)
    assert tags[0] in ("谷川", "首位", "浮上")
    assert "サッカー" in tags
    assert not [tag for tag in tags if "に" in tag or "曜" in tag]


def test_a_thai_tag_is_no_clause() -> None:
    tags = unspaced_tags("น้ำท่วมเมือง", "น้ำท่วมเมืองเมื่อวันอังคาร น้ำท่วมมาก", "th", 5)
    assert tags
    assert max(map(len, tags)) <= 12


@pytest.mark.parametrize("language", ["zh", "ja", "th"])
def test_nothing_gives_nothing_and_much_is_bounded(language: str) -> None:
    assert unspaced_tags("", "", language, 5) == ()
    assert len(unspaced_tags("台风" * 5000, "น้ำท่วม台风登陆" * 5000, language, 5)) <= 5
