"""What a reader never sees again: buttons, captions' credits, invisible characters."""

import pytest

from bot.core.text import clean, language, markup


def test_a_feeds_markup_becomes_paragraphs_without_buttons():
    html = (
        "<h2>Floods</h2>"
        "<p>The river rose&nbsp;by two&#8201;metres.</p><p>Share this on Facebook</p>"
        "<ul><li>Mill Lane is closed.</li><li>The school is open.</li></ul><p><a>Read more</a></p>"
    )
    assert clean.prose(html) == (
        "Floods\n\nThe river rose by two metres.\n\nMill Lane is closed.\n\nThe school is open."
    )


@pytest.mark.parametrize(
    "row",
    [
        "Share", "Read more", "No comments yet...", "12 Comments", "Advertisement", "Teilen",
        "Weiterlesen", "Читать далее", "Leer más", "Photo: A. Walker", "(Getty Images)",
        "© 2026 The Valley Post", "* * *", "Kommentare (3)", "相关新闻", "Foto: Marta Ruiz / EFE",
        "Accept all cookies", "We use cookies to give you the best experience.",
    ],
)  # fmt: skip
def test_a_line_of_page_furniture_is_left_out(row):
    assert clean.is_furniture(row)


@pytest.mark.parametrize(
    "row",
    [
        "Shares in the brewery fell by 4 %.", "More than 200 people came.",
        "Tags were found on 12 whales.",
        "He asked them to share it.", "Comments by the mayor angered the farmers.",
        "Reuters asked for a reply.", "It rained.", "雨が降った。",
    ],
)  # fmt: skip
def test_a_sentence_that_only_begins_like_furniture_stays(row):
    assert not clean.is_furniture(row)


def test_characters_that_nobody_sees_are_gone_and_arabic_is_whole():
    assert (
        clean.plain("pass\u200bport \u202eevil\u202c e\u0301te\u0301\u00ad") == "passport evil été"
    )
    assert clean.plain("می\u200cخواهم") == "می\u200cخواهم"
    assert (
        clean.plain("a" + "\u0301" * 50) == "á" + "\u0301" * 7
        or len(clean.plain("a" + "\u0301" * 50)) <= 10
    )


def test_a_dateline_stands_on_its_own():
    text = "HARBOUR TOWN (Reuters) - The ferry ran aground on Monday and nobody was hurt at all."
    assert clean.prose(text) == (
        "HARBOUR TOWN (Reuters)\n\nThe ferry ran aground on Monday and nobody was hurt at all."
    )


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("(CNN)", "The ferry ran aground on Monday and nobody was hurt at all."),
        ("WASHINGTON (AP) — ", "The ferry ran aground on Monday and nobody was hurt at all."),
        ("Berlin (dpa) - ", "Die Fähre lief am Montag auf Grund, verletzt wurde niemand."),
        ("Madrid, 12 ene (EFE).- ", "El transbordador encalló el lunes y nadie resultó herido."),
        ("МОСКВА, 12 янв — РИА Новости. ", "Паром сел на мель в понедельник, никто не пострадал."),
        (
            "Москва, Март 04 (Край, Анна Бель) – ",
            "Паром сел на мель в понедельник, никто не ранен.",
        ),
        ("HARBOUR TOWN, Ohio (WXYZ) -- ", "The ferry ran aground on Monday and nobody was hurt."),
        (
            "Husum (iwr-pressedienst) - ",
            "Die Fähre lief am Montag auf Grund, verletzt ist niemand.",
        ),
        ("新华网长春3月4日电（记者王安）", "一艘渡轮星期一在港口外搁浅，船上四十名乘客全部平安。"),
        ("本报讯（记者王安）", "一艘渡轮星期一在港口外搁浅，船上四十名乘客全部平安。"),
        ("【港口新闻网讯】", "一艘渡轮星期一在港口外搁浅，船上四十名乘客全部平安。"),
    ],
)
def test_the_agencies_datelines_are_known(dateline, rest):
    assert clean.prose(dateline + rest).split("\n\n") == [dateline.rstrip(" -–—"), rest]


@pytest.mark.parametrize(
    "sentence",
    [
        "NASA — the agency that flies to the moon — said on Monday that it was all a mistake.",
        "U.S. — China talks resume on Monday after a long break, officials in both said.",
        "The ferry (AP has more) ran aground on Monday - and nobody was hurt at all.",
        "Ada Brandt - roads officer of the county for twenty years - said that she was sorry.",
        "On Jan. 11, 2012 the ferry ran aground in the harbour, and nobody was hurt at all.",
        "港口电视台说，一艘渡轮星期一在港口外搁浅，船上四十名乘客全部平安。",
    ],
)
def test_a_sentence_with_a_dash_is_no_dateline(sentence):
    assert clean.prose(sentence) == sentence


def test_lines_wrapped_at_a_margin_become_one_paragraph():
    text = (
        "The council met on Tuesday evening to discuss the bridge that\n"
        "has been closed since the storm, and came to no decision.\n\nIt meets again."
    )
    assert clean.prose(text) == (
        "The council met on Tuesday evening to discuss the bridge that has been closed since the "
        "storm, and came to no decision.\n\nIt meets again."
    )


@pytest.mark.parametrize(
    ("given", "site", "expected"),
    [
        ("Ferry runs aground | The Valley Post", "The Valley Post", "Ferry runs aground"),
        ("Ferry runs aground - the valley post", "The Valley Post", "Ferry runs aground"),
        ("The Valley Post: Ferry runs aground", "The Valley Post", "Ferry runs aground"),
        ("A <em>big</em> day &amp; night", "", "A big day & night"),
        ("The Valley Post", "The Valley Post", "The Valley Post"),
        ("Rain - and snow", "Post", "Rain - and snow"),
    ],
)
def test_a_headline_loses_the_name_of_its_site(given, site, expected):
    assert clean.title(given, site) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Hello</p>", True),
        ("<!DOCTYPE html><title>x</title>", True),
        ("a < b and c > d", False),
        ("Just prose.\n\nMore of it.", False),
        ("", False),
    ],
)
def test_markup_is_told_from_plain_text(text, expected):
    assert markup.is_html(text) is expected


@pytest.mark.parametrize(
    ("text", "hint", "expected"),
    [
        ("The bridge over the river was closed after the storm.", None, "en"),
        ("Die Brücke über den Fluss wurde nach dem Sturm gesperrt.", "en", "de"),
        ("El puente sobre el río quedó cerrado tras la tormenta.", None, "es"),
        ("今天上午大桥因风暴关闭。", None, "zh"),
        ("嵐のあと橋は閉鎖された。", None, "ja"),
        ("폭풍 뒤에 다리가 폐쇄되었다.", None, "ko"),
        ("THE BRIDGE WAS CLOSED AFTER THE STORM", None, "en"),
        ("123 456", "pt-BR", "pt"),
        ("", None, ""),
    ],
)
def test_the_language_is_told_offline(text, hint, expected):
    assert language.detect(text, hint) == expected


@pytest.mark.parametrize(
    ("row", "dress"),
    [
        ("By Marta Lindqvist", True),
        ("Von Dr. Lukas Brenner", True),
        ("23.11.2026 05:39 | Money desk | 12 comments", True),
        ("Artikel teilen Facebook WhatsApp Link kopieren", True),
        ("Valley Team | 5 min read", True),
        ("Tom Berg · 4 Min. Lesezeit", True),
        ("By Monday the water had gone down", False),
        ("Facebook and WhatsApp were down for two hours.", False),
        ("The score was 3-2 at half-time", False),
    ],
)
def test_the_dress_of_an_article_is_not_its_text(row: str, dress: bool) -> None:
    assert clean.is_dressing(row) is dress


CAPTIONS = (
    "The ferry at its mooring on Monday. Image by Ada Brandt on Bildwerk.",
    "Wer die Fähre auf Grund gesetzt hat, ist unklar (Symbolbild).",
    "The ferry at its mooring. Ada Brandt/Getty",
    "渡轮星期一在港口。新华社发（王安 摄）",
    "(Reporting by Ada Brandt; Editing by Ines Okafor)",
)


@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_picture_is_not_told_in_the_text(caption: str) -> None:
    prose = "The ferry ran aground on Monday, and nobody was hurt at all, the harbour office said."
    assert clean.paragraphs([prose, caption]) == [prose]


def test_a_story_in_pictures_keeps_what_stands_below_them() -> None:
    rows = ["渡轮星期一在港口外搁浅，乘客全部平安。新华社发（王安 摄）", "渡轮搁浅。"]
    assert clean.paragraphs(rows) == rows


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("It rained.Then the river rose .", "It rained. Then the river rose."),
        ("The ferry , they say , is old .", "The ferry, they say, is old."),
        # Not a sentence: names, addresses, code, spaced dots.
        ("Ask Amazon.Com for a FRITZ!Box today.", "Ask Amazon.Com for a FRITZ!Box today."),
        ("COPY . /tmp/harbour", "COPY . /tmp/harbour"),
        ("And then . . . the rain.", "And then . . . the rain."),
        ("See www.fjord.Example now", "See www.fjord.Example now"),
    ],
)
def test_spaces_around_marks_are_the_usual_ones(given: str, expected: str) -> None:
    assert clean.spaced(given) == expected
