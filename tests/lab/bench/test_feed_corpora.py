"""Public feed corpora: nothing but a refusal leaves the parser, and little is read otherwise.

Skipped where the corpora are not at hand; `precis bench reading` names each case.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.lab.bench import feed_corpora, feed_report

FEEDS = Path(__file__).parents[4] / "shared" / "data" / "feeds"
MISSING = "the feed corpora (../shared/data/feeds) are not here"

pytestmark = pytest.mark.skipif(not feed_corpora.references(FEEDS), reason=MISSING)


def test_real_feeds_give_the_entries_of_their_reference_with_title_link_and_date() -> None:
    fewer, different = {}, []
    for case in feed_corpora.real_cases(FEEDS):
        if feed_report.judge(case) == feed_report.DIFFERENT:
            different.append(case.name)
        if case.refusal or any(
            c.ours < c.expected for c in case.claims if c.about == "len(entries)"
        ):
            fewer[case.name] = case.refusal
    assert (fewer, different) == ({}, [])


@pytest.mark.parametrize(
    "corpus", ["feedparser_tests", "gofeed_testdata", "fastfeedparser_integration"]
)
def test_suites_of_other_parsers_are_read_as_they_expect_or_there_is_a_reason(corpus: str) -> None:
    own = corpus == "feedparser_tests"
    cases = feed_corpora.feedparser_cases(FEEDS) if own else feed_corpora.json_cases(FEEDS, corpus)
    verdicts = {case.name: feed_report.judge(case) for case in cases}
    odd = [name for name, how in verdicts.items() if how in (feed_report.DIFFERENT, "refused")]
    assert [name for name in odd if not feed_report.because(name)] == []
    assert len(verdicts) > 2 * len(odd)


def test_no_letter_is_lost_in_any_encoding() -> None:
    cases = list(feed_corpora.plain_cases(FEEDS))
    assert [case.name for case in cases if case.claims[0].ours] == []
    refused = [case.name for case in cases if case.refusal]
    assert [name for name in refused if not feed_report.because(name)] == []
