from __future__ import annotations

import pytest

from bot.core.editions.telling_word import telling_word


@pytest.mark.parametrize(
    ("titles", "language", "word"),
    [
        (["Ferry with 212 aboard runs aground", "Ferry aground in fog"], "en", "Ferry"),
        (["Nurses call off strike", "Strike is off, nurses win"], "en", "Nurses"),
        (["Lorania’s borrowers brace", "Lorania raises rates"], "en", "Lorania"),
        (["Die alte Brücke wird gesperrt", "Brücke gesperrt"], "de", "Brücke"),
        (["東京で地震"], "ja", "東京で地震"),
        (["What is it?"], "en", ""),
        ([""], "en", ""),
        ([], "", ""),
    ],
)
def test_the_word_that_the_headlines_share_stands_for_the_story(
    titles: list[str], language: str, word: str
) -> None:
    found = telling_word(titles, language)
    assert word.startswith(found) and bool(found) == bool(word)
