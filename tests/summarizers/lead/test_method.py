"""An article's lead, unless there is a reason to leave it."""

from __future__ import annotations

from summarizers import summarize
from summarizers.document import Document
from summarizers.lead.method import choose, explain
from summarizers.lead.reasons import LeadReason
from summarizers.text.sentences import parse

FERRY = """A passenger ferry carrying 212 people ran aground off Skarvik on Monday, the coastguard said.

Everyone aboard was brought ashore within four hours.

The Nordlys passed its last inspection in August, its owner Fjordline said.

Salvage teams expect to pump out 60 tonnes of diesel before a storm on Wednesday."""


def texts(document: Document, count: int = 3, standfirst: str = "") -> list[str]:
    return [bullet.text for bullet in choose(document, count, standfirst)]


def test_the_first_sentences_are_the_bullets_whole_and_in_order() -> None:
    lines = FERRY.split("\n\n")
    assert texts(parse(FERRY, "Ferry runs aground", "en")) == lines[:3]


def test_a_teaser_and_a_question_give_way_to_the_news_behind_them() -> None:
    text = f"Have you ever missed a ferry?\n\nRead our full report below.\n\n{FERRY}"
    assert texts(parse(text, "Ferry runs aground", "en"))[0].startswith("A passenger ferry")


def test_a_scene_gives_way_to_the_sentence_that_holds_what_the_headline_promises() -> None:
    text = """The lamps along the quay of Halden were lit early on Friday evening.

A jury cleared the captain of the Nordlys, Ida Moss, of negligence on Friday.

The trial had taken three weeks."""
    document = parse(text, "Jury clears ferry captain Ida Moss of negligence", "en")
    told = explain(document, 2)
    assert (told[0].index, told[0].reason) == (1, LeadReason.MAIN_FACT)


def test_a_lead_that_holds_the_headline_as_well_as_others_stays() -> None:
    text = """A jury cleared ferry captain Ida Moss of negligence on Friday.

Ida Moss, the captain of the ferry, was cleared of negligence by a jury of nine."""
    told = explain(parse(text, "Ida Moss cleared", "en"), 2)
    assert told[0].index == 0


def test_a_block_of_key_points_comes_first() -> None:
    text = f"{FERRY}\n\nKey points\n\nThe ferry carried 60 tonnes of diesel to the island of Skarvik.\n\nBackground\n\nIt was built in 1998."
    told = explain(parse(text, "", "en"), 1)
    assert told[0].reason == LeadReason.KEY_POINT


def test_a_standfirst_guides_as_a_headline_does() -> None:
    text = """The harbour lay still when the people of Skarvik woke up.

A passenger ferry with 212 aboard ran aground on Monday."""
    assert texts(parse(text, "", "en"), 1, "Ferry with 212 aboard runs aground.")[0].startswith(
        "A passenger"
    )


def test_what_leans_comes_only_behind_what_it_leans_on() -> None:
    text = f"{FERRY}\n\nHe denied that, a lawyer said in Oslo."
    for count in range(1, 6):
        told = texts(parse(text, "", "en"), count)
        assert all(
            "He denied" not in line or told[i - 1].startswith("Salvage")
            for i, line in enumerate(told)
        )


def test_nothing_is_said_twice() -> None:
    text = f"{FERRY}\n\nA passenger ferry with 212 people ran aground off Skarvik, the coastguard said on Monday."
    assert len([line for line in texts(parse(text, "", "en"), 5) if "212" in line]) == 1


def test_a_bullet_that_only_repeats_the_headline_gives_way() -> None:
    text = f"Ferry runs aground off Skarvik on Monday.\n\n{FERRY}"
    told = explain(parse(text, "Ferry runs aground off Skarvik on Monday", "en"), 3)
    assert next(v for v in told if v.index == 0).reason == LeadReason.REPEATS


def test_an_essay_speaks_for_its_author_and_a_report_does_not() -> None:
    essay = "I moved to the island ten years ago.\n\nMy house stands on a hill.\n\nWe have one ferry a day."
    assert texts(parse(essay, "", "en"), 1) == ["I moved to the island ten years ago."]
    report = f"I was on the quay when it happened.\n\n{FERRY}"
    assert texts(parse(report, "", "en"), 1)[0].startswith("A passenger ferry")


def test_every_sentence_that_was_looked_at_has_one_verdict() -> None:
    document = parse(FERRY, "Ferry runs aground", "en")
    told = explain(document, 2)
    assert sorted(v.index for v in told) == [s.index for s in document.sentences]
    assert [v.taken for v in told] == [True, True, False, False]


def test_bullets_are_spans_of_the_text_in_any_language() -> None:
    text = """Eine Fähre mit 212 Menschen ist am Montag vor Skarvik auf Grund gelaufen.

Lesen Sie auch unseren Bericht von gestern.

Alle wurden in vier Stunden an Land gebracht, teilte die Küstenwache mit."""
    made = summarize(text, "Fähre läuft auf Grund", "de", 2)
    assert [text[b.start : b.end] for b in made] == [b.text for b in made]
    assert len(made) == 2
    assert "Lesen Sie" not in made[1].text


def test_a_lead_that_tells_news_stands_before_a_sentence_with_more_names() -> None:
    text = """A pub landlord who was convicted of drink driving after claiming that he slept has vowed to appeal.

Jonas Brand, landlord of the Anchor in Halden, had been drinking with Ola Lie in Port Ilse on 13 March.

Brand and Lie drove to the Anchor in Halden, and Brand hit a wall in Port Ilse."""
    assert explain(parse(text, "", "en"), 1)[0].index == 0


def test_what_came_before_the_news_does_not_open() -> None:
    text = """In 2016 two patients died within a week in the hospital of Halden.

Now a court has cleared the nurse Ellen Marsh of all charges and ordered her release."""
    told = explain(parse(text, "Nurse Ellen Marsh cleared of all charges", "en"), 1)
    assert (told[0].index, told[0].reason) == (1, LeadReason.MAIN_FACT)


def test_a_quotation_without_news_gives_way_to_the_sentence_behind_it() -> None:
    text = """The Halden bridge was closed on Friday because engineers had found cracks in its pillars.

"It is a pity for all of us who love the old lady," said Ola Lie, who walks there.

The repair of the bridge and its pillars will cost 4 million crowns, the engineers said."""
    assert texts(parse(text, "", "en"), 2)[1].startswith("The repair")


def test_a_text_of_no_more_sentences_than_bullets_is_shown_whole_and_in_order() -> None:
    text = (
        "The mayor resigned on Monday. She said she was tired. Ten years ago she won by 12 votes."
    )
    document = parse(text, "Mayor resigns", "en")
    assert texts(document, 3) == [sentence.text for sentence in document.sentences]


def test_a_short_text_shown_whole_says_nothing_twice() -> None:
    text = (
        "The Halden bridge closes on Monday. Cracks were found in two of its pillars. "
        "Cracks were found in two of the pillars."
    )
    told = texts(parse(text, "Halden bridge closes on Monday", "en"), 3)
    assert told == ["Cracks were found in two of its pillars."]


def test_what_holds_for_everybody_gives_way_to_the_news_behind_it() -> None:
    text = """Every summer a craze comes along that worries parents.

In Halden a school of 300 children banned paper boats on Monday after two fell into the harbour.

The ban holds until May."""
    told = explain(parse(text, "", "en"), 2)
    assert (told[0].index, told[0].reason) == (1, LeadReason.NEWS_BEHIND)


def test_what_holds_for_everybody_stays_where_no_news_is_near() -> None:
    text = "Every summer a craze comes along that worries parents.\n\nThe boats are made of paper."
    assert explain(parse(text, "", "en"), 2)[0].index == 0


def test_a_detail_from_far_below_opens_no_digest() -> None:
    leaning = "\n\n".join(
        f"{who} took three men {n} hours to lift onto the pier."
        for n, who in enumerate(("He", "She", "They", "It", "This", "These", "That", "He"), 2)
    )
    text = f"{leaning}\n\nIn 2009 a ram in Bergen weighed 21 pounds at birth, a farmer said."
    assert explain(parse(text, "", "en"), 3)[0].index == 0


def test_a_quotation_of_she_and_what_somebody_called_it_open_no_digest() -> None:
    news = "Ida Moss, the captain of the Nordlys, leaves the ferry company in May."
    for opening in (
        '"I always wanted six years aboard," she wrote to her crew on Monday.',
        "Sailors of the Nordlys called it a sad day for Skarvik.",
    ):
        text = f"Stop it already.\n\n{opening}\n\n{news}"
        assert texts(parse(text, "", "en"), 1) == [news]


def test_a_rule_of_a_guide_does_not_take_the_place_of_its_opening() -> None:
    text = """Giving a cabin a fresh look can be hard, whether it is a big job or a small one.

Different cabins need different colours, so the colour of the cabin matters at the start.

When it comes to the floor of a cabin, the colour of the floor matters to the cabin."""
    assert explain(parse(text, "10 easy steps for a great interior", "en"), 3)[0].index == 0


def test_a_count_beside_last_years_is_no_backstory() -> None:
    text = """There were more than 3,000 calls from sailors last year, up from 1,600 in 2014.

The line was set up at the wish of the harbour after four men died at the pier of Skarvik."""
    assert explain(parse(text, "", "en"), 2)[0].index == 0


def test_our_ancestors_are_everybodys() -> None:
    text = """A jawbone found by a student in Skarvik may change what is known of our ancestors.

The jaw is 2.8 million years old, a study says.

It was dug out in May by four men.

The museum shows it from Monday."""
    assert explain(parse(text, "", "en"), 2)[0].index == 0


def test_what_holds_for_everybody_introduces_nothing() -> None:
    text = """As attempts to break a world record go, it was impressive.

A team of 12 from Halden flew a kite of 6,000 metres at the world record festival on Saturday.

The kite was seen by a pilot, who had to turn back to Moss."""
    assert texts(parse(text, "", "en"), 2)[0].startswith("A team of 12")


def test_a_common_truth_stands_where_its_news_cannot_open() -> None:
    text = """There are few things more beautiful than a storm over the fjord at Halden.

The latest picture was taken by one of 12 sailors of a club in Moss on Saturday night.

Moss Lighthouse, which was built in 1576, is one of the oldest towers of the whole coast."""
    assert texts(parse(text, "", "en"), 2)[0].startswith("There are few things")


def test_a_turn_to_what_the_headline_promises_is_no_empty_sentence() -> None:
    text = """From ovens that order bread to lamps that listen, the comfort of Moss appliances is great.

However, they bring a rising risk of cyber attacks.

As makers of ovens, 12 firms have met in Halden to talk about updates for ten years."""
    document = parse(text, "The rising risk of cyber attacks on Moss appliances", "en")
    assert any("However" in bullet for bullet in texts(document, 3))
