"""Names in Chinese and Japanese."""

from __future__ import annotations

import pytest

from bot.core.terms.wide_names import wide_names


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        ("zh", "四川宜宾发生4.9级地震", ["四川"]),
        ("zh", "小米发布新款手机", ["小米"]),
        ("zh", "苹果公司召回充电器", ["苹果"]),
        ("zh", "某某集团宣布裁员", ["某某"]),
        ("ja", "山形県で震度5弱の地震", ["山形"]),
        ("ja", "トヨタ、純利益2割減", ["トヨ"]),
        ("ja", "札幌市で住宅火災、2人死亡", ["札幌"]),
        ("ja", "OpenAI、新モデルを公開", ["openai"]),
        ("ja", "気温が上がる", ["気温"]),
        ("zh", "警方调查", []),
    ],
)
def test_the_names_of_a_headline(language: str, title: str, expected: list[str]) -> None:
    main, _, mentioned = wide_names(title, "", language)
    assert list(dict.fromkeys(main)) == expected
    assert set(expected) <= set(mentioned)


def test_a_name_is_mentioned_however_it_goes_on() -> None:
    """ "宜宾" of "宜宾市" and of "宜宾兴文县地震" is one."""
    _, lead, _ = wide_names("地震", "四川宜宾市兴文县发生地震。", "zh")
    _, _, mentioned = wide_names("宜宾兴文县地震", "", "zh")
    assert "宜宾" in set(lead) & set(mentioned)
