"""A floor under the bullets: articles invented here, scored as the benchmarks score real ones.

The floors rise with the ranker and never fall.
"""

import tomllib
from pathlib import Path

import pytest

from bot.lab.summaries import evaluation
from summarizers import Bullet, Document, summarize
from summarizers.sumy.methods import METHODS
from summarizers.text.sentences import parse

ARTICLES = tomllib.loads(Path(__file__).with_name("articles.toml").read_text("utf-8"))["article"]
NAMES = [article["id"] for article in ARTICLES]


def document_of(article: dict[str, str]) -> Document:
    return parse(article["text"].strip(), article["title"], article["language"])


def bullets_of(article: dict[str, str], method: str = "news") -> list[Bullet]:
    text = article["text"].strip()
    return summarize(text, article["title"], article["language"], 3, method)


def mean_r1(summaries: list[list[Bullet]]) -> float:
    scores = [
        evaluation.rouge([bullet.text for bullet in summary], [article["reference"]]).r1
        for summary, article in zip(summaries, ARTICLES, strict=True)
    ]
    return sum(scores) / len(scores)


def test_bullets_beat_the_first_three_sentences_and_a_fixed_floor() -> None:
    ours = mean_r1([bullets_of(article) for article in ARTICLES])
    first = mean_r1([evaluation.lead(document_of(article)) for article in ARTICLES])
    assert ours > first + 0.03
    assert ours >= 0.50


def test_bullets_beat_the_classic_methods_on_average() -> None:
    ours = mean_r1([bullets_of(article) for article in ARTICLES])
    classic = [mean_r1([bullets_of(article, name) for article in ARTICLES]) for name in METHODS]
    assert ours > sum(classic) / len(classic)


@pytest.mark.parametrize("count", [2, 3, 5])
def test_no_bullet_has_a_fault(count: int) -> None:
    total = evaluation.Hygiene()
    for article in ARTICLES:
        document = document_of(article)
        made = summarize(document.text, document.title, document.language, count)
        assert 2 <= len(made) <= count, article["id"]
        total += evaluation.hygiene_of(made, document)
    assert total == evaluation.Hygiene(bullets=total.bullets)


@pytest.mark.parametrize("article", ARTICLES, ids=NAMES)
def test_a_missing_title_or_language_costs_little(article: dict[str, str]) -> None:
    text = article["text"].strip()
    assert len(summarize(text, bullets=3)) >= 2
