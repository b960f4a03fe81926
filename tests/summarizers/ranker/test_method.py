"""The ranker `news`: what it is given may be anything, what it gives is always fit to read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.lab.summaries import evaluation
from summarizers import Bullet, summarize
from summarizers.bullets.selection import LONGEST
from summarizers.ranker import method
from summarizers.text.sentences import parse

ARTICLE = (
    "The council of Halden voted on Monday to close the old harbour bridge for a year. "
    "Inspectors had found cracks in two of its main beams. They warned of a collapse in June. "
    "But Mayor Ida Moss ignored the warning, according to documents seen by the court. "
    "About 38,000 cars cross the bridge, which was built in 1969, on a normal day. "
    'Drivers were angry. "I lose two hours a day," said Tom Berg, a plumber. '
    "A new bridge would cost 210 million crowns and take eight years to build. "
    "Who will pay for it? Scroll down for video. "
    "The council will discuss a ferry for pedestrians and cyclists in September."
)


def cut_from_source(text: str, made: list[Bullet]) -> bool:
    return all(
        evaluation.is_cut_from(bullet.text, text[bullet.start : bullet.end]) for bullet in made
    )


def test_an_article_gives_its_news_in_reading_order() -> None:
    made = summarize(ARTICLE, "Bridge closed", "en")
    assert made[0].text.startswith("The council of Halden voted")
    assert [bullet.start for bullet in made] == sorted(bullet.start for bullet in made)
    assert 2 <= len(made) <= 3


@pytest.mark.parametrize(("count", "fewest"), [(1, 1), (2, 2), (3, 2), (5, 4), (8, 5)])
def test_short_medium_and_long_give_as_many_as_asked_for(count: int, fewest: int) -> None:
    assert fewest <= len(summarize(ARTICLE, "", "en", count)) <= count


def test_no_count_gives_no_bullets() -> None:
    assert summarize(ARTICLE, "", "en", 0) == []
    assert summarize(ARTICLE, "", "en", -1) == []


@pytest.mark.parametrize("language", ["en", "", "de", "tr", "xx", "en-GB", "zh"])
def test_any_language_code_is_taken(language: str) -> None:
    made = summarize(ARTICLE, "", language)
    assert made
    assert cut_from_source(ARTICLE, made)


def test_english_is_recognised_where_no_language_is_given() -> None:
    assert summarize(ARTICLE) == summarize(ARTICLE, language="en")
    guide = "If you write code, you need notes which your friends have read. They will ask why."
    assert method.with_language(parse(guide)).language == "en"
    assert method.with_language(parse("Die Brücke bleibt bis auf Weiteres zu.")).language == ""


ODD = {
    "empty": "",
    "spaces": " \n\t \n",
    "one sentence": "The bridge was closed on Monday morning.",
    "one word": "Bridge",
    "no sentence ends": "word " * 3000,
    "no spaces": "x" * 20000,
    "one sentence repeated": "The bridge was closed on Monday. " * 400,
    "ten thousand sentences": "".join(
        f"Item {i} was closed on Monday morning. " for i in range(10000)
    ),
    "emoji": "🚢 The ferry sank 🌊 near the harbour. 😀😀😀 Nobody was hurt 🙏 on board.",
    "lone surrogates": "The \ud800 bridge was closed on Monday. It \udfff was old and unsafe.",
    "right to left": "أغلقت المدينة الجسر القديم يوم الاثنين. وقال العمدة إن الجسر غير آمن.",
    "chinese": "市议会星期一决定关闭旧桥一年。检查人员发现两根主梁有裂缝。新桥将耗资两亿克朗。",
    "mixed": "The bridge was closed. Die Brücke war alt und marode. Мост закрыли в понедельник.",
    "table": "Year\tCars\tTrams\n1999\t38,000\t12\n2009\t41,000\t14\n2019\t44,000\t9\n",
    "marks only": "?!... --- ### *** ((( ))) \"\" ''",
    "digits": "1 2 3 4 5. 6 7 8 9 10. 11 12 13 14 15.",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("language", ["en", ""])
def test_odd_texts_give_a_sensible_answer_or_none(text: str, language: str) -> None:
    made = summarize(text, "A title", language)
    assert len({bullet.text for bullet in made}) == len(made) <= 3
    assert all(0 < len(bullet.text) <= LONGEST for bullet in made)
    assert all(text[bullet.start :].startswith(bullet.text[:20]) for bullet in made)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["en", "", "de", "ja"]), st.integers(1, 6))
def test_no_text_raises(text: str, language: str, count: int) -> None:
    made = summarize(text, text[:20], language, count)
    assert len(made) <= count
    assert all(0 <= bullet.start < bullet.end <= len(text) for bullet in made)


def test_every_sentence_has_a_score_and_the_lead_a_high_one() -> None:
    document = parse(ARTICLE, "", "en")
    values = method.scores(document)
    assert len(values) == len(document.sentences)
    assert values[0] > sorted(values)[len(values) // 2]
    assert method.scores(parse("", "", "en")) == []
