"""What is said against a claim stands beside it: its denial, its plea, its doubt, its source."""

from __future__ import annotations

import pytest

from summarizers import summarize
from summarizers.lead.answers import answers, denies, is_answer, is_denied
from summarizers.text.sentences import parse

ARTICLES = [
    (
        "en",
        "Jon Berg beat two prisoners in their cells in the night to Monday, three guards say.",
        "He denies it.",
        "The prison of Sarn has 300 cells and 290 prisoners.",
        "A commission will visit it on Friday with two doctors.",
        "The minister of justice promised 4 million crowns for cameras.",
    ),
    (
        "de",
        "Der Trainer schlug zwei Spielerinnen, schrieben die Eltern an den Verband.",
        "Er bestreitet das.",
        "Der Verein hat 400 Mitglieder in drei Orten.",
        "Am Samstag spielt er gegen Halden.",
        "Die Stadt gibt 4 Millionen Kronen für ein Stadion.",
    ),
    (
        "fr",
        "L'usine a déversé 300 tonnes d'acide dans la Lode, affirment les riverains.",
        "L'entreprise rejette ces accusations.",
        "Un tribunal de Sarn l'examinera le 9 mars.",
        "La rivière alimente 14 villages.",
        "Les pêcheurs réclament 50 millions.",
    ),
    (
        "es",
        "Los soldados quemaron 40 casas en Ober, dijeron los rebeldes.",
        "La información no pudo ser verificada.",
        "La guerra ha matado a 3.000 personas.",
        "El viernes empiezan las conversaciones en Halden.",
        "Ambos bandos tienen 500 presos.",
    ),
    (
        "it",
        "Un infermiere ha dato apposta un farmaco sbagliato a 31 pazienti.",
        "Lo ha annunciato la procura di Kolm.",
        "L'ospedale pagherà 2 milioni.",
        "Il 1° maggio arriva una nuova direzione.",
        "Altri 12 ospedali saranno controllati.",
    ),
    (
        "pt",
        "O remédio cura nove em cada dez doentes, afirma o fabricante, que pagou o estudo.",
        "Os médicos duvidam do número.",
        "A firma vende por 300 milhões.",
        "Constrói uma fábrica em Kolm.",
        "A ação subiu 12%.",
    ),
    (
        "ru",
        "Завод слил 300 тонн кислоты в реку Лоде, говорят жители.",
        "Компания это отрицает.",
        "Суд в Сарне рассмотрит дело 9 марта.",
        "Река снабжает 14 деревень.",
        "Рыбаки требуют 50 миллионов.",
    ),
]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article[0])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_claim_is_followed_by_what_is_said_against_it(
    article: tuple[str, ...], count: int
) -> None:
    language, claim, answer, *_ = article
    told = [bullet.text for bullet in summarize("\n\n".join(article[1:]), "", language, count)]
    assert told[:2] == [claim, answer]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article[0])
def test_a_claim_whose_answer_finds_no_place_is_no_bullet(article: tuple[str, ...]) -> None:
    language, claim, answer, *rest = article
    lead = {
        "en": "A court in Sarn has heard 12 witnesses in the case since Monday morning.",
        "de": "Ein Gericht in Sarn hat seit Montag zwölf Zeugen gehört.",
        "fr": "Un tribunal de Sarn a entendu douze témoins depuis lundi matin.",
        "es": "Un tribunal de Sarn ha escuchado a doce testigos desde el lunes.",
        "it": "Un tribunale di Sarn ha ascoltato dodici testimoni da lunedì.",
        "pt": "Um tribunal de Sarn ouviu doze testemunhas desde segunda-feira.",
        "ru": "Суд в Сарне с понедельника заслушал двенадцать свидетелей.",
    }[language]
    text = "\n\n".join([lead, claim, answer, *rest])
    told = [bullet.text for bullet in summarize(text, "", language, 2)]
    assert lead in told
    assert claim not in told
    assert answer not in told


def test_the_denial_of_a_claim_is_no_repetition_of_it() -> None:
    claim = "Ida Moss took 40,000 crowns from a builder in Kolm in May, prosecutors say."
    denial = "Moss denies having taken 40,000 crowns from a builder in Kolm."
    text = "\n\n".join([claim, denial, "The trial begins on 9 March in the old court house."])
    assert denial in [bullet.text for bullet in summarize(text, "", "en", 3)]


def test_who_says_so_goes_with_blame_and_not_with_what_nobody_doubts() -> None:
    said = "Das teilte die Staatsanwaltschaft in Kolm mit."
    assert answers(said, "Ein Pfleger gab 31 Patienten absichtlich das falsche Mittel.", "de")
    assert not answers(said, "Die Züge fahren ab Montag wieder auf allen Linien.", "de")
    assert not answers(said, "Ries soll laut Anklage 18 Millionen gestohlen haben.", "de")


def test_a_question_a_heading_and_the_first_sentence_answer_nothing() -> None:
    claim = "Ida Moss took 40,000 crowns from a builder in Kolm, prosecutors say."
    assert not answers("Who denies it?", claim, "en")
    sentences = parse(f"{claim}\nMoss denies it\nMoss denies it.", "", "en").sentences
    assert [is_answer(sentences, index, "en") for index in range(-1, 4)] == [False] * 5
    sentences = parse(f"{claim} Moss denies it.", "", "en").sentences
    assert is_answer(sentences, 1, "en")


def test_a_quoted_denial_answers_a_claim_and_no_match() -> None:
    quoted = "“I never fired,” Jon Berg answered."
    assert answers(quoted, "Jon Berg fired twice, a guard told the court.", "en")
    assert not answers(quoted, "Jon Berg scored twice in the last match of the year.", "en")


def test_a_verdict_is_told_with_the_appeal_against_it() -> None:
    text = """Lena Roth must go to prison for nine years, a court in Sarn ruled.

She will appeal.

Roth led the bank from 2009 to 2021.

The bank has 300 branches in four countries."""
    told = [bullet.text for bullet in summarize(text, "", "en", 3)]
    assert told[1] == "She will appeal."


def test_a_sentence_that_names_what_it_stands_against_opens() -> None:
    text = "Instead of the 400 jobs that Nordkraft had promised, 40 came to Kolm, auditors found."
    first, *_ = summarize(f"{text}\n\nThe state paid 9 million.", "", "en")
    assert first.text == text


FAR = [
    (
        "en",
        "Ostrel spilled more than it told",
        "According to the watchdog Clearwater, Ostrel spilled four times as much oil as it told.",
        "Its pictures from space show a slick of 180 square kilometres.",
        "Ostrel disputes the figures.",
        "Fishing has been banned along 90 kilometres of coast since May.",
    ),
    (
        "de",
        "Kornhof zahlte unter Mindestlohn",
        "Die Kette Kornhof hat nach Angaben der Gewerkschaft 700 Leute unter Mindestlohn bezahlt.",
        "Betroffen seien 84 Filialen in Halden und Sarn.",
        "Kornhof weist die Vorwürfe zurück.",
        "Das Zollamt in Kolm prüft seit Oktober die Unterlagen von 12 Filialen.",
    ),
    (
        "es",
        "Denuncian vertidos de la papelera Arla",
        "La papelera Arla vierte cada noche cloro al río Lode, denunció la asociación Ríos.",
        "La asociación presentó 42 análisis de agua ante la fiscalía.",
        "La empresa sostiene que cumple todas las normas y que sus vertidos son legales.",
        "La planta da empleo a 310 personas en Sarn.",
    ),
    (
        "ru",
        "Завод «Химток» сливал отходы, заявили экологи",
        "Завод «Химток» два года сливал отходы в реку Лода, сообщили активисты движения «Берег».",
        "По их данным, фенола в воде было больше нормы в 14 раз.",
        "На предприятии заявили, что сбросы не превышают допустимых норм.",
        "На заводе работают 1800 человек.",
    ),
]


@pytest.mark.parametrize("case", FAR, ids=[case[0] for case in FAR])
@pytest.mark.parametrize("count", [2, 3])
def test_a_denial_some_sentences_on_takes_the_last_place(case: tuple[str, ...], count: int) -> None:
    language, title, claim, detail, denial, rest = case
    text = "\n\n".join([claim, detail, denial, rest])
    told = [bullet.text for bullet in summarize(text, title, language, count)]
    assert told == [claim, *[detail][: count - 2], denial]


@pytest.mark.parametrize(
    "between",
    [
        "He told the court that the bridge of Sarn is 300 metres long.",
        "The mayor of Halden took 40,000 crowns, prosecutors say.",
    ],
)
def test_a_denial_of_another_matter_takes_no_place(between: str) -> None:
    lead = "The bridge of Sarn reopens on Monday after repairs that took 14 months."
    denial = "He denied the charges." if between.startswith("He") else "Mayor Holt denies it."
    last = "Buses will run every 12 minutes to Kolm, the county said."
    text = "\n\n".join([lead, "Trains stop at 9 stations.", between, denial, last])
    told = [bullet.text for bullet in summarize(text, "Bridge of Sarn reopens", "en", 2)]
    assert told[0] == lead
    assert denial not in told


def test_what_the_lead_denies_itself_needs_no_denial_from_below() -> None:
    lead = "A nurse gave four patients the wrong drug - she denies all charges - a court heard."
    text = "\n\n".join([lead, "The trial lasts ten weeks.", "The nurse denied it all in May."])
    assert is_denied(lead, "en")
    assert "The nurse denied it all in May." not in [
        bullet.text for bullet in summarize(text, "Nurse on trial", "en", 2)
    ]


def test_a_denial_is_short_and_no_question() -> None:
    assert denies("The firm denies the claim.", "", "en")
    assert not denies("Who denies the claim?", "", "en")
    assert not denies("The firm denies the claim " + "of the town " * 30 + "again.", "", "en")
    assert not denies("He was denied bail.", "", "en")
    assert not is_denied("The trial begins on Monday.", "en")
