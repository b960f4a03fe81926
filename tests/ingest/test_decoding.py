"""Bytes of a page as text, whatever their labels claim."""

from __future__ import annotations

import pytest

from bot.ingest.decoding import MAX_BYTES, decode

BRIDGE = "Мост закрыт после шторма. Автобусы пойдут через мельницу, сообщает управление порта."


@pytest.mark.parametrize(
    ("body", "header", "expected"),
    [
        ("für".encode("utf-8-sig"), "text/html; charset=latin-1", "für"),
        ("für".encode("utf-16"), "", "für"),
        ("für".encode("utf-32"), "", "für"),
        ("für".encode(), "text/html; charset=windows-1251", "für"),
        ("“für”".encode("cp1252"), 'text/html; charset="iso-8859-1"', "“für”"),
        (BRIDGE.encode("koi8-r"), "text/html; charset=koi8-r", BRIDGE),
        (b"<?xml version='1.0' encoding='cp1251'?>" + "Мост".encode("cp1251"), "", "Мост"),
        (b'<meta charset="windows-1251">' + "Мост".encode("cp1251"), "", "Мост"),
    ],
)
def test_a_mark_then_the_bytes_then_the_labels_decide(
    body: bytes, header: str, expected: str
) -> None:
    assert decode(body, header).endswith(expected)


@pytest.mark.parametrize("label", ["base64", "rot13", "no-such-thing", "idna", "\0"])
def test_a_label_that_names_no_encoding_is_passed_over(label: str) -> None:
    text = "Die Straße über den Fluß bleibt für ein Jahr gesperrt, sagte der Bürgermeister. " * 9
    assert decode(text.encode("latin-1"), f"charset={label}") == text


def test_without_a_label_the_bytes_are_guessed() -> None:
    assert decode((BRIDGE * 20).encode("cp1251")) == BRIDGE * 20


def test_a_few_faults_leave_utf_8_what_it_is() -> None:
    assert decode(b"\xff" + ("für alle " * 40).encode()) == "\ufffd" + "für alle " * 40


def test_a_page_is_read_up_to_a_limit_and_no_letter_is_cut_in_two() -> None:
    text = decode(("x" * (MAX_BYTES - 1) + "ü" * 10).encode())
    assert text == "x" * (MAX_BYTES - 1)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Die Fähre fährt ab Montag wieder, teilte die Gesellschaft mit.", "cp1252"),
        ("Le ferry repart dès lundi, a annoncé la société aux îliens, très émus.", "cp1252"),
        ("Prom na wyspę znów kursuje, poinformowała spółka. Czekali dziewięć miesięcy.", "cp1250"),
        ("Prom na wyspę znów kursuje, poinformowała spółka. Czekali dziewięć miesięcy.", "latin2"),
        ("Trajekt na ostrov opět jezdí od pondělí. Ostrované čekali, řekl starosta.", "cp1250"),
        ("A komp hétfőtől újra közlekedik, közölte a társaság, őszintén örülve.", "latin2"),
        ("Adaya giden vapur pazartesiden itibaren yeniden çalışıyor, şirket açıkladı.", "cp1254"),
        ("島へのフェリーは月曜日から再び運航すると会社が金曜の夜に発表した。", "cp932"),
    ],
)
def test_a_short_text_without_a_label_is_read_in_its_own_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_one_broken_byte_costs_one_character_of_a_short_text() -> None:
    assert decode("Die Fähre f".encode() + b"\xff" + b"hrt") == "Die Fähre f\ufffdhrt"


def test_a_page_that_calls_itself_utf_8_and_is_not_keeps_its_few_apostrophes() -> None:
    text = "It’s the end of the market, said the owner. " + "The council meets on Monday. " * 40
    assert decode(text.encode("cp1252"), "text/html; charset=utf-8") == text
