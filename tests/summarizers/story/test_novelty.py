"""What is news to a reader who has seen some sentences, by a table of pairs."""

from __future__ import annotations

import pytest

from summarizers.story.novelty import new_since

# (language, what was shown, what comes now, why)
REPEATED = [
    ("en", "Three people died in a fire in Kolm on Monday.", "A blaze killed three people in Kolm.", "in other words"),
    ("en", "Three people died in a fire in Kolm.", "Three people died in a fire in Kolm, police said on Tuesday.", "who said so"),
    ("en", "The council approved the Aller bridge plan on Monday.", "The plan for the Aller bridge has been approved by the council.", "turned round"),
    ("en", "Norvik will cut 3,000 jobs at its Halden plant.", "Norvik to axe 3,000 jobs in Halden.", "shorter"),
    ("en", "Mayor Ines Falk resigned on Sunday after the audit.", "Falk quit after the audit, the town hall confirmed.", "less of the name"),
    ("en", "A ferry with 212 people aboard sank off Harle.", "The ferry sank off Harle with more than 200 people aboard.", "a rounder number"),
    ("en", "A ferry with 212 people aboard sank off Harle.", "A ferry sank off Harle.", "less than was said"),
    ("en", "The airport of Kolm stays closed until Friday because of the strike.", "A strike keeps Kolm airport closed.", "a part of it"),
    ("en", "The court sentenced Ivo Marn to eight years in prison for fraud.", "Marn was jailed for 8 years for fraud.", "number in figures"),
    ("en", "Shares of Belbank fell 12 percent after the data theft.", "Belbank shares dropped by 12% following the theft of data.", "percent sign"),
    ("en", "The storm left 40,000 homes without power in Tarn.", "In Tarn, 40,000 homes were left without power by the storm.", "turned round"),
    ("en", "Police arrested a man after the attack in Kolm.", "A man was detained by police following the attack in Kolm.", "arrested, detained"),
    ("en", "Firefighters rescued two children from the roof of the school.", "Two children were rescued from the school's roof by firefighters.", "passive"),
    ("en", "The talks between Tarn and Marnland ended without a deal.", "Tarn and Marnland ended their talks without an agreement.", "deal, agreement"),
    ("en", "He said the bridge was safe.", "He said the bridge was safe.", "the very same"),
    ("en", "The bank raised its key rate to 4.5 percent.", "The bank raised its key rate to 4.50 percent, it announced.", "same number"),
    ("en", "A $1.5 billion rescue of Norvik was agreed.", "The $1,500 million rescue of Norvik was agreed.", "same sum"),
    ("de", "Bei einem Brand in Kolm sind drei Menschen gestorben.", "In Kolm sind bei einem Feuer drei Menschen getötet worden.", "mit anderen Worten"),
    ("fr", "Trois personnes sont mortes dans un incendie à Kolmar.", "À Kolmar, trois personnes ont été tuées dans l'incendie.", "en d'autres mots"),
    ("es", "Tres personas murieron en un incendio en Orlena.", "En Orlena, tres personas fallecieron en un incendio.", "con otras palabras"),
]  # fmt: skip

NEWS = [
    ("en", "Three people died in a fire in Kolm.", "Four people died in a fire in Kolm.", "a new number"),
    ("en", "More than 200 people were aboard the ferry.", "There were 212 people aboard the ferry.", "a more exact number"),
    ("en", "Shares of Belbank fell 12 percent after the theft.", "Shares of Norbank fell 12 percent after the theft.", "a new name"),
    ("en", "The minister will meet the unions on Monday.", "The minister will meet the unions and Ines Falk on Monday.", "somebody joins"),
    ("en", "A fire broke out in a warehouse.", "A fire broke out in a warehouse in Kolm.", "a place"),
    ("en", "The council approved the Aller bridge plan.", "The council did not approve the Aller bridge plan.", "denied"),
    ("en", "Police arrested a man after the attack in Kolm.", "The man arrested in Kolm had been known to police for stalking a teacher.", "about him"),
    ("en", "A ferry sank off Harle.", "The ferry's radar had been out of order for weeks.", "a cause"),
    ("en", "Norvik will cut 3,000 jobs at its Halden plant.", "Unions at Norvik's Halden plant called a strike against the cuts.", "a reaction"),
    ("en", "Mayor Falk resigned after the audit.", "Falk's deputy takes over until the election.", "what comes next"),
    ("en", "The bank raised its key rate to 4.5 percent.", "The bank raised its key rate to 4.75 percent.", "another number"),
    ("en", "The trial of Ivo Marn begins in May.", "The trial of Ivo Marn ended with an acquittal.", "what came of it"),
    ("en", "Rescuers are searching for nine missing miners.", "Rescuers found the nine missing miners alive.", "they were found"),
    ("en", "Marnland asked NATO for help.", "Marnland asked the EU for help.", "an acronym"),
    ("en", "The storm closed the port of Sarn.", "The port of Sarn reopened after the storm.", "the opposite"),
    ("de", "Bei einem Brand in Kolm sind drei Menschen gestorben.", "Bei einem Brand in Kolm sind fünf Menschen gestorben.", "eine neue Zahl"),
    ("de", "Die Brücke in Kolm wird gesperrt.", "Die Brücke in Kolm wird nicht gesperrt.", "verneint"),
    ("fr", "Trois personnes sont mortes dans un incendie à Kolmar.", "Le maire de Kolmar promet une enquête sur l'incendie.", "une réaction"),
    ("es", "Tres personas murieron en un incendio en Orlena.", "El alcalde de Orlena visitó a los heridos en el hospital.", "otra cosa"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "shown", "now", "why"), REPEATED, ids=lambda v: str(v)[:40])
def test_what_was_said_before_is_no_news_in_whatever_words(
    language: str, shown: str, now: str, why: str
) -> None:
    assert new_since([now], [shown], language) == [], why


@pytest.mark.parametrize(("language", "shown", "now", "why"), NEWS, ids=lambda v: str(v)[:40])
def test_what_was_not_said_before_is_news(language: str, shown: str, now: str, why: str) -> None:
    assert new_since([now], [shown], language) == [0], why


def test_of_two_candidates_that_say_the_same_the_first_is_kept() -> None:
    sentences = [
        "A blaze killed three people in Kolm.",
        "The mayor visited the street.",
        "Three people died in a fire in Kolm.",
    ]
    assert new_since(sentences, [], "en") == [0, 1]


def test_a_sentence_made_of_two_that_were_shown_is_no_news() -> None:
    shown = ["The ferry Alma sank off Harle.", "Divers found the captain's body on Sunday."]
    both = "Divers found the body of the captain after the Alma ferry sank off Harle."
    assert new_since([both], shown, "en") == []


@pytest.mark.parametrize("text", ["", "...", "\ud800", "🎈🎈", "the of and"])
def test_a_sentence_that_states_nothing_is_never_news(text: str) -> None:
    assert new_since([text], ["Something was said."], "en") == []


def test_nothing_was_shown_so_everything_is_news() -> None:
    assert new_since(["The ferry sank."], [], "en") == [0]
    assert new_since([], ["The ferry sank."], "en") == []
