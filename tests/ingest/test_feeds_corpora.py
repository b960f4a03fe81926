"""Public feed corpora: nothing but a refusal leaves the parser, and little is read otherwise.

Skipped where the corpora are not at hand; `python -m tests.quality.feed_report` names each case.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests.quality import feed_corpora, feed_report

pytestmark = pytest.mark.skipif(not feed_corpora.references(), reason=feed_corpora.MISSING)


def test_real_feeds_give_the_entries_of_their_reference_with_title_link_and_date() -> None:
    fewer, different = {}, []
    for case in feed_corpora.real_cases():
        if feed_report.judge(case) == feed_report.DIFFERENT:
            different.append(case.name)
        if case.refusal or any(
            c.ours < c.expected for c in case.claims if c.about == "len(entries)"
        ):
            fewer[case.name] = case.refusal
    assert (fewer, different) == ({}, [])


@pytest.mark.parametrize(
    ("corpus", "different", "refused"),
    [("feedparser_tests", 10, 1), ("gofeed_testdata", 1, 0), ("fastfeedparser_integration", 0, 0)],
)
def test_suites_of_other_parsers_are_read_as_they_expect(
    corpus: str, different: int, refused: int
) -> None:
    own = corpus == "feedparser_tests"
    cases = feed_corpora.feedparser_cases() if own else feed_corpora.json_cases(corpus)
    verdicts = Counter(map(feed_report.judge, cases))
    assert verdicts[feed_report.DIFFERENT] <= different
    assert verdicts["refused"] <= refused


def test_no_letter_is_lost_in_any_encoding() -> None:
    cases = list(feed_corpora.plain_cases())
    assert [case.name for case in cases if case.claims[0].ours] == []
    assert sum(bool(case.refusal) for case in cases) <= 1
