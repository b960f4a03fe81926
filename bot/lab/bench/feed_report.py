"""What our reading of public feed corpora differs in, case by case, with the reason.

Printed by `precis bench reading`, where the corpora are at hand.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

from bot.ingest.dates import OLDEST_YEAR
from bot.ingest.feeds import text as feedtext
from bot.lab.bench import feed_corpora as corpora
from bot.lab.bench.feed_corpora import Case, Claim

SAME = "same"
DIFFERENT = "different"
_TWO_TEXTS = "of an entry's texts the longest is its content, whatever the elements are called"
BECAUSE = {
    "bozo_linenoise": "bytes that are no letters are not read as Windows quotes",
    "entities/lang": "the entity is U+27E8 since HTML 5",
    "entities/rang": "the entity is U+27E9 since HTML 5",
    "rss_empty_document": "there is nothing in it",
    "entry_created_multiple_values": "of two dates of one kind the first holds",
    "headers_content_location-relative": "links stand on the address that was asked for",
    "http_content_language": "a header's language is the site's; the text's own is told from it",
    "item_description_and_summary": _TWO_TEXTS,
    "item_summary_and_description": _TWO_TEXTS,
    "item_madeup_tags_element": "no element of that name is in use",
    "rss_channel_item_links": "of several links the first holds",
    "iso88591_utf8_mismatch": "it is a note, and no feed",
}
"""Why a case is read otherwise, by a part of its name: each was looked at."""


def because(name: str) -> str:
    """The reason why this case differs; "" for one that nobody has looked at."""
    return next((why for part, why in BECAUSE.items() if part in name), "")


def reason(claim: Claim) -> str:
    """Why a claim and our reading differ: `SAME`, `DIFFERENT`, or a word on its style."""
    expected, ours = claim.expected, claim.ours
    if expected == ours or (not expected and not ours):
        return SAME
    if isinstance(expected, int):
        more = claim.about == "len(entries)" and ours > expected
        return "more entries" if more else DIFFERENT
    if isinstance(expected, tuple):
        return _date_reason(expected, ours)
    return _text_reason(claim.about, str(expected), str(ours or ""))


def _date_reason(expected: tuple[Any, ...], ours: Any) -> str:
    if ours is not None and tuple(expected[:6]) == tuple(ours[:6]):
        return SAME
    return "no date before 1980" if ours is None and expected[0] < OLDEST_YEAR else DIFFERENT


def _text_reason(about: str, expected: str, ours: str) -> str:
    if "date" in about and re.match(r"0{0,3}\d-|0|19[0-7]\d", expected) and not ours:
        return "no date before 1980"
    if "link" in about or "id" in about:
        bases = ("http://127.0.0.1:8097/tests/file.xml", "https://feed.example/")
        joined = {unquote(urljoin(base, expected)).rstrip("/") for base in bases}
        return "link made absolute" if unquote(ours).rstrip("/") in joined else DIFFERENT
    if "language" in about and expected.lower().startswith(ours) and ours:
        return "language without region"
    if "author" in about and ours and (ours in expected or expected in ours):
        return "name without address"
    bare, mine = _bare(expected), _bare(ours)
    if bare == mine:
        return "same text, other markup"
    return "cut short" if ours.endswith("…") and bare.startswith(mine[:-1]) else DIFFERENT


def _bare(text: str) -> str:
    """Only the letters of a text: what remains when markup, entities and spacing are gone."""
    return re.sub(r"\s+|<[^>]*>", "", html.unescape(feedtext.plain(text, 10**6)))


def judge(case: Case) -> str:
    """The worst reason among a case's claims."""
    if case.refusal:
        return "refused"
    if case.unasked:
        return "about what we do not keep"
    reasons = [reason(claim) for claim in case.claims]
    if DIFFERENT in reasons:
        return DIFFERENT
    return next((one for one in reasons if one != SAME), SAME)


def report(name: str, cases: Iterable[Case]) -> Counter[str]:
    """Print one corpus's differences; returns how many cases came out how."""
    counts: Counter[str] = Counter()
    for case in cases:
        verdict = judge(case)
        counts[verdict] += 1
        if case.refusal:
            print(f"  {name}/{case.name}: refused: {case.refusal}; {because(case.name)}")
        for claim in case.claims:
            if reason(claim) == DIFFERENT:
                shown = f"expected {_short(claim.expected)}, read {_short(claim.ours)}"
                print(f"  {name}/{case.name}: {claim.about}: {shown}; {because(case.name)}")
    return counts


def _short(value: object) -> str:
    text = ascii(value) if not isinstance(value, str) else repr(value)
    return text if len(text) < 110 else f"{text[:50]} … {text[-50:]}"


def print_report(folder: Path) -> None:
    """Every difference that is not one of style, then a line for each corpus."""
    runs = {
        "feedparser": corpora.feedparser_cases(folder),
        "gofeed": corpora.json_cases(folder, "gofeed_testdata"),
        "fastfeedparser": corpora.json_cases(folder, "fastfeedparser_integration"),
        "miniflux": corpora.plain_cases(folder),
        "real": corpora.real_cases(folder),
    }
    totals = {name: report(name, cases) for name, cases in runs.items()}
    for name, counts in totals.items():
        line = ", ".join(f"{count} {verdict}" for verdict, count in counts.most_common())
        print(f"{'feeds':20} {name:15} {sum(counts.values())} documents: {line}")
