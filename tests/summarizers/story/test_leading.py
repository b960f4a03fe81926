"""The article that leads a story begins with the event."""

from __future__ import annotations

from summarizers.facts.statements import content_words, statement
from summarizers.story.leading import Opening, foreground, plainest


def lead_of(*told: tuple[str, str]) -> int:
    """Which of these (headline, first sentence) leads."""
    openings = {
        number: Opening(text, headline, "en", statement(text, "en").words)
        for number, (headline, text) in enumerate(told)
    }
    return plainest(openings, [frozenset(content_words(one, "en")) for one, _ in told])


ASIDE = (
    "Halden dam: cracks were reported twice",
    "Cracks in the Halden dam were reported twice before it burst on Monday, records show.",
)
PLAIN = (
    "Halden dam bursts, valley evacuated",
    "The Halden dam burst on Monday and 900 people left the valley.",
)
ECHO = ("Valley evacuated after dam bursts", "Hundreds left the valley when the Halden dam burst.")


def test_who_tells_the_event_leads_before_who_tells_its_background() -> None:
    assert lead_of(ASIDE, PLAIN, ECHO) == 1
    assert lead_of(ECHO, ASIDE, PLAIN) in (0, 2)


def test_a_quotation_does_not_lead_where_a_plain_sentence_tells_the_same() -> None:
    quote = ("Halden dam bursts", '"The Halden dam burst and the valley is gone," said Ola Lie.')
    assert lead_of(quote, PLAIN) == 1


def test_loaded_words_lose_to_plain_ones() -> None:
    loaded = ("Halden dam bursts", "The disgraced builders' Halden dam burst on Monday.")
    plain = ("Halden dam bursts", "The builders' Halden dam burst on Monday.")
    assert lead_of(loaded, plain) == 1


def test_what_came_before_is_background_and_what_follows_is_not() -> None:
    assert "won" not in foreground("A day after Ana Roth won the vote, she met the Greens.", "en")
    assert statement("won", "en").words <= foreground("Ana Roth won the vote on Sunday.", "en")
    assert statement("voters", "en").words <= foreground(
        "Viktor Danek conceded defeat after voters chose the opposition.", "en"
    )


def test_of_equals_the_first_leads() -> None:
    assert lead_of(PLAIN, PLAIN) == 0
