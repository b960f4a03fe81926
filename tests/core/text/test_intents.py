from __future__ import annotations

import pytest

from bot.core.text.intents import Intent, intent_of


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Help!", Intent.HELP),
        ("hilfe", Intent.HELP),
        ("Thanks 🙏", Intent.THANKS),
        ("Danke schön!", Intent.THANKS),
        ("¿Qué hay de nuevo?", Intent.NEWS),
        ("What's new?", Intent.NEWS),
        ("Привет", Intent.HELLO),
        ("Unsubscribe", Intent.STOP),
        ("Gute Nacht", Intent.FINE),
        ("👍", Intent.FINE),
        ("??", Intent.HELP),
    ],
)
def test_plain_words_mean_what_they_say_in_every_language(text: str, intent: Intent) -> None:
    assert intent_of(text) == intent


@pytest.mark.parametrize(
    "text", ["ferry", "stop the ferry", "news from Skarvik", "help for refugees", "", "thanks " * 9]
)
def test_words_about_something_are_looked_for(text: str) -> None:
    assert intent_of(text) is None
