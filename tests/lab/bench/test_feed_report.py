"""What our reading of a feed differs in from another's, and why."""

from __future__ import annotations

from typing import Any

import pytest

from bot.lab.bench.feed_corpora import Case, Claim
from bot.lab.bench.feed_report import BECAUSE, DIFFERENT, SAME, because, judge, reason, report


@pytest.mark.parametrize(
    ("about", "expected", "ours", "why"),
    [
        ("title", "A", "A", SAME),
        ("title", "", None, SAME),
        ("title", "A", "B", DIFFERENT),
        ("title", "<b>A &amp; B</b>", "A & B", "same text, other markup"),
        ("title", "A long title", "A long…", "cut short"),
        ("link", "/a", "https://feed.example/a", "link made absolute"),
        ("link", "/a", "https://other.example/a", DIFFERENT),
        ("language", "en-GB", "en", "language without region"),
        ("author", "Ida (ida@x.example)", "Ida", "name without address"),
        ("len(entries)", 3, 4, "more entries"),
        ("len(entries)", 4, 3, DIFFERENT),
        ("published_parsed", (2026, 2, 1, 8, 0, 0, 6), (2026, 2, 1, 8, 0, 0), SAME),
        ("published_parsed", (1970, 1, 1, 0, 0, 0), None, "no date before 1980"),
        ("published_parsed", (2026, 2, 1, 8, 0, 0), None, DIFFERENT),
    ],
)
def test_a_difference_of_style_is_told_from_a_fault(
    about: str, expected: Any, ours: Any, why: str
) -> None:
    assert reason(Claim(about, expected, ours)) == why


@pytest.mark.parametrize(
    ("case", "verdict"),
    [
        (Case("a", refusal="not_a_feed"), "refused"),
        (Case("a", unasked=True), "about what we do not keep"),
        (Case("a", claims=[Claim("title", "A", "A"), Claim("link", "/a", "")]), DIFFERENT),
        (Case("a", claims=[Claim("title", "A", "A"), Claim("len(entries)", 1, 2)]), "more entries"),
        (Case("a"), SAME),
    ],
)
def test_a_case_is_as_bad_as_its_worst_claim(case: Case, verdict: str) -> None:
    assert judge(case) == verdict


def test_each_difference_is_printed_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    part, why = next(iter(BECAUSE.items()))
    cases = [Case(f"x/{part}.xml", claims=[Claim("title", "A", "B")]), Case("fine")]
    assert report("suite", cases) == {DIFFERENT: 1, SAME: 1}
    (line,) = capsys.readouterr().out.splitlines()
    assert "title: expected 'A', read 'B'" in line
    assert why in line
    assert because("nobody-has-looked-at-it") == ""
