"""What stands in front of an opening that does not say of whom it tells."""

from __future__ import annotations

import pytest

from summarizers.lead.method import explain
from summarizers.text.sentences import parse


def openings(text: str, headline: str = "", language: str = "en") -> list[str]:
    told = explain(parse(text, headline, language), 3)
    return [verdict.text for verdict in told if verdict.taken]


FIGHT = """In a sport full of loud men, Jon Varga seems like an impostor.

With three defeats in his last six fights, the Norwegian boxer's career seemed to be over.

But he won the empty title in Halden on Saturday night before 8,000 people.

His rival had not lost a fight since 2007 and fell in the eighth round."""


def test_whom_the_news_only_describes_is_named_first() -> None:
    assert openings(FIGHT)[:2] == [
        "In a sport full of loud men, Jon Varga seems like an impostor.",
        "With three defeats in his last six fights, the Norwegian boxer's career seemed to be over.",
    ]


def test_a_headline_with_the_name_leaves_the_common_truth_out() -> None:
    assert openings(FIGHT, "Jon Varga wins his third title")[0].startswith("With three defeats")


def test_a_scene_that_names_nobody_stays_out() -> None:
    text = """As record attempts go, it was impressive.

A team from Halden took a kite of 6,000 metres to a festival on Saturday to break the record.

But the kite was so big that it put aircraft at risk, the airport said.

Half of it rose above the harbour and came down after 20 minutes."""
    assert openings(text)[0].startswith("A team from Halden")


def test_a_name_in_the_news_itself_needs_nobody_above_it() -> None:
    text = """In a sport full of loud men, Jon Varga seems like an impostor.

After a fight in Halden, the coach of Eva Lund was taken to hospital with a broken hand on Friday.

Doctors said that the coach would be in bed for 3 weeks.

Eva Lund won the fight in the second round on Friday night."""
    assert openings(text)[0].startswith("After a fight")


def test_these_of_the_sentence_above_bring_it_along() -> None:
    text = """We announced a public trial of Halden repositories last week.

One thing I want is being able to use these to prepare moves of many packages at once.

We built 40 packages with them on Monday, and I found 3 faults."""
    told = openings(text, "How I prepare moves of many packages")
    assert told[:2] == [
        "We announced a public trial of Halden repositories last week.",
        "One thing I want is being able to use these to prepare moves of many packages at once.",
    ]


ELSEWHERE = {
    "de": """Jedes Jahr im Herbst denkt Halden an Jon Varga.

Der norwegische Boxer verlor am Samstag vor 8000 Menschen den dritten Kampf in Folge.

Seine Trainerin kündigte am Sonntag das Ende der Laufbahn an.""",
    "fr": """Chaque année, on parle à Halden de Jon Varga.

Le boxeur norvégien a perdu samedi devant 8000 personnes son troisième combat de suite.

Sa coach a annoncé dimanche la fin de la carrière.""",
    "es": """Cada año se habla en Halden de Jon Varga.

El boxeador noruego ha perdido el sábado ante 8000 personas el tercer combate seguido.

Su entrenadora anunció el domingo el fin de la carrera.""",
    "it": """Ogni anno a Halden si parla di Jon Varga.

Il pugile norvegese ha perso sabato davanti a 8000 persone il terzo incontro di fila.

La sua allenatrice ha annunciato domenica la fine della carriera.""",
    "pt": """Todos os anos se fala em Halden de Jon Varga.

O pugilista norueguês foi derrotado no sábado perante 8000 pessoas no terceiro combate.

A treinadora anunciou no domingo o fim da carreira.""",
    "ru": """Каждый год в городе вспоминают, как начинал Йон Варга.

Норвежский боксёр проиграл в субботу третий бой подряд на глазах у 8000 человек.

Тренер объявила в воскресенье о конце карьеры.""",
}


@pytest.mark.parametrize("language", sorted(ELSEWHERE))
def test_other_languages_name_their_boxer_first_too(language: str) -> None:
    text = ELSEWHERE[language]
    assert openings(text, language=language)[0] == text.split("\n", 1)[0]
