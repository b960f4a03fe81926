"""Whether a sentence ends at a mark, decided by what stands on both sides of it."""

from __future__ import annotations

import pytest

from summarizers.text.abbreviations import rules_for
from summarizers.text.boundaries import Mark, ends_sentence, glued_ends, ideographic_ends


def mark(text: str, stops: str = ".") -> Mark:
    """The mark at "|" in a text, which stands behind the stops and what closes with them."""
    end = text.index("|")
    line = text.replace("|", "")
    close = line[:end].rindex(stops) + len(stops)
    return Mark(line, 0, close - len(stops), close, end)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The bridge is closed.| It is old.", "en"),
        ("They met at 5 p.m.| The mayor spoke.", "en"),
        ("It is owned by Moss Inc.| The firm is old.", "en"),
        ("He chose between you and I.| Then he left.", "en"),
        ("The mayor fell ill.| Moss spoke for him.", "en"),
        ("The boat came in.| Moss waved.", "en"),
        ("Er wurde Dritter.| Der Rat war froh.", "de"),
        ("Мост построен в городе в 2005 г.| Он закрыт.", "ru"),
    ],
)
def test_a_sentence_ends_here(text: str, language: str) -> None:
    assert ends_sentence(mark(text), rules_for(language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The bridge of Dr.| Moss is closed.", "en"),
        ("It is owned by Moss Inc.| Halden pays.", "en"),
        ("It was E.| Moss who built it.", "en"),
        ("A plank of 6 in.| Norway pine fell.", "en"),
        ("They live in Peoria, Ill.| Halden is far.", "en"),
        ("See No.| 12 of the list.", "en"),
        ("Sie fiel am 3.| Oktober ins Meer.", "de"),
        ("It was closed.| and nobody came.", "en"),
        ("At 5 a.m.| Mr. Moss went home.", "en"),
    ],
)
def test_a_sentence_goes_on_here(text: str, language: str) -> None:
    assert not ends_sentence(mark(text), rules_for(language))


def test_a_question_inside_a_quotation_goes_on_to_its_speaker() -> None:
    rules = rules_for("en")
    assert not ends_sentence(mark('"Is it closed?"| Moss asked him.', "?"), rules)
    assert ends_sentence(mark('"Is it closed?"| The bridge was old.', "?"), rules)


def test_a_missing_space_hides_no_end() -> None:
    rules = rules_for("en")
    assert glued_ends(mark("It is over.|The bridge is closed."), rules)
    assert not glued_ends(mark("It is Jane.|Doe who said so."), rules)


def test_a_quoted_sentence_goes_on_in_japanese() -> None:
    assert not ideographic_ends(mark("「橋が閉まった。」|と述べた。", "。"))
    assert ideographic_ends(mark("橋が閉まった。|町は静かだ。", "。"))
