"""An encoding that nothing declares, or that is declared wrongly, is told by the words in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ingest.decoding import decode
from bot.ingest.feeds.parser import parse_feed
from bot.ingest.guessing import encoding_of

TEXTS = {
    "ar": "أخمد رجال الإطفاء الحريق في تسع ساعات، قال رئيس البلدية. لا إصابات.",
    "bg": "Пожарникарите потушиха огъня за девет часа, съобщи кметът на града.",
    "cs": "Hasiči uhasili oheň v přístavu za devět hodin, řekl starosta města. Příčina požáru není známa, škoda je značná.",
    "el": "Οι πυροσβέστες έσβησαν τη φωτιά σε εννέα ώρες, είπε ο δήμαρχος της πόλης.",
    "he": "הכבאים כיבו את האש בתוך תשע שעות, אמר ראש העיר. אין נפגעים.",
    "hu": "A tűzoltók kilenc óra alatt eloltották a tüzet, mondta a polgármester. Az őrök értesítették őket.",
    "ja": "消防隊は九時間で港の火災を消し止めたと市長が述べた。けが人はいない。",
    "ko": "소방관들이 아홉 시간 만에 불을 껐다고 시장이 말했다. 다친 사람은 없다.",
    "lt": "Ugniagesiai užgesino gaisrą per devynias valandas, sakė meras. Žalą įvertins rytoj, aukų nėra, viską ištyrė.",
    "lv": "Ugunsdzēsēji apdzēsa uguni deviņās stundās, sacīja mērs. Zaudējumus vērtēs rīt, cietušo nav, viņš teica.",
    "pl": "Strażacy ugasili ogień w porcie w ciągu dziewięciu godzin, powiedział burmistrz. Źródło pożaru jest nieznane.",
    "ru": "Пожарные потушили огонь в порту Казани за девять часов, сообщил мэр города. Пострадавших нет, ущерб оценивают.",
    "th": "นักดับเพลิงดับไฟได้ภายในเก้าชั่วโมง นายกเทศมนตรีกล่าว",
    "tr": "İtfaiye yangını dokuz saatte söndürdü, dedi başkan. Şehirde ölen ya da yaralanan olmadı, ışıklar söndü.",
    "tw": "消防員用九個小時撲滅了港口的大火，市長說。沒有人受傷。",
    "uk": "Пожежники погасили вогонь у порту за дев’ять годин, повідомив мер міста. Її оцінюють у мільйон гривень.",
    "zh": "消防员用九个小时扑灭了港口的大火，市长说。没有人受伤。",
}
TABLES = [
    ("ru", "cp1251"),
    ("ru", "koi8-r"),
    ("ru", "iso8859-5"),
    ("ru", "cp866"),
    ("uk", "cp1251"),
    ("bg", "cp1251"),
    ("pl", "iso8859-2"),
    ("pl", "cp1250"),
    ("cs", "cp1250"),
    ("hu", "iso8859-2"),
    ("tr", "cp1254"),
    ("el", "cp1253"),
    ("lt", "cp1257"),
    ("lv", "cp1257"),
    ("ja", "cp932"),
    ("ja", "euc_jp"),
    ("zh", "gb18030"),
    ("tw", "big5"),
    ("ko", "cp949"),
    ("he", "cp1255"),
    ("ar", "cp1256"),
    ("th", "cp874"),
]


@pytest.mark.parametrize(("language", "table"), TABLES)
def test_the_words_tell_the_table(language: str, table: str) -> None:
    text = TEXTS[language]
    assert decode(f"<p>{text}</p>".encode(table, "replace")) == f"<p>{text}</p>"


@pytest.mark.parametrize(("language", "table"), TABLES)
def test_one_broken_byte_costs_one_character_whatever_the_table(language: str, table: str) -> None:
    text = TEXTS[language]
    item = f"<item><title>{text}</title></item>".encode(table, "replace")
    broken = b"<item><title>x\xff y</title></item>"
    feed = parse_feed(b"<rss><channel>" + item + broken + item + b"</channel></rss>")
    assert [entry.title for entry in feed.entries][::2] == [text, text]


@pytest.mark.parametrize(
    ("language", "table", "declared"),
    [
        ("ru", "cp1251", "iso-8859-1"),
        ("ru", "cp1251", "utf-8"),
        ("pl", "cp1250", "iso-8859-2"),
        ("tr", "cp1254", "iso-8859-1"),
        ("cs", "iso8859-2", "utf-8"),
        ("lv", "cp1257", "utf-8"),
        ("zh", "gb18030", "utf-8"),
        ("el", "cp1253", "us-ascii"),
    ],
)
def test_a_wrong_label_costs_nothing(language: str, table: str, declared: str) -> None:
    page = f"<meta charset={declared}><p>{TEXTS[language]}</p>"
    assert decode(page.encode(table, "replace")) == page
    feed = f"<?xml version='1.0' encoding='{declared}'?><rss><channel><item><title>"
    feed += f"{TEXTS[language]}</title></item></channel></rss>"
    assert parse_feed(feed.encode(table, "replace")).entries[0].title == TEXTS[language]


@pytest.mark.parametrize(
    "text",
    [
        "Slökkviliðið slökkti eldinn í höfninni á níu tímum, sagði bæjarstjórinn í Reykjavík.",
        "Der Tank faßt 40 m³ Öl, und die Fähre fährt über die Förde.",
        "Põleng sadamas kustutati, ütles linnapea, ja sõitjad ootasid õhtuni.",
        "Les « îles » où l'été naît : ça coûte 9 £ à Noël.",
        "¿Qué pasó? Señal de 9 ªC, según el niño.",
        "Incêndio: três pessoas põem a situação às câmaras.",
    ],
)
def test_a_right_label_of_western_europe_stays(text: str) -> None:
    page = f"<meta charset=iso-8859-1><p>{text}</p>"
    assert decode(page.encode("cp1252")) == page


def test_what_is_no_text_is_of_no_table() -> None:
    assert encoding_of(b"plain words") is None
    assert encoding_of(bytes(range(128, 256)) * 9) is None


@settings(max_examples=25)
@given(st.binary(max_size=600))
def test_any_bytes_are_decoded(data: bytes) -> None:
    assert isinstance(decode(data), str)
