"""What is no bullet, and what may go from one that is."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from summarizers.lead.fitness import (
    key_headings,
    patterns,
    share_quoted,
    shown,
    speaks_for_its_author,
    speaks_to_its_reader,
    tells_what_happened,
    unfit,
)
from summarizers.lead.reasons import LeadReason
from summarizers.text.sentences import parse

DATA = tomllib.loads((files("summarizers") / "data" / "lead.toml").read_text("utf-8"))
RULES = [
    (kind, rule)
    for kind in (
        "teaser",
        "fragment",
        "link",
        "partner",
        "backstory",
        "now",
        "said",
        "throat",
        "turn",
        "answer",
        "denial",
        "rebuttal",
        "reply",
        "speaker",
        "ruling",
        "overturned",
        "blame",
        "hedge",
        "epithet",
        "pointer",
        "step",
        "announce",
    )
    for rule in DATA[kind]
]
EXAMPLES = [
    (kind, rule, text, yes)
    for kind, rule in RULES
    for yes in (True, False)
    for text in rule["yes" if yes else "no"]
]


@pytest.mark.parametrize(
    ("kind", "rule", "text", "yes"), EXAMPLES, ids=lambda value: str(value)[:40]
)
def test_every_rule_finds_its_examples_and_not_its_counter_examples(
    kind: str, rule: dict[str, str], text: str, yes: bool
) -> None:
    assert any(pattern.match(text) for pattern in patterns(kind, rule["language"])) is yes


def test_headings_over_key_points_are_known_in_any_letter_case() -> None:
    assert "key takeaways" in key_headings()
    assert "what happened" not in key_headings()


# Sources, denials, pleas, conditions, hedges, reasons, contrasts, bases of comparison, times.
WHOLE = [
    "The mayor, who denies any wrongdoing, took 40,000 crowns from a builder, the indictment says.",
    "The ferry ran aground because its radar had failed, according to the coastguard.",
    "If the council agrees, the bridge will be shut for five months, the engineers said.",
    "Prices rose by 3 percent in May, compared with 5 percent a year before.",
    "The driver, who has pleaded not guilty, left the scene, prosecutors allege.",
    "The vaccine may reduce cases by half, although only 200 children took part.",
    "Sales fell 4 percent after the strike, while exports grew, the ministry reported.",
    "The suspect was released on Friday, as there was no evidence against him, police said.",
    "Nine people were hurt, two of them badly, when the roof fell in (the number may rise).",
    "What they're saying: The law will ruin every carpenter in Halden.",
    "What we're hearing: The mayor will resign before the vote on Monday.",
    "Flashback: The mayor of Halden was charged with fraud.",
    # Works and charities whose names begin as sentences do, behind denials and conditions.
    "The mayor denied on Tuesday that his memoir During the War, printed in May, was by a ghost.",
    "He denies claims in the documentary When the boat comes in, aired on Monday, about bribes.",
    "The union will not strike unless Halden drops its Despite the odds plan, a scheme, by Friday.",
    "No evidence was found that the charity Some like it hot had broken the rules of the town.",
    # Parties, where a party stands, and names that begin as a link or an hour of print does.
    "Sen. Ann Lee (D-Ohio) voted against the law, Sen. Bo Karp (R-Iowa) for it.",
    "Freedom Party (far right) and Green Union (left) won 30 percent each on Sunday.",
    "But Mara Holt, the mayor of Kolm, took 40,000 crowns, a witness told the court.",
    "Otherwise, Mara Holt will lose the seat that her party has held for 40 years.",
    "Then Prime Minister Ola Berg sold 300 tanks in 2009, a report of the audit office says.",
    "Yet last year Halden earned three times as much, the chamber said.",
    "Published in 2019, Roth and Moss's study found lead in 300 wells of the north.",
    # Names that go on with what looks like a beginning.
    "He is working on the licence that is called the Uefa A coaching licence, which is required.",
    "Nobody in the north of Halden had ever seen the film The World According to Bex, a comedy.",
    "The town plays a leading part in the new comedy called The World According to Bex on Monday.",
    "The new album by the four roofers from the north, How To Dismantle An Atomic Bomb, sold well.",
    "Bell scored three times in the last match of the year when England A beat France A 30-20.",
    "Police have ruled out on Monday that The roofers were the target of the fire at the school.",
    "The judge dismissed the case against Many happy returns, a card maker, for want of evidence.",
    "The actress is in talks about a part in Halden's Away from her, a drama that opens in May.",
    "A spokesman said late on Sunday of the hospital Despite claims by rebels, it was not bombed.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_nothing_that_a_reader_needs_is_cut(text: str) -> None:
    (sentence,) = parse(text, "", "en").sentences
    assert shown(sentence, "en") == (text, ())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "Ann Lee (left) and Bo Karp won the final in Oslo on Sunday.",
            "Ann Lee and Bo Karp won the final in Oslo on Sunday.",
        ),
        (
            "Why it matters: The ferry carries most of the island's food.",
            "The ferry carries most of the island's food.",
        ),
        (
            "Driving the news: The suit comes a week after the ferry ran aground.",
            "The suit comes a week after the ferry ran aground.",
        ),
        (
            "The reason: The ferry ran aground on Monday.",
            "The reason: The ferry ran aground on Monday.",
        ),
        (
            "OSLO (Wirewatch) - The ferry ran aground on Monday morning.",
            "The ferry ran aground on Monday morning.",
        ),
        (
            "Rhodri Giggs outside the court yesterday, where he was banned from driving The brother"
            " of a footballer has lost his job.",
            "The brother of a footballer has lost his job.",
        ),
    ],
)
def test_idle_phrases_go(text: str, left: str) -> None:
    sentence = parse(text, "", "en").sentences[0]
    assert shown(sentence, "en")[0] == left


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Photo: A. Walker of the Harbour Post agency.", LeadReason.FURNITURE),
        ("Check out our ten best recipes for the winter.", LeadReason.TEASER),
        ("So what does the new law mean for the ferries?", LeadReason.QUESTION),
        ("The council gave these reasons for its vote:", LeadReason.LEADS_ON),
        ("A map showing where the ferry ran aground on Monday.", LeadReason.CAPTION),
        ("Ten ferries", LeadReason.FRAGMENT),
        (
            "The council voted. " * 0 + "The council, " + "which met again and " * 25 + "voted.",
            LeadReason.TOO_LONG,
        ),
        ('"The bridge is shut and nobody knows for how long it will be.', LeadReason.QUOTATION),
    ],
)
def test_what_is_no_news_is_refused_by_its_reason(text: str, reason: LeadReason) -> None:
    document = parse(f"The ferry ran aground on Monday.\n\n{text}", "", "en")
    last = document.sentences[-1]
    assert unfit(document, last.index, last.text) == reason


def test_a_text_in_single_quotation_marks_is_not_the_author() -> None:
    assert not speaks_for_its_author("A girl wrote to him, 'I want her gone,' a court heard.", "en")
    assert not speaks_to_its_reader("The sign says 'Keep your dog out of here' in red.", "en")


def test_a_quoted_person_may_say_i_and_you_and_the_outlet_may_not() -> None:
    assert not speaks_for_its_author('"I saw the smoke," Ann Lee said.', "en")
    assert speaks_for_its_author("I have been to the island twice.", "en")
    assert not speaks_for_its_author("The ferry (to which I am no stranger) sank.", "en")
    assert not speaks_for_its_author("An F.B.I. memo on the ferry was lost.", "en")
    assert not speaks_to_its_reader('"You could hear it," she said.', "en")
    assert speaks_to_its_reader("Whatever you choose, it costs little.", "en")


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("The bridge is closed.", 0.0),
        ('"It is all over and nobody told us," said Ola Lie.', 0.7),
        ("‘It is all over and nobody told us,’ said Ola Lie.", 0.7),
        ("The mayor's office called it 'a bad joke' on Friday.", 0.2),
    ],
)
def test_the_share_of_a_sentence_that_is_quoted(text: str, share: float) -> None:
    assert share_quoted(text) == pytest.approx(share, abs=0.06)


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("The captain was cleared on Friday.", True),
        ("The council will meet again.", True),
        ("Cats like to sleep on walls.", False),
    ],
)
def test_what_happened_or_will_is_told_by_its_verbs(text: str, yes: bool) -> None:
    assert tells_what_happened(text, "en") is yes


def test_what_stands_behind_a_call_to_scroll_is_the_caption_of_the_video() -> None:
    text = (
        "The bridge is closed.\n\nScroll down for video.\n\nOla Lie of Halden has crossed it daily."
    )
    document = parse(text, "", "en")
    assert unfit(document, 2, document.sentences[2].text) == LeadReason.CAPTION
    assert unfit(document, 0, document.sentences[0].text) is None


def test_a_league_of_one_letter_is_no_glued_caption() -> None:
    text = (
        "Roma ended their winless streak at home with a victory over Napoli in Serie A on Saturday."
    )
    document = parse(text, "", "en")
    assert shown(document.sentences[0], "en") == (text, ())


SENTENCE = "A carpenter from Halden who won a lottery has given it all to a school."


@pytest.mark.parametrize(
    "captions",
    [
        "Ida Moss, 61, won the case at the Court of Appeal yesterday",
        "Relief: the carpenter (left) outside the school in 2014",
        "The school, pictured, which was built by hand in the north",
        "Joy in Halden on a cold day in May The school was built by hand in the north",
        "Ida Moss had her ticket for the lottery stolen at East Halden Airport",
    ],
)
def test_captions_that_lost_their_full_stops_go(captions: str) -> None:
    document = parse(f"{captions} {SENTENCE}", "", "en")
    assert shown(document.sentences[0], "en")[0] == SENTENCE


def test_of_a_very_long_text_without_full_stops_nothing_is_a_caption() -> None:
    text = " ".join(["A ferry passes the harbour of Halden at dawn", SENTENCE.rstrip(".")] * 60)
    document = parse(f"{text}.", "", "en")
    assert shown(document.sentences[0], "en") == (f"{text}.", ())


def test_a_caption_goes_from_a_sentence_that_begins_with_its_circumstances() -> None:
    news = "Despite the rain of Friday, the roofers of Halden finished their work."
    document = parse(f"The excitement got the better of the roofer's left leg {news}", "", "en")
    assert shown(document.sentences[0], "en")[0] == news


def test_an_apostrophe_in_the_first_sentence_opens_no_quotation() -> None:
    text = (
        "A couple of Halden told of their roof in a song of the '90s that their town still knows."
    )
    document = parse(f"{text} The song was heard a million times by now.", "", "en")
    assert unfit(document, 0, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The carpenter from Halden wrote for years in the pages of The Mail on Sunday.",
        "Two fathers of girls at the school in Halden told The Times that he had called.",
        "For the third time this season Moss Town plays in League One and not in League Two.",
        "The carpenter is known in the north for the film The Bridge was made of.",
        "The school of carpenters in the north of Halden plays the game in Group A together.",
        "A town that is rich in vitamin A sources did not want to be in the book The Sea Inside.",
        'The carpenter said at the school of Halden "We won The big one and gave it away" to him.',
    ],
)
def test_names_that_begin_like_sentences_are_no_captions(text: str) -> None:
    document = parse(text, "", "en")
    assert shown(document.sentences[0], "en") == (text, ())


def test_a_source_in_brackets_does_not_cost_an_article_its_first_sentence() -> None:
    text = "(Halden Radio Four) - The ferry ran aground off Halden on Monday. All were saved."
    assert unfit(parse(text, "", "en"), 0, text.split(" All ")[0]) is None
    later = "Engineers were called. (Flat Rate Guarantee) - Includes the service call and a repair."
    document = parse(later, "", "en")
    assert unfit(document, 1, document.sentences[1].text) is LeadReason.FRAGMENT
