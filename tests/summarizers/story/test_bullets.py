"""Several outlets' articles become the bullets of one story."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.lab.summaries.story_evaluation import LEAD, OURS, evaluate, example, table
from summarizers.document import Bullet
from summarizers.story.bullets import StoryArticle, story_bullets, summarise_story
from summarizers.text.boilerplate import is_filler
from summarizers.text.datelines import without_dateline


def article(
    number: int, outlet: str, *bullets: str, title: str = "", language: str = "en"
) -> StoryArticle:
    """An article that consists of its bullets."""
    text, spans = " ".join(bullets), list[Bullet]()
    for bullet in bullets:
        start = text.index(bullet)
        spans.append(Bullet(bullet, start, start + len(bullet)))
    return StoryArticle(
        number, outlet, title or "Bridge over the Aller collapses", text, language, tuple(spans)
    )


POST = article(
    1,
    "Harbour Post",
    "The road bridge over the Aller collapsed on Saturday, killing three people.",
    "Divers recovered two cars from the river on Sunday.",
    "The council had put off repairs for six years.",
)
RADIO = article(
    2,
    "Valley Radio",
    "Three people died when the Aller road bridge collapsed.",
    "Schools on the northern bank stay closed for a week.",
)
STAR = article(
    3,
    "Evening Star",
    "A road bridge over the river Aller has collapsed, leaving three dead.",
    "Engineer Ines Falk says cracks were reported in March.",
    "She wrote to the council twice.",
)
THREE = (POST, RADIO, STAR)


def texts(articles: tuple[StoryArticle, ...], count: int) -> list[str]:
    return [one.bullet.text for one in story_bullets(articles, count)]


def test_the_common_core_comes_first_and_once() -> None:
    told = texts(THREE, 8)
    assert "collapsed" in told[0]
    assert sum("collapsed" in text for text in told) == 1


def test_two_leads_that_tell_one_event_in_other_words_are_told_once() -> None:
    herald = article(
        1,
        "Herald",
        "Torrential rain forced some 3,400 people out of their homes in the Ister valley early on"
        " Monday, said the regional government, which knows of no victims.",
        "A helicopter lifted 57 people off the roofs of Lower Alder.",
        title="Thousands leave homes in Ister valley",
    )
    echo = article(
        2,
        "Echo",
        "Some 3,400 people have been led from their homes in the Ister valley after torrential"
        " rain early on Monday.",
        "The county road to Lower Alder is cut by two landslides.",
        title="Rain forces Ister valley from its homes",
    )
    told = texts((herald, echo), 3)
    assert sum("3,400" in text for text in told) == 1
    assert "The county road to Lower Alder is cut by two landslides." in told
    assert "A helicopter lifted 57 people off the roofs of Lower Alder." in told


def test_an_opened_story_tells_both_leads_that_share_the_people_but_not_the_event() -> None:
    herald = article(
        1, "Herald", "Ines Falk won the mayoral election in Ister.", title="Falk wins in Ister"
    )
    echo = article(
        2, "Echo", "Ines Falk meets the Greens of Ister today for talks.", title="Falk in talks"
    )
    assert len(texts((herald, echo), 5)) == 2


def test_then_comes_what_each_outlet_alone_says_with_its_article() -> None:
    told = {one.bullet.text: one.article_id for one in story_bullets(THREE, 8)}
    assert told["Divers recovered two cars from the river on Sunday."] == 1
    assert told["Schools on the northern bank stay closed for a week."] == 2
    assert told["Engineer Ines Falk says cracks were reported in March."] == 3


def test_a_bullet_that_leans_comes_right_behind_the_one_it_leans_on() -> None:
    told = texts(THREE, 8)
    place = told.index("She wrote to the council twice.")
    assert told[place - 1] == "Engineer Ines Falk says cracks were reported in March."


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_no_more_bullets_than_wanted(count: int) -> None:
    assert len(texts(THREE, count)) == count


def test_one_article_alone_keeps_its_order() -> None:
    assert texts((STAR,), 2) == [bullet.text for bullet in STAR.bullets[:2]]


def test_two_articles_of_one_outlet_are_one_voice() -> None:
    again = article(
        4,
        "Harbour Post",
        "The council of Kolm had put off repairs for six years.",
        "A ferry starts on Monday.",
    )
    assert len([text for text in texts((POST, again), 8) if "six years" in text]) == 1


def test_what_was_said_before_is_left_out() -> None:
    said = [bullet.text for bullet in POST.bullets]
    told = [one.bullet.text for one in story_bullets((RADIO, STAR), 8, said)]
    assert not any("collapsed" in text for text in told)
    assert "Schools on the northern bank stay closed for a week." in told


def test_offsets_are_those_of_the_article() -> None:
    by_id = {one.id: one for one in THREE}
    for one in (*story_bullets(THREE, 8), *summarise_story(THREE, 8)):
        source = by_id[one.article_id].text
        assert source[one.bullet.start : one.bullet.end] == one.bullet.text


def test_from_the_full_text_no_sentence_is_over_long_and_none_is_a_fragment() -> None:
    long = (
        "The council, which met on Monday, "
        + "and again on a later day of the week " * 12
        + "voted."
    )
    told = StoryArticle(
        5, "Wire", "Council votes", f"{long} Short. The council voted for a new bridge.", "en"
    )
    assert [one.bullet.text for one in summarise_story([told], 3)] == [
        "The council voted for a new bridge."
    ]


def test_what_an_outlet_says_of_itself_is_no_bullet() -> None:
    busy = article(
        6, "Wire", "Our reporter Ann Lee has more.", "The ferry to Kolm starts on Monday at six."
    )
    assert texts((POST, busy), 8)[-1] != "Our reporter Ann Lee has more."
    assert "Our reporter Ann Lee has more." not in texts((busy,), 8)


FILLERS = [
    "Ann Lee has details.",
    "NPR's Ann Lee reports.",
    "Here's what we know so far.",
    "Here is what to watch for on Monday.",
    "What we know about the bridge.",
    "This story will be updated.",
    "This is a breaking news story.",
    "The page was last seen as the article has been updated since.",
    "Check back for updates.",
    "Read more on the bridge here.",
    "Read more: five bridges that fell.",
    "Watch the moment: a bridge falls.",
    "More details to follow.",
    "Follow our live coverage of the Aller bridge.",
    "Good morning.",
    "Thanks for listening.",
    "I'm Ann Lee.",
    "Live updates from the Aller.",
    "We'll bring you more as we get it.",
    "The Aller bridge is seen in this undated photo.",
    "Was wir bisher wissen und was nicht.",
    "Dieser Artikel wird laufend aktualisiert.",
    "Ce que l'on sait de l'effondrement.",
    "Esto es lo que se sabe del puente.",
]
TOLD = [
    "The council has details of the accounts published every year.",
    "Here the river is deep, and divers need lamps.",
    "Reports of cracks reached the council in March.",
    '"Come back!" the ferryman shouted to the driver.',
    "I'm glad nobody was on the bridge, Falk said.",
    "The report was handed to the council on Monday.",
    "Reading to children helps, a study of 900 families finds.",
    "Watchmen saw the bridge sway before it fell.",
    "Tarn has more bridges than Kolm.",
    "What fell was the northern span.",
]


@pytest.mark.parametrize("text", FILLERS)
def test_sentences_that_only_lead_on_are_known(text: str) -> None:
    assert is_filler(text)


@pytest.mark.parametrize("text", TOLD)
def test_sentences_that_tell_something_stay(text: str) -> None:
    assert not is_filler(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("KOLM (Reuters) - The Aller bridge has collapsed.", "The Aller bridge has collapsed."),
        ("KOLM/TARN, Nov 21 (AP) — The Aller bridge has collapsed.", "The Aller bridge has collapsed."),
        ("(Reuters) - The Aller bridge has collapsed.", "The Aller bridge has collapsed."),
        ("The Aller (a river) - the bridge has collapsed.", "The Aller (a river) - the bridge has collapsed."),
        ("KOLM (AP) - It fell.", "KOLM (AP) - It fell."),
    ],
)  # fmt: skip
def test_a_dateline_is_left_out_where_a_sentence_stays(text: str, left: str) -> None:
    assert without_dateline(text) == left


@pytest.mark.parametrize(
    "articles",
    [
        (),
        (article(1, "A"),),
        (article(1, "A"), article(2, "B")),
        (article(1, "A", "..."), article(2, "B", "\ud800 und so")),
        (article(1, "A", "桥塌了，三人死亡。", language="zh"), article(2, "B", "阿勒河大桥周六倒塌。", language="zh")),
        (article(1, "A", "🎈 🎈 🎈"), article(2, "B", "🎈 🎈 🎈")),
        (article(1, "A", "a (b), who said, " * 3000), article(2, "B", ", said , " * 3000)),
        (article(1, "A", "word " * 5000), article(2, "B", "12 " * 5000)),
    ],
)  # fmt: skip
def test_odd_articles_give_a_sensible_answer(articles: tuple[StoryArticle, ...]) -> None:
    assert len(story_bullets(articles, 3)) <= 3
    assert len(summarise_story(articles, 3)) <= 3


# Stories told by three outlets each, and an account of each, written for this test: a floor.
ACCOUNTS = [
    (
        (
            ("Bridge over the Aller collapses, three dead", "Ines Falk had just parked her van when the ground shook. A road bridge over the river Aller in Kolm collapsed on Saturday evening, killing three people and throwing five cars into the water. Divers searched until dawn. The council of Kolm had put off repairs of the bridge for six years to save money."),
            ("Three killed as Aller bridge falls", "Three people were killed when the Aller road bridge in Kolm collapsed on Saturday. Trains were not affected. Inspectors had warned the council of cracks in March, and repairs were put off, according to letters seen by this paper. The mayor of Kolm promised an inquiry into the collapse."),
            ("Mayor of Kolm promises inquiry after bridge collapse", "The mayor of Kolm has promised an independent inquiry into the collapse of the Aller bridge, in which three people died. The bridge was built in 1974. Inspectors had reported cracks to the council in March. Ferries will carry commuters from Monday."),
        ),
        "Three people died when the Aller road bridge in Kolm collapsed on Saturday and threw five cars into the river. The council had put off repairs of the bridge although inspectors had warned of cracks in March. The mayor promised an inquiry into the collapse.",
    ),
    (
        (
            ("Norvik to close Halden engine plant", "It was raining in Halden when the news came. The ferry maker Norvik will close its engine plant in Halden next June, with the loss of 900 jobs. Norvik lost 40 million crowns last year. The company wants to buy its engines abroad."),
            ("900 jobs go as Norvik shuts plant in Halden", "Norvik is shutting its engine plant in Halden in June and 900 people will lose their jobs. Unions called a strike for Thursday against the closure. The canteen served fish on the last day of the talks. Norvik says engines are cheaper abroad."),
            ("Unions strike over Norvik plant closure", "Unions will strike on Thursday against the closure of the Norvik engine plant in Halden, where 900 people work. The mayor of Halden spoke of a betrayal. The plant opened in 1951. Norvik, which lost 40 million crowns last year, will buy engines abroad."),
        ),
        "Norvik will close its engine plant in Halden in June and 900 people will lose their jobs. The ferry maker lost 40 million crowns last year and wants to buy engines abroad. Unions called a strike for Thursday against the closure.",
    ),
]  # fmt: skip


def test_our_bullets_hold_more_of_an_account_than_one_articles_lead() -> None:
    examples = [
        example({"docs": [{"title": t, "text": x} for t, x in told], "summary": [account]})
        for told, account in ACCOUNTS
    ]
    rows = {row.name: row for row in evaluate(examples, 3)}
    assert rows[OURS].rouge.r1 > rows["lead, as long"].rouge.r1 > rows[LEAD].rouge.r1
    assert rows[OURS].rouge.lsum > rows["lead, as long"].rouge.lsum
    assert rows[OURS].rouge.r1 > 0.6
    assert rows["oracle"].rouge.r2 >= rows[OURS].rouge.r2
    assert rows["ours, cut"].words <= rows[LEAD].words + 1
    assert rows[OURS].ahead[0].mean == 0
    lines = table(list(rows.values())).splitlines()
    assert len(lines) == len(rows) + 1
    assert lines[1].startswith(OURS)


def test_an_example_is_read_from_a_row_of_the_data() -> None:
    row = {
        "docs": [{"title": "T", "text": "The\u00a0bridge fell.", "source": "Post"}, {"title": "U", "text": "It fell."}],
        "summary": ["The bridge fell. Nobody was hurt."],
    }  # fmt: skip
    read = example(row)
    assert [(one.outlet, one.text) for one in read.articles] == [
        ("Post", "The bridge fell."),
        ("1", "It fell."),
    ]
    assert read.reference == ("The bridge fell.", "Nobody was hurt.")


def test_words_that_another_outlet_quoted_are_quoted_once() -> None:
    quoted = "Engineers “put off all repairs for years”, a report by the county says."
    retold = "The council “put off all repairs for years” and told nobody, the county found."
    post = article(1, "Post", POST.bullets[0].text, quoted)
    radio = article(2, "Radio", RADIO.bullets[0].text, retold)
    told = texts((post, radio), 8)
    assert sum("put off all repairs" in text for text in told) == 1


def test_an_article_goes_on_with_a_new_figure_of_what_it_told() -> None:
    """A figure up to ten may be of anybody's, so it says too little of its own."""
    lead = "The county of Halden announced a limited ban on evictions of tenants on Tuesday."

    def told(second: str) -> list[str]:
        title = "Halden county bans evictions of tenants"
        other = "A limited ban on evictions covers Halden."
        rows = (
            article(1, "Post", lead, second, title=title),
            article(2, "Star", other, title=title),
        )
        return texts(rows, 3)

    figure = "The limited ban on evictions of tenants in Halden county is of 60 days."
    few = "The limited ban on evictions of tenants in Halden county is of 6 parts."
    assert figure in told(figure)
    assert few not in told(few)


def test_an_article_that_begins_with_a_judgement_does_not_lead_with_its_second_sentence() -> None:
    judged = article(
        1,
        "Post",
        "The shameful council let the Aller bridge collapse with three people on it.",
        "It was built in 1931 by the county, and three people died on Saturday.",
    )
    assert texts((judged, RADIO), 2)[0] == RADIO.text[: RADIO.bullets[0].end]
    alone = article(2, "Star", "What a disgraceful week for Aller, and for its bridge.")
    assert texts((judged, alone), 3)[0] == judged.text[: judged.bullets[0].end]


def test_a_dateline_above_the_first_bullet_costs_an_article_nothing() -> None:
    lead, more = POST.bullets[0].text, POST.bullets[1].text
    text = f"KOLM (Wirewatch) - {lead} {more}"
    spans = tuple(Bullet(b, text.index(b), text.index(b) + len(b)) for b in (lead, more))
    wire = StoryArticle(4, "Wirewatch", POST.title, text, "en", spans)
    brief = article(5, "Kolm Echo", "The road bridge over the Aller collapsed, killing three.")
    assert [one.article_id for one in story_bullets((wire, brief), 1)] == [4]


def test_an_article_leads_only_with_what_stands_by_itself() -> None:
    leaning = article(
        6, "Kolm Mail", "She closed the road bridge over the Aller after its collapse on Saturday."
    )
    assert story_bullets((leaning, RADIO), 1)[0].article_id == 2
    assert story_bullets((leaning,), 1)[0].article_id == 6


def test_an_outlet_that_begins_with_another_matter_adds_no_bullet_to_a_brief_account() -> None:
    leading = article(
        1,
        "Harbour Post",
        "The Halden council voted 8-3 on Monday to close the old ferry line to Tarn.",
        "The line has lost 4 million crowns a year since 2019.",
        title="Halden council closes ferry line",
    )
    turn = "Mayor Ida Moss of Halden said buses would replace the ferry from May."
    same = "Halden will close its old ferry line to Tarn after a council vote on Monday."
    other = "Shares of shipyards rose sharply as orders for tankers and tugs came in from Asia."
    radio = article(2, "Valley Radio", same, title="Halden closes ferry line")
    beside = article(3, "Evening Star", same, turn, title="Halden closes ferry line")
    elsewhere = article(3, "Evening Star", other, turn, title="Shipyards cheer orders")
    assert turn in texts((leading, radio, beside), 3)
    assert turn not in texts((leading, radio, elsewhere), 3)


def test_one_sentence_above_the_main_fact_introduces_it() -> None:
    first = "The senator of Halden, Ida Moss, brought in a bill to ban raids without a knock."
    fact = "Moss brought in the bill, named after Lena Roth, on Thursday."
    scene = "It was a cold morning in Halden as the crowd came in."
    end = "A vote is due in May, the speaker said."
    bill = article(1, "Harbour Post", first, fact, end)
    moved = replace(bill, bullets=(bill.bullets[1], bill.bullets[0], bill.bullets[2]))
    other = article(2, "Valley Radio", "Bill of Ida Moss bans raids without a knock in Halden.")
    assert texts((moved, other), 3)[:2] == [first, fact]
    above = article(1, "Harbour Post", scene, first, fact, end)
    late = replace(above, bullets=(above.bullets[2], above.bullets[0], above.bullets[1]))
    assert texts((late, other), 3)[0] == fact
