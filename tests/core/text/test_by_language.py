"""One message that holds a text in several languages is taken apart."""

from __future__ import annotations

import pytest

from bot.core.text.by_language import by_language, text_for

KNOWN = ("en", "de", "fr")


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("Hello", {"": "Hello"}),
        ("Hello\nde: Hallo\n\nWelt\nfr: Bonjour", {"": "Hello", "de": "Hallo\n\nWelt", "fr": "Bonjour"}),
        ("de: Hallo\nen: Hello", {"": "Hello", "de": "Hallo", "en": "Hello"}),
        ("de: Hallo\nfr: Bonjour", {"": "Hallo", "de": "Hallo", "fr": "Bonjour"}),
        ("Hello\nde:", {"": "Hello"}),
        ("Note\nps: more\nok: so", {"": "Note\nps: more\nok: so"}),
        ("Hello de: Hallo", {"": "Hello de: Hallo"}),
        ("  ", {}),
    ],
)  # fmt: skip
def test_lines_that_begin_with_a_language_begin_its_text(text: str, texts: dict[str, str]) -> None:
    assert by_language(text, KNOWN) == texts


def test_a_reader_of_another_language_gets_the_text_for_all() -> None:
    texts = by_language("Hello\nde: Hallo", KNOWN)
    assert [text_for(texts, language) for language in ("de", "fr", "en")] == [
        "Hallo",
        "Hello",
        "Hello",
    ]
