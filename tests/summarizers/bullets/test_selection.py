"""Bullets stand on their own: what a reader would stumble over is left out or not chosen."""

import pytest

from summarizers import summarize
from summarizers.bullets import compression, rules
from summarizers.bullets.selection import from_ranking, shorten
from summarizers.document import Sentence
from summarizers.sumy.methods import METHODS
from summarizers.text.sentences import parse


def texts(text: str, order: list[int], count: int = 3, language: str = "en") -> list[str]:
    return [bullet.text for bullet in from_ranking(parse(text, "", language), order, count)]


FIRE = "A fire destroyed the old theatre. It began in the kitchen. Nobody was hurt in the blaze."


def test_bullets_come_in_reading_order() -> None:
    assert texts(FIRE, [2, 0], 2) == [
        "A fire destroyed the old theatre.",
        "Nobody was hurt in the blaze.",
    ]


def test_a_sentence_that_leans_brings_the_one_before_it() -> None:
    assert texts(FIRE, [1, 2], 2) == [
        "A fire destroyed the old theatre.",
        "It began in the kitchen.",
    ]


def test_a_sentence_that_leans_is_passed_over_when_there_is_no_room() -> None:
    assert texts(FIRE, [1, 2], 1) == ["Nobody was hurt in the blaze."]


def test_a_first_sentence_that_leans_on_nothing_is_passed_over() -> None:
    text = "This was the moment the bridge fell. Divers searched the river until dawn."
    assert texts(text, [0, 1], 2) == ["Divers searched the river until dawn."]


def test_a_repeated_sentence_is_taken_once() -> None:
    text = "The bridge was closed on Monday. " * 5
    assert texts(text, [0, 1, 2, 3, 4]) == ["The bridge was closed on Monday."]


def test_the_least_unfit_sentence_is_better_than_none() -> None:
    assert texts("Was it an accident?", [0]) == ["Was it an accident?"]


@pytest.mark.parametrize(
    "text",
    [
        "Scroll down for video",
        "Photograph: Jane Doe/Some Agency",
        "Sign up for our newsletter and never miss a story.",
        "Follow us on Twitter for more news like this.",
        "Click here to read the full report on this.",
        "Has the government lost its way?",
        'The minister said: "We will not rest.',
        "He said.",
        "the minister told reporters.",
        "12 34 56 78 90",
        "(Picture of the old bridge at dawn",
        "The clerk told the paper's reporter 'It was over in a minute.",
        "'The notice said that the keeper is 'away until the spring.",
        "A map showing the bridges that the council has closed since May.",
        "The girl with the red kite in this photo was born beside the river.",
        "From left to right: Jo Marsh, Sam Reed and the mayor on the ferry.",
        "Our reporter Jo Marsh has more details.",
        "Jo Marsh reports from Oldport.",
        "Reporting by Jo Marsh in Oldport; editing by Sam Reed",
        "This is a breaking news story and will be updated.",
        "Here's everything you need to know before the ferry strike.",
        "Mehr zum Thema finden Sie auf unserer Übersichtsseite.",
        "Cliquez ici pour recevoir notre lettre du matin.",
        "Haga clic aquí para ver todas las fotos del puente.",
        "Clicca qui per vedere tutte le foto del ponte.",
        "Saiba mais sobre a ponte na nossa página especial.",
        "Klik hier voor alle beelden van de brug.",
        "Zobacz też, jak wyglądał most przed remontem.",
        "Подписывайтесь на наш канал, чтобы не пропустить новости.",
        "Підписуйтесь на наш канал, щоб не пропустити новини.",
        "Fotoğrafların tamamı için tıklayın.",
    ],
)
def test_what_cannot_be_a_bullet_is_refused(text: str) -> None:
    assert rules.is_refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "The minister said the bridge would be closed for a year.",
        '"We will not rest," the minister said on Monday.',
        "Sales in the '90s were higher than today.",
        "The company's drivers' union called a strike (the second this year).",
        "„Wir bauen weiter“, sagte die Ministerin am Montag.",
        "'We will not rest,' the minister told the drivers' union.",
        "The council reports a loss of two million crowns for the year.",
        "The mayor released a statement with more details.",
        "The map was drawn by a retired ferryman.",
        "This is still true on the eve of the vote in Oldport.",
        "Far from falling, prices rose by a third in May.",
        'He said "I wish it was \'75 again and the bridge was new."',
    ],
)
def test_what_can_be_a_bullet_is_not_refused(text: str) -> None:
    assert not rules.is_refused(text)


@pytest.mark.parametrize(
    ("text", "place", "language", "refused"),
    [
        ("Relief: A neighbour waves from the far bank.", 4, "en", True),
        ("Happy couple: Jo and Sam met on the ferry.", 4, "en", True),
        ("Waving to the crowd on the pier: Two men come home.", 4, "en", True),
        ("Officials agreed on one point: The bridge is old.", 4, "en", False),
        ("Oldport: The bridge was closed on Monday.", 0, "en", False),
        ("The result: Prices rose by a third.", 4, "en", False),
        ("Fazit: Der Umbau dauert noch zwei Jahre.", 4, "de", False),
    ],
)
def test_a_caption_is_told_by_its_label(
    text: str, place: int, language: str, refused: bool
) -> None:
    assert rules.is_refused(text, place, language) is refused


@pytest.mark.parametrize(
    ("text", "language", "leans"),
    [
        ("He left the party in 2010.", "en", True),
        ("It’s the second fire this year.", "en", True),
        ('"They came at night," a neighbour said.', "en", True),
        ("On the other hand, costs rose.", "en", True),
        ("Henry left the party in 2010.", "en", False),
        ("Theatre owners protested.", "en", False),
        ("Außerdem stiegen die Kosten.", "de", True),
        ("Die Kosten stiegen.", "de", False),
        ("Sin embargo, los costes subieron.", "es", True),
        ("Он покинул партию.", "ru", True),
        ("Doszło też do awarii mostu.", "pl", True),
        ("Die auch im Ausland bekannte Brücke ist gesperrt.", "de", True),
        ("Na moście doszło też do awarii.", "pl", False),
        ("", "en", False),
    ],
)
def test_pronouns_and_connectives_lean_on_what_came_before(
    text: str, language: str, leans: bool
) -> None:
    assert rules.needs_context(text, language) is leans


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (
            "The bridge (built in 1901) was closed.",
            "The bridge was closed.",
        ),
        (
            "The mayor, who took office in May, closed the bridge.",
            "The mayor closed the bridge.",
        ),
        (
            "The bridge will stay closed for a year, officials said.",
            "The bridge will stay closed for a year.",
        ),
        (
            "The bridge was closed after cracks were found, according to the city council.",
            "The bridge was closed after cracks were found.",
        ),
        (
            "The keeper was found on Monday in the old lighthouse.",
            "The keeper was found in the old lighthouse.",
        ),
        (
            "The mayor, pictured with her son, closed the bridge.",
            "The mayor closed the bridge.",
        ),
    ],
)
def test_whole_phrases_are_left_out_and_words_stay(text: str, short: str) -> None:
    found = compression.removable(text, "en")
    assert short in {compression.leave_out(text, [phrase]) for phrase in found}


@pytest.mark.parametrize(
    "text",
    [
        '"The bridge, which is old, is safe," she said.',
        "In Rome, a man, tall and thin, was arrested.",
        '"We are safe," the mayor said.',
        "The mayor denied the claim, but the court found that it was true.",
        "The lorry drivers left Friday morning, tired and hungry.",
        "Just last week the council closed the bridge.",
        "The bridge opens on Monday early, and everyone is invited.",
        "The last vote is on Monday.",
        "The bridge shuts at 14:30 on Monday.",
        "Traffic fell by a third compared with last year.",
        "Oldport beat Newbridge 1 – 0, and Harwell drew with Easton 2 – 2 at home.",
        "The paper quoted the mayor of the old river town of Oldport, who said the bridge may fall.",
        "A ferry that sank in the river, which joins Oldport, Kent and Dover to the sea, was raised.",
        "A plan is emerging, which would close the bridge for two years.",
    ],
)
def test_a_quotation_a_subject_and_a_speaker_stay_whole(text: str) -> None:
    assert compression.removable(text, "en") == []


@pytest.mark.parametrize(
    ("text", "idle"),
    [
        ("The mayor (left) closed the bridge.", [True]),
        ("The mayor (pictured with her son) closed the bridge.", [True]),
        ("The mayor (second from right) closed the bridge.", [True]),
        ("The mayor (leftist by conviction) closed the bridge.", [False]),
    ],
)
def test_where_someone_stands_in_a_picture_always_goes(text: str, idle: list[bool]) -> None:
    assert [phrase.idle for phrase in compression.removable(text, "en")] == idle


@pytest.mark.parametrize(
    ("text", "place", "language", "left"),
    [
        ("LONDON (Reuters) - The bridge was closed on Monday.", 0, "en", "The bridge"),
        ("(CNN) -- The bridge was closed on Monday morning.", 0, "en", "The bridge"),
        ("BERLIN — Die Brücke ist seit Montag gesperrt worden.", 0, "de", "Die Brücke"),
        ("OLDPORT: The bridge was closed on Monday morning.", 0, "en", "OLDPORT"),
        ("Moreover, Paris has closed its bridges to lorries.", 5, "en", "Paris has"),
        ("But Paris has closed its bridges to heavy lorries.", 5, "en", "But Paris"),
        ("But the city has closed its bridges to lorries.", 5, "en", "But the city"),
        ("The (old) bridge was closed on Monday morning.", 0, "en", "The (old)"),
    ],
)
def test_datelines_and_connectives_go_where_a_capital_follows(
    text: str, place: int, language: str, left: str
) -> None:
    assert text[compression.opening(text, place, language) :].startswith(left)


def test_a_sentence_without_an_end_is_cut_with_a_sign_between_clauses_or_words() -> None:
    assert shorten("word " * 200, 280) == "word " * 55 + "…"
    assert shorten("x" * 1000, 280) == "x" * 278 + " …"
    clauses = "the ferry ran aground, " * 20
    assert shorten(clauses, 100) == "the ferry ran aground, " * 3 + "the ferry ran aground …"


def test_the_only_sentence_of_an_article_keeps_the_source_at_its_end() -> None:
    text = (
        "The mayor of Halden, who had promised to end corruption, "
        + "who had since dismissed three heads of department for taking gifts, " * 5
        + "took 40,000 crowns in cash from a builder, the prosecutors claim."
    )
    assert [bullet.text for bullet in summarize(text, language="en")] == [text]


@pytest.mark.parametrize("method", METHODS)
def test_every_classic_method_gives_bullets_by_the_same_rules(method: str) -> None:
    text = FIRE + " The theatre had stood for a century. Was it arson? Scroll down for video."
    made = summarize(text, language="en", bullets=2, method=method)
    assert 1 <= len(made) <= 2
    assert all(text[bullet.start : bullet.end] == bullet.text for bullet in made)
    assert not any(rules.is_refused(bullet.text) for bullet in made)


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(ValueError, match="no-such-method"):
        summarize(FIRE, method="no-such-method")


@pytest.mark.parametrize(
    ("above", "text", "inside"),
    [
        ('"I go back next week.', "I've got a week off.", True),
        ('He said: "No." "I go back next week.', "I've got a week off.", True),
        ("“We lost the harbour.", "Nobody came.", True),
        ("„Wir haben gewartet.", "Niemand kam.", True),
        ("»Wir haben gewartet.", "Niemand kam.", True),
        ("« Nous avons attendu.", "Personne ne venait.", True),
        ("“We lost the harbour.", "Nobody came,” he said.", False),
        ('She said: "I go back."', "The term begins in May.", False),
        ('We rowed," he said.', "The term begins in May.", False),
        ("He called it „ein Fest“.", "The guests left early.", False),
        ("Sie sprach von »einem Fest«.", "Die Gäste gingen früh.", False),
        ("Puis la barque », dit-il.", "Personne ne venait.", False),
        ("Nobody spoke.", "The term begins in May.", False),
    ],
)
def test_what_goes_on_inside_a_quotation_is_known(above: str, text: str, inside: bool) -> None:
    sentences = [Sentence(above, 0, len(above)), Sentence(text, 100, 100 + len(text), 1)]
    assert rules.is_inside_quotation(sentences, 1) is inside


def test_a_quotation_ends_with_its_paragraph_and_no_bullet_is_taken_from_its_middle() -> None:
    speech = '"I go back next week. The exams begin in May. I will study hard," she said.\n'
    document = parse(speech + "The term ends in July.", "", "en")
    told = [bullet.text for bullet in from_ranking(document, [1, 3], 2)]
    assert told == ["The term ends in July."]
