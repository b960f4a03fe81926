"""A story tells a claim with what is said against it in the same article, or not at all."""

from __future__ import annotations

import pytest

from summarizers import summarize
from summarizers.document import Bullet
from summarizers.story.answered import answer_to, denial, is_answered_by, place_behind, unanswered
from summarizers.story.bullets import (
    StoryArticle,
    StoryBullet,
    story_bullets,
    summarise_story,
)
from summarizers.story.candidates import StoryCandidate, candidate
from summarizers.story.known import Known

CLAIM = "Jon Berg beat two prisoners in their cells on Monday night, three guards say."
DENIAL = "He denies it."
OTHER = "The prison of Sarn has 300 cells and 290 prisoners."
TEXT = "\n\n".join([CLAIM, DENIAL, OTHER, "A commission visits it on Friday."])
SECOND = """A guard in Sarn is accused of beating two prisoners on Monday night.

A commission with two doctors will visit the prison on Friday, the minister of justice announced.

He promised 4 million crowns for cameras."""


def of(place: int, text: str, article: int = 0) -> StoryCandidate:
    start = TEXT.index(text)
    return candidate(article, place, Bullet(text, start, start + len(text)), "en", "", TEXT)


def test_a_claim_knows_the_denial_right_behind_it_and_no_other() -> None:
    claim, denial, other = of(0, CLAIM), of(1, DENIAL), of(1, OTHER)
    assert answer_to(claim, [claim, other, denial]) is None  # another bullet is the next one
    assert answer_to(claim, [claim, denial]) is denial
    assert answer_to(claim, [of(1, DENIAL, article=1)]) is None
    assert answer_to(claim, [of(1, OTHER)]) is None
    assert is_answered_by([claim], denial)
    assert not is_answered_by([denial], claim)
    assert unanswered([claim], [claim, denial]) is denial
    assert unanswered([claim, denial], [claim, denial]) is None
    assert place_behind(denial, [claim, other]) == 1
    assert place_behind(denial, [other]) == 1


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("turned", [False, True])
def test_a_story_tells_a_claim_with_its_denial(count: int, turned: bool) -> None:
    articles = [
        StoryArticle(0, "Post", "Guard accused", TEXT, "en"),
        StoryArticle(1, "Times", "Guard accused", SECOND, "en"),
    ]
    told = [one.bullet.text for one in summarise_story(articles[:: -1 if turned else 1], count)]
    assert told
    assert (CLAIM in told) <= (DENIAL in told)
    if CLAIM in told:
        assert told.index(DENIAL) == told.index(CLAIM) + 1


def test_the_only_article_gives_no_claim_for_whose_denial_no_place_is_left() -> None:
    text = f"A court heard 12 witnesses.\n\n{TEXT}"
    bullets = tuple(
        Bullet(line, text.index(line), text.index(line) + len(line)) for line in text.split("\n\n")
    )
    article = StoryArticle(0, "Post", "Guards in court", text, "en", bullets)
    told = [one.bullet.text for one in story_bullets([article], 2)]
    assert told == ["A court heard 12 witnesses.", OTHER]
    told = [one.bullet.text for one in story_bullets([article], 3)]
    assert told == ["A court heard 12 witnesses.", CLAIM, DENIAL]


ACCUSES = """The port of Kolm will cut 900 jobs by the summer, the union of dockers said on Thursday.

The port employs 4,100 people and handled 6.2 million containers last year.

The union has called a strike for 2 May."""
DENIES = """The port of Kolm on Thursday denied a union claim that it would cut 900 jobs.

Its head Tom Birk said that it would hire 60 people this year."""
ELSEWHERE = """The port of Sarn denied reports that it would close its oldest quay.

It has three of them."""


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_story_tells_the_denial_that_another_outlet_alone_has(count: int) -> None:
    articles = [
        StoryArticle(0, "Post", "Union: port of Kolm to cut 900 jobs", ACCUSES, "en"),
        StoryArticle(1, "Echo", "Port of Kolm will cut no jobs", DENIES, "en"),
    ]
    told = [one.bullet.text for one in summarise_story(articles, count)]
    assert any("denied a union claim" in text for text in told)
    assert len(told) == count


def test_a_denial_of_another_matter_is_no_part_of_a_story() -> None:
    articles = [
        StoryArticle(0, "Post", "Union: port of Kolm to cut 900 jobs", ACCUSES, "en"),
        StoryArticle(1, "Echo", "Port of Sarn keeps its quay", ELSEWHERE, "en"),
    ]
    told = [one.bullet.text for one in summarise_story(articles, 2)]
    assert told[0].startswith("The port of Kolm will cut 900 jobs")
    assert not any("oldest quay" in text for text in told)


STORIES = [
    (
        "en",
        "Ida Moss hid two flats from the tax office, two former aides told the Kolm Post.",
        "Ida Moss of Kolm owns two flats in Sarn. She denies that she hid anything.",
        "denies",
    ),
    (
        "en",
        "Jets killed 80 villagers near Sarn on Monday, rebels said.",
        "The village near Sarn was bombed on Monday. The army spoke of nine dead.",
        "nine dead",
    ),
    (
        "en",
        "Ida Moss was sentenced to six years in prison for fraud in 2021.",
        "An appeal court in Kolm quashed the conviction of Ida Moss for fraud.",
        "quashed",
    ),
    (
        "de",
        "Der Trainer von Kolm schlug nach Aussage von drei Spielerinnen zwei von ihnen.",
        "Drei Spielerinnen haben den Trainer von Kolm angezeigt. Er weist alle Vorwürfe zurück.",
        "weist",
    ),
    (
        "fr",
        "Le maire de Kolm a vendu un terrain à son gendre, selon un rapport de la région.",
        "Un terrain de Kolm appartient au gendre du maire. Le maire conteste toute irrégularité.",
        "conteste",
    ),
    (
        "es",
        "La alcaldesa de Kolm cobró comisiones por 14 contratos, según un auto judicial.",
        "Una jueza investiga a la alcaldesa de Kolm. Ella niega haber cobrado nada.",
        "niega",
    ),
    (
        "it",
        "Il sindaco di Kolm ha affidato lavori alla ditta del fratello, scrive la procura.",
        "La procura indaga sul sindaco di Kolm. Il sindaco respinge ogni accusa.",
        "respinge",
    ),
    (
        "pt",
        "O prefeito de Kolm recebeu dinheiro de uma construtora, segundo a polícia.",
        "A polícia investiga o prefeito de Kolm. O prefeito nega ter recebido dinheiro.",
        "nega",
    ),
    (
        "ru",
        "Мэр Кольма получил взятку от строительной фирмы, утверждает следствие.",
        "Следствие обыскало кабинет мэра Кольма. Мэр вину не признаёт.",
        "не признаёт",
    ),
]
IDLE = {
    "en": "The town has 60,000 inhabitants.",
    "de": "Die Stadt hat 60.000 Einwohner.",
    "fr": "La ville compte 60 000 habitants.",
    "es": "La ciudad tiene 60.000 habitantes.",
    "it": "La città ha 60.000 abitanti.",
    "pt": "A cidade tem 60 mil habitantes.",
    "ru": "В городе живут 60 тысяч человек.",
}


@pytest.mark.parametrize(("language", "claim", "second", "answer"), STORIES, ids=lambda v: v[:10])
@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("turned", [False, True])
def test_a_claim_of_one_outlet_stands_with_the_denial_of_another(
    language: str, claim: str, second: str, answer: str, count: int, turned: bool
) -> None:
    texts = [f"{claim}\n\n{IDLE[language]}", second]
    articles = [StoryArticle(n, f"O{n}", "", text, language) for n, text in enumerate(texts)]
    for told in (summarise_story(articles[:: -1 if turned else 1], count), stored(articles, count)):
        text = " ".join(one.bullet.text for one in told)
        assert answer in text or claim not in text
        for one in told:
            span = texts[one.article_id][one.bullet.start : one.bullet.end]
            assert span.split() == one.bullet.text.split()


def stored(articles: list[StoryArticle], count: int) -> list[StoryBullet]:
    """The story's bullets, chosen among five of each article."""
    made = [
        StoryArticle(a.id, a.outlet, a.title, a.text, a.language, tuple(five(a))) for a in articles
    ]
    return story_bullets(made, count)


def five(article: StoryArticle) -> list[Bullet]:
    """Five bullets of an article."""
    return summarize(article.text, article.title, article.language, 5)


def test_the_denial_of_another_matter_is_left_out() -> None:
    first = "Ida Moss hid two flats from the tax office, two former aides said.\n\nShe is 51."
    second = "A ferry sank off Ober in heavy rain. The line denies that the boat was too full."
    articles = [
        StoryArticle(0, "Post", "Aides: Moss hid flats", first, "en"),
        StoryArticle(1, "Echo", "Ferry sinks off Ober", second, "en"),
    ]
    told = [one.bullet.text for one in summarise_story(articles, 2)]
    assert not any("too full" in text for text in told)


def test_the_only_bullet_of_an_only_article_holds_its_denial() -> None:
    claim, answer = "Ida Moss hid two flats, two former aides said.", "Moss denies it."
    article = StoryArticle(0, "Post", "", f"{claim}\n\n{answer}\n\n{IDLE['en']}", "en")
    (told,) = summarise_story([article], 1)
    assert told.bullet.text == f"{claim} {answer}"


def test_a_denial_is_taken_of_the_same_outlet_first_and_once() -> None:
    text = "The firm hid its losses, auditors say.\n\nThe firm denies that it hid its losses."
    own = [
        candidate(0, n, Bullet(t, text.index(t), len(t)), "en", "", text)
        for n, t in enumerate(text.split("\n\n"))
    ]
    other = candidate(1, 0, Bullet("The firm denied that it hid losses.", 0, 35), "en", "", "")
    told = Known.of([own[0].bullet.text], "en", {})
    assert denial([], [*own, other], told) is None
    assert denial(own[:1], [other, *own], told) is own[1]
    assert denial(own[:1], [other], told) is other
    assert denial(own, [other], Known.of([one.bullet.text for one in own], "en", {})) is None


OTHER_PERSONS = [
    (
        "en",
        "The mayor of Halden, Ida Moss, took bribes from a builder, prosecutors said on Monday.",
        "The trial opens in March.",
        "The banker Karl Voss denied that he stole two million crowns.",
    ),
    (
        "de",
        "Die Bürgermeisterin von Halden, Ida Moss, soll von einem Bauunternehmer Geld genommen"
        " haben, teilte die Staatsanwaltschaft am Montag mit.",
        "Der Prozess beginnt im März.",
        "Der Bankier Karl Voss bestreitet, zwei Millionen Kronen gestohlen zu haben.",
    ),
    (
        "ru",
        "Мэр Хальдена Ида Мосс, по данным прокуратуры, брала взятки у застройщика.",
        "Суд начнётся в марте.",
        "Банкир Карл Восс отрицает, что украл два миллиона крон.",
    ),
]


@pytest.mark.parametrize(("language", "claim", "between", "others"), OTHER_PERSONS)
def test_somebody_elses_denial_is_not_joined_to_a_claim(
    language: str, claim: str, between: str, others: str
) -> None:
    article = StoryArticle(0, "Post", "", " ".join([claim, between, others]), language)
    assert [one.bullet.text for one in summarise_story([article], 1)] == [claim]


def test_another_outlets_denial_by_somebody_else_takes_no_claims_place() -> None:
    claim, _, others = OTHER_PERSONS[0][1:]
    articles = [
        StoryArticle(0, "Post", "Mayor of Halden on trial", claim, "en"),
        StoryArticle(1, "Times", "Banker in court", others, "en"),
    ]
    assert [one.bullet.text for one in summarise_story(articles, 1)] == [claim]


def test_the_answer_to_an_answer_that_found_no_place_finds_none_either() -> None:
    claim = "Ida Moss, the mayor of Halden, took bribes from a builder, prosecutors said on Monday."
    rest = "The trial opens in March. The builder, Karl Voss, pleaded guilty last year."
    last = "He denies having met the mayor. The court sits in Halden for six weeks."
    article = StoryArticle(0, "Post", "Mayor accused", f"{claim} {rest} {last}", "en")
    told = [one.bullet.text for one in summarise_story([article], 2)]
    assert told == [claim, "The court sits in Halden for six weeks."]


LEAD = "The mayor of Halden, Ida Moss, took bribes from a builder, prosecutors said on Monday."
AGAIN = "Ida Moss goes on trial for bribes in Halden in March."
LAWYER = "Her lawyer denied the charges of bribes in Halden."


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_what_is_joined_is_no_bullet_of_its_own_as_well(count: int) -> None:
    articles = [
        StoryArticle(0, "Post", "Mayor accused", f"{LEAD} The trial opens in March.", "en"),
        StoryArticle(1, "Times", "Moss on trial", f"{AGAIN} {LAWYER} Two aides testify.", "en"),
    ]
    told = [one.bullet.text for one in summarise_story(articles, count)]
    assert sum(LAWYER in text for text in told) == 1


def test_another_outlets_denial_of_another_matter_is_no_part_of_a_story() -> None:
    fact = "The bridge at Halden was closed on Monday after engineers found cracks in a pillar."
    again = "Engineers found cracks in the bridge at Halden, which was shut on Monday."
    ferry = "The ferry company denied that it had raised its prices."
    articles = [
        StoryArticle(0, "Post", "Bridge closed", f"{fact} It opens in May.", "en"),
        StoryArticle(1, "Times", "Bridge shut", f"{again} {ferry}", "en"),
    ]
    told = [one.bullet.text for one in summarise_story(articles, 2)]
    assert not any(ferry in text for text in told)
