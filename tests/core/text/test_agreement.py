"""Scenarios of texts that speak of the same, and of pages that speak of something else."""

import pytest

from bot.core.text.agreement import content_words, disagrees

TITLE = "Ferry to Osterholm runs again from Monday"
SUMMARY = "<p>The repaired ferry takes cars and passengers across the sound every two hours.</p>"


def test_a_page_that_tells_what_its_entry_says_agrees():
    told = "From Monday the ferries cross the sound again, the shipping company said in Osterholm."
    assert not disagrees(TITLE, SUMMARY, "Back on the water", told)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Welcome", "Choose how we and our partners may process your personal data. " * 30),
        ("Subscribe", "Read everything for one crown a month, and cancel when you like."),
        ("", ""),
    ],
)
def test_a_page_without_a_word_of_its_entry_is_not_its_article(title, text):
    assert disagrees(TITLE, SUMMARY, title, text)


def test_an_entry_that_says_too_little_is_believed_by_nobody():
    assert not disagrees("Photo", "", "Ferry", "A ferry crosses the sound.")


def test_endings_of_words_do_not_matter_and_chinese_is_read_by_pairs():
    assert content_words("ferries") & content_words("ferried")
    assert content_words("港口将关闭") & content_words("这个港口")
    assert not disagrees(
        "港口将于六月关闭", "", "新闻", "港务局星期二表示，港口将于六月底永久关闭。"
    )
