"""What a sentence says of the day that it names."""

from __future__ import annotations

import pytest

from summarizers.facts.tense import Tense, tense

TOLD = [
    ("en", "The bridge fell on Monday.", Tense.PAST),
    ("en", "The council will vote on Monday.", Tense.AHEAD),
    ("en", "It will fight the fine that the court imposed on Monday.", Tense.PAST),
    ("en", "The firm said that it will open on Monday.", Tense.AHEAD),
    ("en", "The vote was postponed to Monday.", Tense.AHEAD),
    ("en", "The road was shut by Monday.", Tense.UNCLEAR),
    ("en", "It was due to open on Monday.", Tense.UNCLEAR),
    ("en", "It might open on Monday.", Tense.UNCLEAR),
    ("en", "It opens every Monday.", Tense.RECURRING),
    ("en", "It is shut on Mondays.", Tense.RECURRING),
    ("en", "The bridge is safe, she said on Monday.", Tense.SAID),
    ("en", "A day like Monday.", Tense.UNCLEAR),
    ("de", "Die Brücke stürzte am Montag ein.", Tense.PAST),
    ("de", "Der Rat wird am Montag tagen.", Tense.AHEAD),
    ("de", "Er sollte am Montag tagen.", Tense.UNCLEAR),
    ("de", "Er tagt jeden Montag.", Tense.RECURRING),
    ("de", "Sie sei sicher, sagte er am Montag.", Tense.SAID),
    ("fr", "Le pont a fermé lundi.", Tense.PAST),
    ("fr", "Le pont rouvrira lundi.", Tense.AHEAD),
    ("fr", "Le pont devait rouvrir lundi.", Tense.UNCLEAR),
    ("fr", "Le marché ouvre chaque lundi.", Tense.RECURRING),
    ("es", "El puente cayó el lunes.", Tense.PAST),
    ("es", "El puente abrirá el lunes.", Tense.AHEAD),
    ("es", "El puente debía abrir el lunes.", Tense.UNCLEAR),
    ("es", "Es seguro, dijo el lunes.", Tense.SAID),
    ("ru", "Мост упал в понедельник.", Tense.PAST),
    ("ru", "Мост откроется в понедельник.", Tense.AHEAD),
    ("ru", "Мост должен был открыться в понедельник.", Tense.UNCLEAR),
    ("ru", "Мост безопасен, сказал он в понедельник.", Tense.SAID),
    ("pt", "A ponte caiu na segunda-feira.", Tense.PAST),
    ("pt", "A ponte abrirá na segunda-feira.", Tense.AHEAD),
    ("pt", "A ponte devia abrir na segunda-feira.", Tense.UNCLEAR),
    ("fr", "Le pont est fermé le lundi.", Tense.RECURRING),
    ("en", "It could have fallen on Monday.", Tense.UNCLEAR),
    ("en", "Voters rejected the plan on Monday.", Tense.PAST),
    ("de", "Die Firma plante, am Montag zu öffnen.", Tense.UNCLEAR),
    ("pl", "Most zawalił się w poniedziałek.", Tense.UNCLEAR),
]
DAYS = ("Monday", "Montag", "lundi", "lunes", "понедельник", "segunda-feira", "poniedziałek")


@pytest.mark.parametrize(("language", "text", "expected"), TOLD)
def test_the_verb_tells_what_a_day_is(language: str, text: str, expected: Tense) -> None:
    start, name = next((text.find(day), day) for day in DAYS if day in text)
    assert tense(text, start, start + len(name), language) is expected


@pytest.mark.parametrize("text", ["Monday", "on Monday " + "and so on " * 2000])
def test_odd_and_long_texts_are_read(text: str) -> None:
    start = text.find("Monday")
    assert tense(text, start, start + 6, "en") is Tense.UNCLEAR
