"""Scenarios of text that a page hides from its readers, and of names that hide nothing."""

import pytest

from bot.ingest.pages.blocks.visibility import hides, is_for_screen_readers


@pytest.mark.parametrize(
    "attributes",
    [
        {"hidden": ""},
        {"aria-hidden": "true"},
        {"style": "color:red; display : none"},
        {"style": "visibility:hidden"},
        {"class": "note sr-only"},
        {"class": "visually-hidden"},
        {"class": "screen-reader-text"},
        {"class": "print-only"},
        {"class": "d-none"},
    ],
)
def test_these_are_hidden(attributes):
    assert hides("p", attributes)


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"style": "display:block"},
        {"aria-hidden": "false"},
        {"class": "hidden md:block"},
        {"class": "d-none d-lg-flex"},
        {"class": "hidden-gem"},
    ],
)
def test_these_are_seen(attributes):
    assert not hides("p", attributes)


def test_a_whole_document_is_never_hidden_by_its_root():
    assert not hides("body", {"style": "display:none"})
    assert is_for_screen_readers("a sr-only b") and not is_for_screen_readers("reader")
