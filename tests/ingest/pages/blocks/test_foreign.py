"""Scenarios of other people's text in the middle of an article."""

import pytest

from bot.ingest.pages.reader import read_page

PROSE = (
    "The ferry to Osterholm runs again from Monday, the shipping company said after the last test.",
    "Its engine had failed in March in the middle of the sound, with ninety people on board.",
    "Divers took three weeks to free the propeller, which had caught an anchor chain of 1911.",
    "The island's two shops had been supplied by fishing boats, and bread had cost twice as much.",
    "A second ferry is to be bought next year, the mayor promised, if the province pays for half.",
)
ELSEWHERE = "Why the lighthouse keeper paints his tower green"


def page(inset: str, after: str = "") -> str:
    told = "".join(f"<p>{text}</p>" for text in PROSE[:3])
    rest = "".join(f"<p>{text}</p>" for text in PROSE[3:])
    return (
        "<html><body><header><nav><a href='/'>Front</a> <a href='/s'>Sport</a></nav></header>"
        f"<main><article><h1>Ferry runs again</h1>{told}{inset}{rest}</article></main>{after}"
        "<footer><p>© Osterholm Post</p></footer></body></html>"
    )


@pytest.mark.parametrize(
    "inset",
    [
        f"<p><b>Lies auch:</b></p><p><a href='/x'>{ELSEWHERE}</a></p>",
        f"<p>Přečtěte si také</p><p><a href='/x'>{ELSEWHERE}</a></p>",
        f"<p>関連記事</p><ul><li><a href='/x'>{ELSEWHERE}</a></li></ul>",
        f"<p>Lue myös: <a href='/x'>{ELSEWHERE}</a></p>",
        f"<p>» <a href='/x'>{ELSEWHERE}</a></p>",
        f"<h3>Other posts you may enjoy</h3><p><a href='/x'>{ELSEWHERE}</a></p>",
        f"<div class='k7'><h4><a href='/x'>{ELSEWHERE}</a></h4><p>Green, they say, is calm.</p></div>",
        f"<aside class='ad'><p>{ELSEWHERE}</p></aside>",
        f"<div><p>Annonse</p><p>{ELSEWHERE}, and buy his paint for half the price.</p></div>",
        f"<div><p>{ELSEWHERE}</p><form><input type='email'></form></div>",
        f"<section><h3>{ELSEWHERE}</h3><p>By signing up you accept our terms.</p></section>",
        f"<div><p>{ELSEWHERE}</p><p>We may earn a commission when you buy.</p></div>",
        f"<div style='display: none'><p>{ELSEWHERE}</p></div>",
        "<p>Читайте также</p><ul><li><a href='/x'>Лоси на трассе</a></li>"
        f"<li><a href='/y'>{ELSEWHERE}</a></li></ul>",
        f"<p><em>We may receive a commission if you buy through our links. {ELSEWHERE}</em></p>",
        f"<p>*Affiliate-Link: {ELSEWHERE}</p>",
        f"<p>Síguenos en WhatsApp: <a href='https://wa.me/1'>{ELSEWHERE}</a></p>",
        f"<p>Support our journalism. {ELSEWHERE}. Donate now.</p>",
        f"<div class='pagination'>Page 2 of 5 <a href='?p=3'>{ELSEWHERE[:25]}</a></div>",
        f"<div><p>{ELSEWHERE}</p><p>Get our daily newsletter. Sign up here.</p></div>",
        f"<nav class='pages'>Seite 1 von 3 <a href='?s=2'>{ELSEWHERE}</a></nav>",
        "<blockquote class='twitter-tweet'><p>We sail. <a href='https://t.co/x'>pic.x.com/ab1"
        f"</a></p>&mdash; {ELSEWHERE} (@keeper) <a href='https://x.com/k'>May 3, 2026</a>"
        "</blockquote>",
    ],
)
def test_what_is_not_the_articles_is_left_out_and_all_else_kept(inset):
    text = read_page(page(inset)).text
    assert ELSEWHERE not in text
    assert [row for row in text.split("\n\n") if row in PROSE] == list(PROSE)


def test_the_next_article_is_not_this_one():
    following = (
        f"<article><h2>{ELSEWHERE}</h2><p>{ELSEWHERE}, nobody on the island knows.</p></article>"
    )
    text = read_page(page("", following)).text
    assert "nobody on the island knows" not in text and PROSE[-1] in text


@pytest.mark.parametrize(
    "line",
    [
        "See price at Amazon", "Preis prüfen bei Thalia", "Voir le prix sur Fnac", "Buy now »",
        "Ver el precio en Fnac", "В корзину", "Loading paragraph...", "来源：新华社",
        "This story is funded by readers like you.", "As an affiliate, I earn from purchases.",
        "We may be compensated when you click on a link.", "Like it? Pin it!",
    ],
)  # fmt: skip
def test_a_shop_s_button_and_an_outlet_s_own_word_are_no_text(line):
    assert line not in read_page(page(f"<p>{line}</p>")).text


@pytest.mark.parametrize(
    "line",
    [
        "See prices on the market fall: that was what the bakers had hoped for in the spring.",
        "Buy now, pay later: that is how the council means to pay for the new bridge.",
        "As an affiliate of the union the club sends two delegates to the meeting in May.",
        "We may be compensated one day, said the owners of the mill, but not this year.",
        "This story is funded with great care, wrote the poet of her own book in 1994.",
    ],
)
def test_a_sentence_that_begins_like_it_stays(line):
    assert line in read_page(page(f"<p>{line}</p>")).text


@pytest.mark.parametrize(
    "inset",
    [
        "<p>Read more about the sound in <a href='/b'>her book of 1994</a>, the mayor advised.</p>",
        "<blockquote><p>We swam the last metres, and nobody was afraid, said the cook.</p></blockquote>",
        "<div><h3>The crew</h3><p>The cook swam the last metres, and nobody was afraid.</p></div>",
    ],
)
def test_what_only_looks_like_it_stays(inset):
    text = read_page(page(inset)).text
    assert any(part in text for part in ("the mayor advised", "nobody was afraid"))


def test_a_list_of_linked_works_is_its_article():
    items = "".join(
        f"<div><h3><a href='/{n}'>Walk number {n} along the coast</a></h3><p>Easy, and {n} miles"
        " long, it leads past the mill and back by the beach.</p></div>"
        for n in range(2, 8)
    )
    text = read_page(page(items)).text
    assert all(f"{n} miles long" in text for n in range(2, 8))
