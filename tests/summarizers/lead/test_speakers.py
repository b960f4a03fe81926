"""A quotation and the sentence behind it that names its speaker are one bullet, or none."""

from __future__ import annotations

import pytest

from summarizers import summarize
from summarizers.lead.speakers import names_speaker, quotation_above
from summarizers.text.sentences import parse

SPOKEN = [
    ("en", "“I knew the risk.”", "With these words the rider Ida Moss ended two years of silence."),
    ("de", "„Ich trage die Folgen.“", "Mit diesen Worten trat die Ministerin Ida Moos zurück."),
    ("fr", "« J'ai menti au Parlement. »", "Par ces mots, Ida Moss a annoncé lundi son départ."),
    ("es", "«Me equivoqué y pido perdón».", "Así anunció la ministra Ida Moss su dimisión."),
    ("it", "«Ho sbagliato e me ne vado».", "Con queste parole Ida Moss ha lasciato il governo."),
    ("pt", '"Errei e assumo tudo."', "Com essas palavras, a ministra Ida Moss deixou o cargo."),
    ("ru", "«Я ошиблась и ухожу».", "С такими словами министр Ида Мосс покинула правительство."),
]
MORE = {
    "en": "A hearing is set for 4 May.",
    "de": "Ihr Nachfolger wird am 4. Mai ernannt.",
    "fr": "Le vote aura lieu le 4 mai.",
    "es": "El pleno votará el 4 de mayo.",
    "it": "Il voto si terrà il 4 maggio.",
    "pt": "A votação será em 4 de maio.",
    "ru": "Голосование пройдёт 4 мая.",
}


@pytest.mark.parametrize(("language", "quotation", "speaker"), SPOKEN, ids=lambda v: v[:12])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_quotation_stands_with_its_speaker(
    language: str, quotation: str, speaker: str, count: int
) -> None:
    text = f"{quotation} {speaker}\n\n{MORE[language]}"
    first, *_ = summarize(text, "", language, count)
    assert first.text == f"{quotation} {speaker}"
    assert text[first.start : first.end] == first.text


def test_who_speaks_without_the_quotation_is_no_bullet() -> None:
    asked = "What did she say in the hall of the court on Monday?"
    speaker = "With these words the rider Ida Moss ended two years of silence."
    told = summarize(f"{asked}\n\n{speaker}\n\n{MORE['en']}", "", "en", 3)
    assert speaker not in [bullet.text for bullet in told]


def test_a_quotation_of_two_sentences_is_kept_whole() -> None:
    text = "“I knew it. I took the tablets.” So said Ida Moss, who won the tour of Kolm in 2021."
    sentences = parse(text, "", "en").sentences
    assert quotation_above(sentences, len(sentences) - 1, "en") == 0
    (bullet,) = summarize(text, "", "en", 1)
    assert bullet.text == text


def test_a_quotation_of_many_short_sentences_keeps_its_speaker() -> None:
    said = "“I took nothing. I owe nothing. I say nothing. I want nothing.”"
    text = f"{said} With these words the banker Karl Voss left the court in Halden."
    first, *_ = summarize(f"{text} The judge fined him 300 crowns. He denies it.", "", "en", 3)
    assert first.text == text


@pytest.mark.parametrize(
    "above",
    ["Ida Moss spoke for an hour.", "She said: “I knew it.” Then she left.", "“" + "No. " * 120],
)
def test_what_is_no_short_quotation_belongs_to_no_speaker_below(above: str) -> None:
    sentences = parse(f"{above} With these words Ida Moss left.", "", "en").sentences
    assert quotation_above(sentences, len(sentences) - 1, "en") is None


def test_a_quotation_in_another_paragraph_or_under_a_heading_is_found_or_not() -> None:
    sentences = parse("“I knew it.”\n\nSo said Ida Moss of Kolm.", "", "en").sentences
    assert quotation_above(sentences, 1, "en") == 0
    assert quotation_above(sentences, 0, "en") is None
    assert not names_speaker("So many came.", "en")
