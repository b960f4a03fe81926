"""Of one bullet: a claim stands with what is said against it, or how far it goes."""

from __future__ import annotations

import pytest

from summarizers import summarize
from summarizers.lead.joining import MAX_JOINED
from summarizers.lead.method import explain
from summarizers.lead.reasons import LeadReason
from summarizers.text.sentences import parse

REST = {
    "en": ["The town has 60,000 inhabitants.", "A new bridge will open there in May."],
    "de": ["Die Stadt hat 60.000 Einwohner.", "Im Mai öffnet dort eine neue Brücke."],
    "fr": ["La ville compte 60 000 habitants.", "Un nouveau pont y ouvrira en mai."],
    "es": ["La ciudad tiene 60.000 habitantes.", "En mayo se abrirá allí un puente."],
    "it": ["La città ha 60.000 abitanti.", "A maggio aprirà un nuovo ponte."],
    "pt": ["A cidade tem 60 mil habitantes.", "Em maio abre ali uma nova ponte."],
    "ru": ["В городе живут 60 тысяч человек.", "В мае там откроют новый мост."],
}
PAIRS = [
    ("en", "Ola Berg sold 40 forged visas, a former clerk told police.", "Berg denies it."),
    ("en", "Ola Berg stole 90,000 crowns, prosecutors say.", "Berg has pleaded not guilty."),
    ("en", "Rail fares will fall by a fifth in May.", "That will only happen if the state pays."),
    ("en", "The Greens lead by 31 to 30 percent.", "The margin of error is three points."),
    ("en", "A court in Kolm jailed Ida Moss in 2020.", "Another court quashed her conviction."),
    ("en", "Jets killed 80 villagers, rebels said.", "The army spoke of nine dead."),
    ("en", "Norla will close its yard in Ober.", "That is what the daily Post reported."),
    ("de", "Ida Moos stahl laut Anklage 90.000 Euro.", "Ihr Anwalt spricht von einem Irrtum."),
    (
        "de",
        "Ida Moos wurde 2020 zu sechs Jahren Haft verurteilt.",
        "Ein Gericht hob das Urteil auf.",
    ),
    ("fr", "Ida Moss a détourné 90 000 euros, selon le parquet.", "Elle dénonce des mensonges."),
    ("fr", "Les prix ont augmenté de 1,9 % en mai.", "Il s'agit d'une première estimation."),
    ("es", "Ida Moss desvió 90.000 euros, según la fiscalía.", "Ella habla de un montaje."),
    (
        "es",
        "Aviones mataron a 80 vecinos, según los rebeldes.",
        "El Gobierno habla de nueve muertos.",
    ),
    ("it", "Ida Moss ha rubato 90 mila euro, secondo la procura.", "Lei parla di una montatura."),
    (
        "it",
        "Il farmaco di Norla dimezza le ricadute dei malati.",
        "I dati non sono ancora stati pubblicati.",
    ),
    ("pt", "Ida Moss desviou 90 mil euros, segundo a polícia.", "Ela fala em perseguição."),
    ("pt", "A ponte fechará em maio, segundo o jornal.", "A câmara nega."),
    ("ru", "Ида Мосс украла 90 тысяч, утверждает следствие.", "Она говорит о провокации."),
    ("ru", "Партия набирает 31 процент голосов.", "Погрешность составляет три пункта."),
]


@pytest.mark.parametrize(("language", "claim", "answer"), PAIRS, ids=lambda value: value[:20])
def test_the_only_bullet_holds_a_claim_and_its_answer(
    language: str, claim: str, answer: str
) -> None:
    text = "\n\n".join([claim, answer, *REST[language]])
    (bullet,) = summarize(text, "", language, 1)
    assert bullet.text == f"{claim} {answer}"
    assert text[bullet.start : bullet.end] == f"{claim}\n\n{answer}"


@pytest.mark.parametrize(
    "between", ["The mayor has led the town since 2019.", "The contract ran for ten years."]
)
def test_a_denial_further_on_is_joined_as_well(between: str) -> None:
    claim = "Mayor Ida Moss took 40,000 crowns from a builder, an indictment alleges."
    denial = "Moss says that the charge is false and that all was declared."
    text = " ".join([claim, between, denial, *REST["en"]])
    (bullet,) = summarize(text, "", "en", 1)
    assert bullet.text == f"{claim} {denial}"
    assert text[bullet.start : bullet.end] == f"{claim} {between} {denial}"


@pytest.mark.parametrize(
    "second",
    [
        "The opposition called the plan timid and slow.",
        "Work on the first of them begins in March.",
        "Only three of them will have a kitchen.",
        "Another firm appealed for more money.",
    ],
)
def test_criticism_and_further_news_are_not_joined(second: str) -> None:
    first = "The town of Kolm will build 12 schools for 4 billion crowns, the mayor said."
    (bullet,) = summarize(" ".join([first, second, *REST["en"]]), "", "en", 1)
    assert bullet.text == first


LAWYERS = [
    (
        "en",
        "Ida Moss hid two flats, prosecutors say.",
        "The case began in 2021.",
        "Her lawyer called the charge baseless.",
    ),
    (
        "de",
        "Ida Moos stahl laut Anklage 90.000 Euro.",
        "Das Geld lag in einem Tresor.",
        "Sie selbst spricht von einem Irrtum.",
    ),
    (
        "fr",
        "Ida Moss a caché deux villas, selon le parquet.",
        "L'enquête a duré trois ans.",
        "Son avocat dénonce des mensonges.",
    ),
    (
        "es",
        "Ida Moss ocultó dos pisos, según la fiscalía.",
        "El caso empezó en 2021.",
        "Su abogado habla de un montaje.",
    ),
]


@pytest.mark.parametrize(
    ("language", "claim", "between", "denial"), LAWYERS, ids=lambda value: value[:12]
)
@pytest.mark.parametrize("count", [1, 2])
def test_a_lawyer_some_sentences_on_speaks_for_who_is_told_of(
    language: str, claim: str, between: str, denial: str, count: int
) -> None:
    text = " ".join([claim, between, denial, *REST[language]])
    told = [bullet.text for bullet in summarize(text, "", language, count)]
    assert told == [f"{claim} {denial}"] if count == 1 else [claim, denial]


def test_a_lawyer_behind_somebody_else_is_not_taken_for_the_first_one() -> None:
    claim = "Ida Moss hid two flats from the tax office, prosecutors say."
    other = "A trader, Ola Berg, is accused of theft in Kolm."
    text = " ".join([claim, other, "His lawyer called the charge baseless.", *REST["en"]])
    (bullet,) = summarize(text, "", "en", 1)
    assert bullet.text == claim


def test_source_and_denial_are_one_bullet_where_two_bullets_are_all() -> None:
    claim = "Ein Bürgermeister hat der Firma seines Schwagers Aufträge zugeschanzt."
    source, denial = "So steht es in der Anklage.", "Sein Anwalt spricht von einem Irrtum."
    text = " ".join([claim, source, denial, *REST["de"]])
    told = [bullet.text for bullet in summarize(text, "", "de", 2)]
    assert told == [claim, f"{source} {denial}"]


def test_two_bullets_stay_two_sentences() -> None:
    claim, answer = PAIRS[0][1:]
    told = summarize(" ".join([claim, answer, *REST["en"]]), "", "en", 2)
    assert [bullet.text for bullet in told] == [claim, answer]


def test_what_would_be_too_long_is_not_joined() -> None:
    claim = f"Ola Berg sold 40 forged visas to {'merchants and ' * 23}sailors, a clerk told police."
    answer = f"Berg denies that he ever met {'a single merchant or ' * 5}sailor in the harbour."
    assert len(claim) < 400 < MAX_JOINED < len(claim) + len(answer)
    (bullet,) = summarize(" ".join([claim, answer, *REST["en"]]), "", "en", 1)
    assert bullet.text == claim


def test_the_verdicts_say_what_was_joined() -> None:
    claim, answer = PAIRS[0][1:]
    told = explain(parse(" ".join([claim, answer, *REST["en"]]), "", "en"), 1)
    assert (told[0].index, told[0].span(), told[0].text) == (0, (0, 1), f"{claim} {answer}")
    assert told[1].reason is LeadReason.JOINED
    assert not told[1].taken


@pytest.mark.parametrize(
    ("language", "fact", "others"),
    [
        (
            "en",
            "The bridge at Halden was closed on Monday after engineers found cracks in a pillar.",
            "The ferry company denied that it had raised its prices.",
        ),
        (
            "de",
            "Die Brücke in Halden wurde am Montag gesperrt, weil ein Pfeiler Risse hat.",
            "Die Fährgesellschaft weist den Vorwurf zurück, sie habe die Preise erhöht.",
        ),
        (
            "fr",
            "Le pont de Halden est fermé depuis lundi, car un pilier a des fissures.",
            "La compagnie des bacs nie avoir augmenté ses prix.",
        ),
    ],
)
def test_a_denial_of_another_matter_is_not_joined_to_a_fact(
    language: str, fact: str, others: str
) -> None:
    text = " ".join([fact, REST[language][0], others, REST[language][1]])
    assert [one.text for one in summarize(text, language=language, bullets=1)] == [fact]
