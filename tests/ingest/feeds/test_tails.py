"""What feed software and platforms add goes; what only looks like it stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.feeds.parser import parse_feed
from bot.ingest.feeds.tails import first_words, is_reference, without_tail

TITLE, SITE, LINK = "Harbour of Westmere closes", "Eastmere Gazette", "https://g.example/harbour"
BODY = "<p>The harbour of Westmere closes for nine days, the council said on Monday.</p>"
SELF = f"<a href='{LINK}?utm=x'>{TITLE}</a>"
HOME = f"<a href='https://g.example'>{SITE}</a>"


@pytest.mark.parametrize(
    "tail",
    [
        f"<p>The post {SELF} appeared first on {HOME}.</p>",
        f"<p>Der Beitrag {SELF} erschien zuerst auf {HOME}.</p>",
        f"<p>L&#8217;article {SELF} est apparu en premier sur {HOME}.</p>",
        f"<p>La entrada {SELF} se publicó primero en {HOME}.</p>",
        f"<p>Запись {SELF} впервые появилась {HOME}.</p>",
        f"<p>The post {TITLE} appeared first on {SITE}.</p>",
        f"<p><a href='{LINK}'>Continue reading →</a></p>",
        f"<p><a href='{LINK}'>Weiterlesen</a></p>",
        f"<p>{SELF} was originally published in <a href='https://m.example'>Slow Food</a> on Medium,"
        " where people are continuing the conversation by highlighting and responding.</p>",
        "<p>Eastmere Gazette is a reader-supported publication. To receive new posts, subscribe.</p>",
        "<p>Thanks for reading Eastmere Gazette! Subscribe for free to receive new posts.</p>",
        "<p>Support this blog from 2 crowns a month!</p>",
        "<p>Mit dem Code FERRY spart ihr 10 Prozent.</p>",
        "<p>This episode is sponsored by Podhouse.</p>",
        "<p>Hosted on Podhouse. See podhouse.example/privacy for more information.</p>",
        "<p>Gehostet bei Podhaus. Wie Podhaus Daten für Werbung nutzt, steht auf podhaus.example.</p>",
        "<p>submitted by <a href='https://r.example'>/u/ada</a></p><p>[link] [comments]</p>",
    ],
)
def test_what_was_added_goes_and_the_text_stays(tail: str) -> None:
    assert without_tail(BODY + tail, TITLE, SITE, LINK) == BODY


def test_a_tail_in_plain_text_goes_from_its_sentence_on() -> None:
    text = f"It closes for nine days. The post {TITLE} appeared first on {SITE}."
    assert without_tail(text, TITLE, SITE, LINK) == "It closes for nine days."


@pytest.mark.parametrize(
    "line",
    [
        f"<p>{TITLE}</p>",
        f"<p>The Eastmere Gazette has asked the mayor why. {'He did not answer that. ' * 20}</p>",
        "<p>The council will support this plan with 40 million euros.</p>",
        "<p>Readers use code names in their letters.</p>",
        "<p>The fair, hosted by Westmere, drew 9,000 people.</p>",
        "<p>The first post of the harbour master stood empty for a year.</p>",
        "<p>Her book was originally published in 1921.</p>",
        "<p>The union said it would <a href='https://u.example/strike'>strike</a> on Friday.</p>",
        "<p>More people subscribe to a gym in January.</p>",
    ],
)
def test_a_sentence_that_only_looks_like_it_stays(line: str) -> None:
    field = f"<p>Monday.</p>{line}"
    assert without_tail(field, TITLE, SITE, LINK) == field


def test_a_post_without_a_title_is_called_by_its_first_words() -> None:
    assert first_words("<p>The Tilden bridge has opened. Traffic is slow.</p>") == (
        "The Tilden bridge has opened."
    )
    long = first_words("<p>" + "A kingfisher was seen at the mill pond " * 9)
    assert len(long) <= 90
    assert long.endswith("…")
    assert first_words("") == ""


@pytest.mark.parametrize(
    "tail",
    [
        "<p>Enjoyed the article? Subscribe to my RSS feed :D</p>",
        "<p>If you liked this post, consider supporting me.</p>",
        "<p>Reply to this post</p>",
        "<p>You can reply to this post by email.</p>",
        "<p>[If the formatting of this post looks odd in your feed reader, visit the original]</p>",
        "<p>Read the rest of this post on Quaynotes.</p>",
        "<p>You’re invited to join my weekly newsletter.</p>",
        "<p>Let me know what you think in the comments below!</p>",
        "<p>Schreibt mir eure Meinung in die Kommentare.</p>",
        "<p>N’hésitez pas à laisser un commentaire.</p>",
        "<p>Déjame tu opinión en los comentarios.</p>",
        "<p>Пишите своё мнение в комментариях.</p>",
        "<p>Thanks for reading! See you next week.</p>",
        "<p>Danke fürs Lesen!</p>",
        "<p>Sign up for free to read more.</p>",
        "<p>This post is for subscribers only</p>",
        "<p>This article was originally published on Quaynotes.</p>",
        "<p>Originally published at https://q.example.</p>",
        "<p>#harbour #westmere #ferry</p>",
        "<p>Image source: Quay Archive/CC0</p>",
        "<p>The Pier was first posted on February 3, 2026 at 9:00 am.</p>",
        "<p>Pens were provided free of charge by Quay Pens for the purpose of this review.</p>",
        "<p>Nice jacket: https://shop.example/jacket</p>",
        "<p>Thanks for reading!</p><p>Reply to this post</p><p>#pier #sea</p><p>Share</p><p>Like this</p>",
    ],
)
def test_what_writers_ask_of_their_readers_goes(tail: str) -> None:
    assert without_tail(BODY + tail, TITLE, SITE, LINK) == BODY


@pytest.mark.parametrize(
    "line",
    [
        "<p>Sponsored by the Greens, the bill passed.</p>",
        "<p>In reply to a reporter, he said no.</p>",
        "<p>Published in 1921, it sold out.</p>",
        "<p>Originally published in French, the book sold out.</p>",
        "<p>The article was published in a journal of medicine on Monday.</p>",
        "<p>10 minutes of reading a day helps.</p>",
        "<p>Thanks to the readers, 4,000 books were given away.</p>",
        "<p>14:32 Police close the bridge</p>",
        "<p>#Westmere became the name of a movement of ferry workers.</p>",
        "<p>Follow the old railway for two miles.</p>",
        "<p>Subscribers to the ferry pass pay 40 crowns.</p>",
        "<p>The discount ends in May: see https://w.example for the new fares.</p>",
    ],
)
def test_news_that_begins_like_a_request_stays(line: str) -> None:
    field = f"{BODY}{line}"
    assert without_tail(field, TITLE, SITE, LINK) == field


def test_what_stands_above_the_text_goes() -> None:
    above = f"<h1>{TITLE}</h1><p>9 minute reading time; ~1670 words</p><p>Listen to this post:</p>"
    assert without_tail(above + BODY, TITLE, SITE, LINK) == BODY
    assert without_tail(f"<p>Posted on August 25, 2019</p>{BODY}", TITLE, SITE, LINK) == BODY
    assert without_tail(f"<p>{TITLE}</p>", TITLE, SITE, LINK) == f"<p>{TITLE}</p>"
    sentence = f"<p>{TITLE}.</p>{BODY}"
    assert without_tail(sentence, f"{TITLE}.", SITE, LINK) == sentence


def test_the_chapters_of_a_recording_go_with_their_times() -> None:
    chapters = "<p>00:00 Intro</p><p>(14:20) - The pier and the ferry</p><p>1:02:11 The mayor</p>"
    assert without_tail(BODY + chapters, TITLE, SITE, LINK) == BODY


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("It closes for nine days. The mayor…Read More", "It closes for nine days. The mayor…"),
        (
            f"<p>It closes. The mayor said <a href='{LINK}'>Read More</a></p>",
            "<p>It closes. The mayor said</p>",
        ),
        ("It closes for nine days... and more", "It closes for nine days... and more"),
    ],
)
def test_an_invitation_at_the_end_of_the_text_goes(written: str, left: str) -> None:
    assert without_tail(written, TITLE, SITE, LINK) == left


def items(inner: str) -> bytes:
    return (
        "<rss xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'><channel>"
        f"<title>{SITE}</title><item>{inner}</item></channel></rss>"
    ).encode()


def test_an_aggregators_title_loses_the_outlet_that_it_names() -> None:
    named = "<title>Harbour closes - Ferry Times</title><source url='x'>Ferry Times</source>"
    (entry,) = parse_feed(items(named)).entries
    assert entry.title == "Harbour closes"
    (other,) = parse_feed(items(named.replace("<source url='x'>Ferry", "<source>Harbour"))).entries
    assert other.title == "Harbour closes - Ferry Times"


def test_what_is_attached_is_the_address_of_an_entry_that_has_no_other() -> None:
    attached = "<title>A talk</title><enclosure url='https://c.example/1.mp3'/>"
    (entry,) = parse_feed(items(attached)).entries
    assert entry.link == "https://c.example/1.mp3"
    (linked,) = parse_feed(items(f"<link>{LINK}</link>{attached}")).entries
    assert linked.link == LINK


def test_the_address_before_feedburner_is_the_entrys() -> None:
    moved = f"<link>https://f.example/~r/1</link><feedburner:origLink>{LINK}</feedburner:origLink>"
    (entry,) = parse_feed(items(f"<title>x</title>{moved}")).entries
    assert entry.link == LINK


@given(field=st.text(max_size=300), title=st.text(max_size=20), site=st.text(max_size=20))
def test_whatever_a_field_holds_nothing_is_raised_and_nothing_is_added(
    field: str, title: str, site: str
) -> None:
    assert len(without_tail(field, title, site, LINK)) <= len(field)
    assert len(first_words(field)) <= 90


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The post Apple names a new chief appeared first on Tech Weekly.", True),
        ("Der Beitrag Apple names a new chief erschien zuerst auf Talpost.", True),
        ("«Apple names a new chief» появились сначала на Техно.", True),
        ("Apple names a new chief", False),
        ("It was first to say that Apple names a new chief. Others followed Tech Weekly.", False),
        ("Analysts wrote that Apple names a new chief too late.", False),
    ],
)
def test_a_texts_last_line_may_only_say_where_it_appeared(line: str, expected: bool) -> None:
    assert is_reference(line, "Apple names a new chief") is expected


READ = "<p>The old mill of Hollin grinds again. A baker has repaired the wheel.</p>"
LAST_BLOCKS = [
    "Continue reading",
    "Continue reading →",
    "Keep reading",
    "Read the full story",
    "Read full article »",
    "Read more »",
    "[Read more...]",
    "View original post",
    "Read the rest of this entry »",
    "Click here to read more.",
    "The full article can be read at The Hollin Ledger.",
    "Weiterlesen",
    "Weiterlesen →",
    "Den ganzen Artikel lesen",
    "Mehr lesen",
    "Lesen Sie den ganzen Beitrag",
    "Lire la suite",
    "Lire la suite…",
    "Lire l'article",
    "Cliquez ici pour lire la suite",
    "Sigue leyendo",
    "Seguir leyendo »",
    "Leer más",
    "Continuar leyendo",
    "Leggi tutto",
    "Continua a leggere",
    "Leggi l'articolo completo",
    "Leia mais",
    "Continue lendo",
    "Continuar a ler",
    "Lees verder",
    "Lees meer »",
    "Читать далее",
    "Читать полностью",
    "Подробнее…",
    "Czytaj dalej",
    "Czytaj więcej",
    "Läs mer",
    "Läs hela artikeln",
    "Les mer",
    "Læs mere",
    "Lue lisää",
    "Číst dál",
    "Celý článek",
    "Devamını oku",
    "続きを読む",
    "もっと見る",
    "阅读全文",
    "继续阅读",
    "閱讀更多",
    "더 보기",
    "계속 읽기",
    "Διαβάστε περισσότερα",
    "اقرأ المزيد",
    "המשך קריאה",
    "Tovább olvasom",
    "Citește mai mult",
    "Прочети още",
    "Читати далі",
    "Leave a comment",
    "3 Comments",
    "Kommentar hinterlassen",
    "Laisser un commentaire",
    "Dejar un comentario",
    "Share this:",
    "Teilen mit:",
    "Partager :",
    "Like this: Like Loading…",
    "Tweet this post",
    "Posted in News | Tagged mill, bakery | 2 comments",
    "Filed under: News",
    "Tags: mill, bakery",
    "Categories: News",
    "Get the newsletter: subscribe to The Hollin Ledger",
    "Sign up for our newsletter to get the best stories.",
    "Melden Sie sich für unseren Newsletter an.",
    "Inscrivez-vous à notre newsletter.",
    "Suscríbete a nuestro boletín.",
    "Iscriviti alla nostra newsletter.",
    "Assine nossa newsletter.",
    "Подпишитесь на нашу рассылку.",
    "Follow us on Twitter and Facebook.",
    "Folgen Sie uns auf Facebook.",
    "Suivez-nous sur Facebook.",
    "Síguenos en Facebook.",
    "Seguici su Facebook.",
    "Siga-nos no Facebook.",
    "Подписывайтесь на наш Telegram-канал.",
    "Присоединяйтесь к нам в Telegram.",
    "Upgrade to paid",
    "You're currently a free subscriber to The Hollin Ledger.",
    "This post is for paid subscribers",
    "Listen to this episode with a 7-day free trial",
    "Learn more about your ad choices. Visit megaphone.fm/adchoices",
    "See omnystudio.com/listener for privacy information.",
    "Hosted on Acast. See acast.com/privacy for more information.",
    "Support the show",
    "Our Sponsors: * Check out Norvik and use my code HOLLIN",
    "Privacy & Opt-Out: https://redcircle.com/privacy",
    "Advertising Inquiries: https://redcircle.com/brands",
    "Support this podcast: https://podcasters.spotify.com/pod/show/x/support",
    "Get full access to The Hollin Ledger at hollin.substack.com/subscribe",
    "To hear more, visit hollin.substack.com",
    "submitted by /u/mill_fan to r/hollin [link] [comments]",
    "Via The Verge",
    "Comments",
    "(Comments)",
    "Discuss on Hacker News",
    "Permalink",
    "Reply by email",
    "Reply via email",
    "The post first appeared on The Hollin Ledger.",
    "This article was originally published by The Hollin Ledger.",
    "Dieser Beitrag erschien zuerst auf The Hollin Ledger.",
    "Cet article est paru en premier sur The Hollin Ledger.",
    "© 2026 The Hollin Ledger. All rights reserved.",
    "Alle Rechte vorbehalten.",
    "Download audio: https://hollin.example/a.mp3",
    "Play podcast",
    "View this post on Instagram",
    "View on YouTube",
    "Feed generated by FetchRSS",
]  # fmt: skip


@pytest.mark.parametrize("block", LAST_BLOCKS)
def test_what_platforms_write_below_goes_in_any_language(block: str) -> None:
    field = f"{READ}<p>{block}</p>"
    found = without_tail(
        field, "The old mill of Hollin opens again", "The Hollin Ledger", "https://hollin.example/m"
    )
    assert found == READ


@pytest.mark.parametrize(
    "sentence",
    [
        "Comments by the finance minister did not calm the markets.",
        "Read more slowly, the teacher told her class, and you will hear the rhyme.",
        "Follow us on foot through the old town, the guide called.",
        "Permalink is the name of the new ferry.",
        "Alle Rechte vorbehalten hat sich der Bund nur beim Hafen.",
        "Weiterlesen im Dunkeln schadet den Augen nicht, sagt eine Studie.",
        "Mehr lesen als je zuvor wollen die Kinder von Halberau.",
        "The show must go on, and it does in Hollin on Friday.",
        "Tagged geese flew 4,000 kilometres in a week.",
        "Residents back the site, which will cost £30m, in a vote on Tuesday.",
        "Two unions support the work of 300 nurses who strike in Hollin.",
    ],
)
def test_a_last_sentence_that_begins_alike_stays(sentence: str) -> None:
    field = f"{READ}<p>{sentence}</p>"
    assert without_tail(field, "The old mill", "The Ledger", "https://hollin.example/m") == field


def test_a_live_report_whose_first_hour_is_midnight_keeps_its_hours() -> None:
    field = "<p>12:30 – Guns fall silent in Hollin</p><p>00:00 – The ceasefire begins</p>"
    assert without_tail(field, "Hollin live", "The Ledger", "https://hollin.example/m") == field
