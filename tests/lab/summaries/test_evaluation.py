"""The measures: ROUGE as everyone computes it, and faults counted as a reader would."""

import pytest

from bot.lab.summaries import evaluation
from bot.lab.summaries.evaluation import Hygiene, rouge
from summarizers.document import Bullet
from summarizers.text.sentences import parse


def percent(value: float) -> float:
    return round(100 * value, 2)


# Expected figures are those of the rouge-score package (use_stemmer=True) on the same lines.
@pytest.mark.parametrize(
    ("bullets", "reference", "expected"),
    [
        (["The cat sat on the mat."], ["The cat sat on the mat."], (100.0, 100.0, 100.0)),
        (["The cats were sitting."], ["A cat sits there."], (50.0, 0.0, 50.0)),
        (
            ["Police closed the bridge on Monday.", "Cracks were found by an inspector."],
            ["An inspector found cracks.", "The bridge was closed by police on Monday."],
            (91.67, 27.27, 58.33),
        ),
        (["Nothing in common"], ["Entirely different words"], (0.0, 0.0, 0.0)),
        ([], ["A reference."], (0.0, 0.0, 0.0)),
    ],
)
def test_rouge_agrees_with_the_usual_package(
    bullets: list[str], reference: list[str], expected: tuple[float, float, float]
) -> None:
    score = rouge(bullets, [reference])
    assert tuple(percent(value) for value in score.as_tuple()) == expected


def test_the_best_of_several_references_counts() -> None:
    one, other = ["Rain fell in Rome."], ["Snow fell in Oslo."]
    assert rouge(["Snow fell in Oslo."], [one, other]).r1 == 1.0
    assert rouge(["Snow fell in Oslo."], []).r1 == 0.0


def test_text_of_another_script_is_compared_by_its_own_words() -> None:
    score = rouge(["Мост закрыт в понедельник."], [["Мост закрыт во вторник."]])
    assert percent(score.r1) == 50.0


TEXT = (
    "The old bridge was closed on Monday. He said it was unsafe. "
    'The mayor said: "We will rebuild it. Scroll down for video. Was it an accident?'
)


def bullet(start: int, text: str) -> Bullet:
    return Bullet(text, start, start + len(text))


def hygiene(*texts: str) -> Hygiene:
    document = parse(TEXT, "", "en")
    return evaluation.hygiene_of([bullet(TEXT.index(text), text) for text in texts], document)


def test_a_pronoun_dangles_unless_the_sentence_before_stands_above() -> None:
    lead, pronoun = "The old bridge was closed on Monday.", "He said it was unsafe."
    assert hygiene(pronoun).dangling == 1
    assert hygiene(lead, pronoun) == Hygiene(bullets=2)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('The mayor said: "We will rebuild it.', "open_quote"),
        ("Scroll down for video.", "junk"),
        ("Was it an accident?", "question"),
    ],
)
def test_each_fault_is_counted_under_its_name(text: str, fault: str) -> None:
    assert getattr(hygiene(text), fault) == 1


def test_repeated_long_and_foreign_bullets_are_counted() -> None:
    text = "The bridge was closed on Monday. " + "Very " * 60 + "long."
    document = parse(text, "", "en")
    first, second = document.sentences
    counted = evaluation.hygiene_of(
        [
            Bullet(first.text, first.start, first.end),
            Bullet(first.text, first.start, first.end),
            Bullet(second.text, second.start, second.end),
            Bullet("The bridge will open.", first.start, first.end),
        ],
        document,
    )
    assert (counted.repeated, counted.long, counted.foreign) == (1, 1, 1)


@pytest.mark.parametrize(
    ("text", "source", "cut"),
    [
        ("The bridge opens.", "The bridge, built in 1901, opens.", True),
        ("the bridge opens.", "The bridge opens.", False),
        ("Opens the bridge.", "The bridge opens.", False),
    ],
)
def test_a_cut_keeps_words_their_order_and_their_case(text: str, source: str, cut: bool) -> None:
    assert evaluation.is_cut_from(text, source) is cut


def test_the_oracle_takes_what_the_reference_says_and_the_lead_what_stands_first() -> None:
    document = parse(
        "Birds sang in the park. A mayor spoke. The bridge fell into the river at noon.", "", "en"
    )
    taken = evaluation.oracle(document, ["The bridge fell into the river."], 1)
    assert [b.text for b in taken] == ["The bridge fell into the river at noon."]
    assert [b.text for b in evaluation.lead(document, 2)] == [
        "Birds sang in the park.",
        "A mayor spoke.",
    ]


def test_ndcg_is_one_for_the_best_order_and_less_for_another() -> None:
    relevance = [1, 3, 2, 0]
    assert evaluation.ndcg([1, 2, 0], relevance) == pytest.approx(1.0)
    assert evaluation.ndcg([0, 2, 1], relevance) == pytest.approx(0.789, abs=0.001)
    assert evaluation.ndcg([0], [0, 0]) == 0.0


def test_the_interval_of_a_difference_holds_its_mean() -> None:
    sure = evaluation.bootstrap([0.5, 0.6, 0.7] * 20, [0.4, 0.5, 0.6] * 20)
    assert (round(sure.low, 6), round(sure.mean, 6), round(sure.high, 6)) == (0.1, 0.1, 0.1)
    unsure = evaluation.bootstrap([0.1, 0.9] * 10, [0.9, 0.1] * 10)
    assert unsure.low < 0 < unsure.high
    assert evaluation.bootstrap([], []).mean == 0.0
