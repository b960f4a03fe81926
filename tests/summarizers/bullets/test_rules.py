"""What a reader of bullets stumbles over, in the words that real pages have it in."""

import pytest

from summarizers.bullets import compression, rules


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("In 2010, she married once more, this time in the harbour.", "en"),
        ("Speaking on the pier, he said the ferry would sail.", "en"),
        ("There, divers found the anchor of a second ferry.", "en"),
        ("One of his first tasks will be the repair of the pier.", "en"),
        ("Despite this, ferries were full all summer.", "en"),
        ("Because, as she put it, ferries are slow.", "en"),
        ("The explanation lies in wages, the union said.", "en"),
        ('"We hope that the pier will be rebuilt."', "en"),
        ("'It's the best pier that we've had.'", "en"),
        ("„Wir hoffen, dass die Brücke bleibt.“", "de"),
        ("Das ist für den Hafen zu wenig.", "de"),
        ("Het is de derde brug in twee jaar.", "nl"),
        ("Αλλά η γέφυρα έμεινε κλειστή.", "el"),
        ("他说大桥将于明年开放。", "zh"),
        ("しかし、橋は閉鎖されたままだ。", "ja"),
        ("ولكن الجسر ظل مغلقا حتى المساء.", "ar"),
        ("Об этом сообщили в порту.", "ru"),
        ("За його словами, міст відкриють.", "uk"),
        ("Z kolei w Oldport most zamknięto.", "pl"),
        ("Con ello, el puente quedó cerrado.", "es"),
        ("De son côté, le port a fermé le pont.", "fr"),
        ("Per questo il ponte è chiuso.", "it"),
        ("Desde então, a ponte está fechada.", "pt"),
        ("Hierdoor bleef de brug dicht.", "nl"),
        ("Çünkü köprü kapalıydı.", "tr"),
        ("Hon lämnade hamnen på måndagen.", "sv"),
        ("Han forlod havnen mandag aften.", "da"),
    ],
)
def test_what_leans_on_a_sentence_above(text: str, language: str) -> None:
    assert rules.needs_context(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("When Jo Marsh left the pier, she thanked the divers.", "en"),
        ("In May, the harbour opened its second pier.", "en"),
        ("There were four ferries on the river.", "en"),
        ('"We hope that it will be rebuilt," Jo Marsh said.', "en"),
        ("'We hope,' said Jo Marsh, 'that it will be rebuilt.'", "en"),
        ("Das Rathaus ist seit Montag geschlossen.", "de"),
        ("Het bestuur van de haven sluit de brug.", "nl"),
        ("Η γέφυρα έμεινε κλειστή τη Δευτέρα.", "el"),
        ("大桥将于明年开放。", "zh"),
    ],
)
def test_what_stands_by_itself(text: str, language: str) -> None:
    assert not rules.needs_context(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "The pier is safe and we are glad of it,' said Jo Marsh of the harbour board.",
        "The keeper will be at the pier on Saturday with his wife.’",
        "It carries a message from 'Darling Joe, who was lost at sea in 2009.",
    ],
)
def test_half_a_quotation_is_an_open_one(text: str) -> None:
    assert rules.has_open_quote(text)


@pytest.mark.parametrize(
    "text",
    [
        "The drivers' union and the builders' union called a strike.",
        "Jo Marsh called it 'the best pier' on the coast.",
        "The harbour master's word for it was ''splendid.''",
    ],
)
def test_an_apostrophe_opens_nothing(text: str) -> None:
    assert not rules.has_open_quote(text)


@pytest.mark.parametrize(
    ("text", "place", "language"),
    [
        ("A member of the crew waits outside the harbour office.", 4, "en"),
        ("Jo Marsh celebrates with her crew after the race.", 4, "en"),
        ("Two ferries and their passengers are seen on the pier in May.", 4, "en"),
        ("Delayed: the ferry company may lose its berth.", 4, "en"),
        ("Evicted: Jo Marsh must leave her houseboat this month.", 0, "en"),
        ("File photo of the pier before the storm of last year.", 4, "en"),
        ("More from Oldport and the coast.", 9, "en"),
        ("Jo Marsh, pictured after the race with her crew in Oldport.", 4, "en"),
        ("(The pier (built in 1901) was closed in May as well).", 4, "en"),
        ("Related Story: Ferry strands on a sandbank Map: Oldport", 3, "en"),
        ("Below are some of the questions that readers sent:", 3, "en"),
        ("The board of the harbour voted to repeal the 1945...", 3, "en"),
        ("Die Hafenverwaltung will die alte Brücke […]", 3, "de"),
        ("STOP THE SALE OF OUR HARBOUR TO STRANGERS!", 3, "en"),
        ("Health insuranceTravel and leisureFerry timesWeather at sea", 3, "en"),
        ("PROMISE: The Duchess’s honey is made of heather.", 3, "en"),
        ("The board has limited the damage.READ MORE: A pier falls.", 3, "en"),
        ("港口社记者 王明 摄", 3, "zh"),
        ("（圖片由港口提供，攝於去年。）", 3, "zh"),
    ],
)
def test_what_stands_around_an_article_is_no_bullet(text: str, place: int, language: str) -> None:
    assert rules.is_refused(text, place, language)


@pytest.mark.parametrize(
    "text",
    [
        "Jo Marsh stands by her word that the pier will open.",
        "A member of the crew waited outside the harbour office.",
        "Oldport celebrates its anniversary in May.",
        "Jo Marsh, pictured after the race, thanked her crew in Oldport.",
        "(Reuters) The pier was closed in May (and its bridge)",
        "The crew says YouTube and LinkedIn took the film down.",
        "More than forty ferries sail from Oldport each day.",
    ],
)
def test_what_only_looks_like_a_caption_may_be_one(text: str) -> None:
    assert not rules.is_refused(text, 4, "en")


@pytest.mark.parametrize(
    ("text", "place", "language", "left"),
    [
        ("• The pier was closed on Monday.", 5, "en", "The pier"),
        ("- La jetée est fermée depuis lundi.", 0, "fr", "La jetée"),
        ("UPDATE: Jo Marsh said on Monday that it would open.", 0, "en", "Jo Marsh"),
        ("(CNN)The pier is gone.", 0, "en", "The pier"),
        ("OLDPORT, Kent – The pier was closed on Monday.", 0, "en", "The pier"),
        ("OLDPORT, NY—The pier was closed on Monday.", 0, "en", "The pier"),
        ("Québec - Le pont est fermé depuis lundi.", 0, "fr", "Québec"),
        ("12/28/2015 AT 04:50 PM EST The pier was closed.", 0, "en", "The pier"),
        ("港口社北京1月12日电今年大桥将开放，不收费。", 0, "zh", "今年"),
        ("本报讯（记者 王明）今年大桥将开放，不收费。", 1, "zh", "今年"),
        ("1月12日大桥开放，不收费。", 0, "zh", "1月"),
        ("-5 degrees were measured at the pier.", 0, "en", "-5 degrees"),
    ],
)
def test_marks_in_front_of_a_sentence_go(text: str, place: int, language: str, left: str) -> None:
    assert text[compression.opening(text, place, language) :].startswith(left)


def test_no_commas_meet_where_a_phrase_went() -> None:
    text = "When the pier closed in Oldport, Kent, last year, ferries stopped."
    gone = compression.Phrase(text.index(" last year"), text.index(", ferries"))
    assert (
        compression.leave_out(text, [gone])
        == "When the pier closed in Oldport, Kent, ferries stopped."
    )


@pytest.mark.parametrize(
    "text",
    [
        "The mayors of Oldport, Kent and Dover said they would go on with it.",
        "Jo Marsh said that when the pier closed, everything stopped for a year.",
        "The keeper told of the reasons, which concern the sea, the wind, and the price of oil.",
        "A visit by Jo Marsh, a member of the board, the highest of the harbour, was called off.",
        "A report published last month.",
        "A report that was published last month.",
        "The harbour has a new film, released on Monday.",
        "A poll for the Mail on Sunday found it.",
    ],
)
def test_no_phrase_goes_that_the_rest_needs(text: str) -> None:
    assert compression.removable(text, "en") == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "Jo Marsh, the chief of the divers, who is 60, came to the pier on a ferry.",
            "Jo Marsh, the chief of the divers, came to the pier on a ferry.",
        ),
        (
            "On Monday, the council, which met in Oldport, closed the harbour and its pier.",
            "On Monday, the council closed the harbour and its pier.",
        ),
        (
            "The council, which met in Oldport, closed the harbour and its pier.",
            "The council closed the harbour and its pier.",
        ),
    ],
)
def test_the_comma_that_closes_an_apposition_stays(text: str, left: str) -> None:
    clauses = [p for p in compression.removable(text, "en") if text.startswith(", wh", p.start)]
    assert [compression.leave_out(text, [clause]) for clause in clauses] == [left]


def test_a_verb_does_without_its_time() -> None:
    text = "The report was published last month."
    left = [compression.leave_out(text, [phrase]) for phrase in compression.removable(text, "en")]
    assert left == ["The report was published."]


def test_a_sentence_too_long_for_a_bullet_is_not_searched_for_phrases() -> None:
    text = "The pier (old) was closed" + " and opened on Monday" * 5_000 + "."
    assert compression.removable(text, "en") == []
    assert compression.removable(text[:100], "en") != []


def test_a_bracket_between_two_words_stays() -> None:
    text = "The pier(old) was closed, the bridge(new)stayed open."
    left = [compression.leave_out(text, [phrase]) for phrase in compression.removable(text, "de")]
    assert left == ["The pier was closed, the bridge(new)stayed open."]


def test_program_code_is_no_sentence() -> None:
    assert rules.is_fragment("A pier in your system type Pier { id: ID! name: String! berths: Int")
    assert not rules.is_fragment("A pier in your system has a name and a number of berths.")
