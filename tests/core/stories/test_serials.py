"""Daily columns, told by their headlines, and news about the same things, which is none."""

from __future__ import annotations

import pytest

from bot.core.stories.serials import HEADLINE, serial

COLUMNS = {
    "weather": [
        "Weather forecast for Dunlin: rain and wind",
        "Das Wetter am Dienstag: Regen und Wind",
        "Météo du jour : de la pluie au nord",
        "Previsioni meteo: pioggia al nord",
        "Previsão do tempo: chuva no sul",
        "Погода в Заречье на 3 марта",
        "5 günlük hava durumu",
        "3日の天気 全国的に晴れ",
    ],
    "stars": ["Your horoscope for Monday", "Tageshoroskop für Dienstag", "Гороскоп на 3 марта"],
    "lottery": [
        "Powerball winning numbers for Monday",
        "Lotto am Mittwoch: die Gewinnzahlen",
        "Résultat du Loto : les numéros",
        "Comprobar la ONCE: resultados de hoy",
        "大乐透开奖结果",
    ],
    "market": [
        "Stocks close higher as tech rallies",
        "Dax schließt im Minus",
        "Le CAC 40 termine en hausse",
        "El Ibex 35 sube un 0,7 %",
        "Piazza Affari chiude in rialzo",
        "日経平均、反発",
        "沪指收涨0.5%",
    ],
    "puzzle": ["Wordle today: answer for puzzle 1711", "Kreuzworträtsel der Woche"],
    "round": ["Morning briefing: what happened overnight", "On this day in history"],
    "prices": ["Benzinpreise in Altmoor: hier tanken Sie günstig", "Mortgage rates today"],
}


@pytest.mark.parametrize("sort", COLUMNS)
def test_a_daily_column_is_known_by_its_headline(sort: str) -> None:
    found = {serial(title) for title in COLUMNS[sort]}
    assert len(found) == 1
    assert found != {0}


def test_sorts_are_told_apart() -> None:
    assert len({serial(titles[0]) for titles in COLUMNS.values()}) == len(COLUMNS)


@pytest.mark.parametrize(
    "title",
    [
        "Storm leaves thousands without power",
        "Woman wins jackpot of 5 million",
        "Stockholm votes for a new mayor",
        "Unwetter: Zug entgleist bei Altmoor",
        "Markets Authority fines broker",
        "Shares in Norvik halted after fraud claims",
        "Brand auf einem Wochenmarkt",
        "",
    ],
)
def test_news_is_no_daily_column(title: str) -> None:
    assert serial(title) == 0


def test_the_end_of_an_endless_headline_is_not_read() -> None:
    assert serial("a" * HEADLINE + " horoscope") == 0
