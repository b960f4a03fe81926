"""The article that leads a story begins with the event."""

from __future__ import annotations

from summarizers.facts.statements import content_words, statement
from summarizers.story.leading import Opening, foreground, plainest, tells_a_reaction


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


def test_what_has_happened_leads_before_what_was_expected() -> None:
    planned = (
        "Halden dam to be closed",
        "The Halden dam is expected to be closed by the county this week.",
    )
    done = ("Halden dam closed", "The county closed the Halden dam on Friday after a leak.")
    assert lead_of(planned, done) == 1


def test_the_event_leads_before_its_effect_and_before_a_scene() -> None:
    effect = (
        "Cheaper power: what the dam means",
        "Home owners can hope for cheaper power after the Halden dam reopened on Monday.",
    )
    event = ("Halden dam reopens", "The Halden dam reopened on Monday after four years.")
    scene = (
        "Halden dam reopens after four years",
        "As the water rose on Monday, people of Halden watched their dam reopen in tears.",
    )
    assert lead_of(effect, event) == 1
    assert lead_of(scene, event) == 1


def test_a_source_of_its_own_leads_before_another_outlets_report() -> None:
    second = ("Halden dam to stay shut", "The Halden dam will stay shut, Axios reported Thursday.")
    first = ("Halden dam to stay shut", "The Halden dam will stay shut, county engineers said.")
    assert lead_of(second, first) == 1


def test_of_equal_beginnings_the_account_that_others_share_leads() -> None:
    words = statement("The Halden dam burst on Monday.", "en").words
    rest = statement("Two cars and a bus were swept away, and 900 people left.", "en").words
    other = statement("The mayor likes music.", "en").words

    def opening(account: frozenset[str], told: frozenset[str]) -> Opening:
        return Opening(
            "The Halden dam burst on Monday.", "Dam bursts", "en", words, None, account, told
        )

    poor, rich = opening(words | other, words | other), opening(words | rest, words | rest)
    assert plainest({0: poor, 1: rich, 2: opening(words, words | rest)}, []) == 1


def test_what_somebody_did_after_the_event_is_no_mere_effect() -> None:
    event = (
        "Roth snaps at reporter",
        "Mayor Ana Roth snapped at a reporter from Halden on Monday.",
    )
    newer = (
        "Roth apologises for snapping at reporter",
        "Mayor Ana Roth has apologised after she snapped at a reporter from Halden on Monday.",
    )
    assert lead_of(event, newer) == 1


def test_an_analysis_does_not_lead_where_a_report_tells_the_same() -> None:
    report = ("Halden dam closed", "The county closed the Halden dam on Friday.")
    analysis = ("Why the Halden dam closed", "The county closed the Halden dam on Friday.")
    assert lead_of(analysis, report) == 1


def test_an_account_of_whole_bullets_leads_before_one_of_quotations() -> None:
    words = statement("The Halden dam burst on Monday.", "en").words

    def opening(bullets: int) -> Opening:
        text = "The Halden dam burst on Monday."
        return Opening(text, "Dam bursts", "en", words, None, words, words, bullets)

    assert plainest({0: opening(1), 1: opening(3)}, []) == 1


def test_how_people_took_it_does_not_lead_where_a_report_tells_the_event() -> None:
    event = (
        "Roth testifies on Halden dam",
        "Mayor Ana Roth testified on the Halden dam on Monday.",
    )
    storm = (
        "Roth scorched for her words on Halden dam",
        "Mayor Ana Roth riled up her online critics as she testified on the Halden dam on Monday.",
    )
    assert lead_of(storm, event) == 1
    assert not tells_a_reaction("Fires scorched 900 acres at Halden.", "Fires at Halden", "en")


def test_the_figure_of_most_headlines_stands_in_the_bullet_that_leads() -> None:
    other = (
        "Roth's goal aims for 160,000 homes dry by July",
        "Mayor Ana Roth announced a goal for the Halden valley on Monday, of 160,000 dry homes by July.",
    )
    shared = (
        "Roth sets goal of 70 percent of homes dry by July",
        "Mayor Ana Roth announced a goal of 70 percent of dry homes by July for the Halden valley.",
    )
    third = ("Roth's goal: 70 percent of homes dry by July", "The mayor of Halden set a goal.")
    assert lead_of(other, shared, third) == 1


def test_a_bullet_that_lost_what_it_speaks_of_does_not_lead() -> None:
    words = statement("The story was picked up by outlets in Halden.", "en").words

    def opening(above: str) -> Opening:
        text = "The story was picked up by outlets in Halden."
        return Opening(text, "Story of a dam", "en", words, above=above)

    assert plainest({0: opening("A paper told a long story. "), 1: opening("")}, []) == 1
