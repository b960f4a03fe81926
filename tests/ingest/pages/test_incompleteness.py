"""Why a page's text is not its whole article."""

from __future__ import annotations

import pytest

from bot.ingest.pages.incompleteness import declared_locked, problem

LEAD = "The old bridge over the Linn was closed on Tuesday after a storm tore away its railing."
LONG = "\n\n".join([LEAD] * 40)


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        ("", [], "empty"),
        ("", ["Home", "Sport"], "empty"),
        ("", ["We use cookies and similar technologies on this site of ours."], "consent"),
        ("", ["This article is reserved for our subscribers. Log in to read on."], "paywall"),
        (LEAD, ["Subscribe to continue reading"], "paywall"),
        (LEAD, ["Dieser Artikel ist nur für Abonnenten"], "paywall"),
        (LEAD, [], None),
        (LONG, ["Subscribe to continue reading"], None),
        ("We value your privacy. Accept all cookies.", [], "consent"),
    ],
)
def test_little_text_and_a_sentence_that_says_why(
    text: str, lines: list[str], expected: str | None
) -> None:
    assert problem(text, [*text.split("\n\n"), *lines]) == expected


def test_what_somebody_says_of_a_membership_is_no_wall() -> None:
    said = "“Become a member to read the rest,” the poster says, and nobody does."
    assert problem(f"{LEAD}\n\n{said}", [LEAD, said]) is None


def test_one_sentence_on_cookies_makes_no_article_a_wall() -> None:
    about = "We use cookies to bake a bridge."
    text = "\n\n".join([LEAD] * 9 + [about])
    assert problem(text, text.split("\n\n")) is None


def test_a_page_that_declares_itself_locked_needs_more_text() -> None:
    text = "\n\n".join([LEAD] * 25)  # some 2,200 characters
    assert problem(text, [], locked=True) == "paywall"
    assert problem(text, [], locked=False) is None
    assert problem(LONG, [], locked=True) is None


@pytest.mark.parametrize(
    ("article", "meta", "locked"),
    [
        ({"isAccessibleForFree": False}, {}, True),
        ({"isAccessibleForFree": "False"}, {}, True),
        ({"isAccessibleForFree": "http://schema.org/False"}, {}, True),
        ({"isAccessibleForFree": True}, {}, False),
        ({}, {"article:content_tier": "Metered"}, True),
        ({}, {"article:content_tier": "free"}, False),
        ({}, {}, False),
    ],
)
def test_a_page_may_declare_itself_locked(
    article: dict[str, object], meta: dict[str, str], locked: bool
) -> None:
    assert declared_locked(article, meta) is locked
