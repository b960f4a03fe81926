from __future__ import annotations

import pytest

from summarizers.sentences import parse, split


def cut(text: str, language: str = "en") -> list[str]:
    return [sentence.text for sentence in split(text, language)]


def test_every_sentence_is_the_very_span_of_the_source() -> None:
    text = "  First one.  Second\u00a0one!\n\n\tA heading\r\nLast “one”?  \n"
    sentences = split(text, "en")
    assert [text[s.start : s.end] for s in sentences] == [s.text for s in sentences]
    assert [s.text for s in sentences] == [
        "First one.",
        "Second\u00a0one!",
        "A heading",
        "Last “one”?",
    ]
    assert [s.paragraph for s in sentences] == [0, 0, 1, 2]
    assert [s.index for s in sentences] == [0, 1, 2, 3]
    assert [s.heading for s in sentences] == [False, False, True, False]


def test_a_document_carries_its_title_and_language() -> None:
    document = parse("One. Two.", title="Numbers", language="en")
    assert (document.title, document.language, len(document.sentences)) == ("Numbers", "en", 2)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\u2028", "\ud800", ".", "...", "?!", "\ud83d\ude00"]
)
def test_odd_texts_never_raise(text: str) -> None:
    assert all(text[s.start : s.end] == s.text for s in split(text, "en"))
