"""The article that leads a story begins with the event."""

from __future__ import annotations

from summarizers.facts.statements import content_words, statement
from summarizers.story.leading import Opening, plainest, tells_a_reaction


def words_of(text: str) -> frozenset[str]:
    return frozenset(content_words(text, "en"))


def opening(headline: str, text: str, above: str = "", more: str = "") -> Opening:
    """How an article with this headline begins: with a first bullet, and `more` behind it."""
    beginning = words_of(f"{above} {text} {more}")
    words = statement(text, "en").words
    return Opening(text, headline, "en", words, None, beginning, above)


def first_of(*openings: Opening) -> int:
    """Which of these leads, when their texts are no longer than their beginnings."""
    return plainest(dict(enumerate(openings)), [], [one.beginning for one in openings])


def lead_of(*told: tuple[str, str]) -> int:
    """Which of these (headline, first sentence) leads."""
    openings = {number: opening(headline, text) for number, (headline, text) in enumerate(told)}
    texts = [one.beginning for one in openings.values()]
    return plainest(openings, [words_of(one) for one, _ in told], texts)


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
    event = ("Halden dam reopens", "The Halden dam reopened on Monday after four years of work.")
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


def test_of_equal_first_bullets_the_beginning_that_others_tell_leads() -> None:
    lead, rest = "The Halden dam burst on Monday.", "Two cars and a bus were swept away."
    poor = opening("Dam bursts", lead, more="The mayor likes music.")
    rich, third = opening("Dam bursts", lead, more=rest), opening("Dam bursts", rest)
    assert first_of(poor, rich, third) == 1


def test_what_somebody_did_after_the_event_is_no_mere_effect() -> None:
    event = (
        "Roth snaps at reporter",
        "Mayor Ana Roth snapped at a reporter from Halden on Monday.",
    )
    newer = (
        "Roth apologises for snapping at reporter",
        "Mayor Ana Roth has apologised after she snapped at a reporter from Halden on Monday.",
    )
    third = ("Roth sorry for outburst", "Mayor Ana Roth has apologised to a Halden reporter.")
    assert lead_of(event, newer, third) == 1


def test_an_analysis_does_not_lead_where_a_report_tells_the_same() -> None:
    report = ("Halden dam closed", "The county closed the Halden dam on Friday.")
    analysis = ("Why the Halden dam closed", "The county closed the Halden dam on Friday.")
    assert lead_of(analysis, report) == 1


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
    defeat = (
        "Roth concedes",
        "Mayor Ana Roth conceded defeat after voters of Halden chose Ola Lie.",
    )
    result = (
        "Ola Lie wins in Halden",
        "Ola Lie won the vote for mayor of Halden, ahead of Ana Roth.",
    )
    assert lead_of(defeat, result) == 1
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
    text, other = "The story was picked up by outlets in Halden.", "Outlets in Halden had a story."
    lost = opening("Story of a dam", text, above="A paper told a long story.")
    whole, third = opening("Story of a dam", text), opening("Story of a dam", other)
    assert first_of(lost, whole, third) == 1


def test_an_article_whose_first_bullet_tells_nothing_of_its_headline_does_not_lead() -> None:
    text, other = "The county closed the Halden dam on Friday.", "The Halden dam is shut."
    stray, fitting = opening("Anglers fear lost summer", text), opening("Halden dam closed", text)
    assert first_of(stray, fitting, opening("Dam shut", other)) == 1


def test_an_article_whose_first_sentence_is_no_bullet_leads_less_readily() -> None:
    text, scene = "The Halden dam burst on Monday.", "Ola Lie was making coffee."
    behind, first = opening("Dam bursts", text, above=scene), opening("Dam bursts", text)
    assert first_of(behind, first, opening("Dam gone", "The dam burst.")) == 1


def test_what_an_article_without_a_bullet_tells_counts_too() -> None:
    dam, market = opening("Dam bursts", "The Halden dam burst."), opening("Fair", "The fair is on.")
    texts = [dam.beginning, market.beginning, words_of("The Halden dam burst, a reader says.")]
    assert plainest({1: market, 0: dam}, [], texts) == 0
    assert plainest({1: market, 0: dam}, [], [*texts[:2], words_of("The fair is on again.")]) == 1
