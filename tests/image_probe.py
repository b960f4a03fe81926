"""What the bot makes of the packages' data, as JSON: for the same question asked of fewer files."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time

import psycopg

from bot.chat.rendering.renderer import Renderer
from bot.chat.rendering.texts import listed
from bot.chat.rendering.times import day, day_and_hour, days_of, hours_of
from bot.chat.rendering.zones import zone_title
from bot.core.model.chats import Schedule
from bot.ingest.pages.reader import read_page
from config.settings import METHODS
from summarizers import summarize
from tests.chat.stories import NOW, bridge, edition, reader

ARTICLES = {
    "en": "The council approved the new bridge on Monday after a long debate. Work begins in April "
    "and will cost 40 million euros. Opponents said a ferry would have been cheaper this year.",
    "de": "Der Stadtrat hat die neue Brücke am Montag nach langer Debatte gebilligt. Die Arbeiten "
    "beginnen im April und kosten 40 Millionen Euro. Gegner hielten eine Fähre für billiger.",
    "es": "El ayuntamiento aprobó el lunes el nuevo puente tras un largo debate. Las obras empiezan "
    "en abril y costarán 40 millones de euros. Los críticos preferían un transbordador más barato.",
    "fr": "Le conseil a approuvé lundi le nouveau pont après un long débat. Les travaux débutent en "
    "avril et coûteront 40 millions d'euros. Les opposants jugeaient un bac moins cher.",
    "pt": "A câmara aprovou na segunda-feira a nova ponte após um longo debate. As obras começam em "
    "abril e custarão 40 milhões de euros. Os críticos achavam um barco mais barato.",
    "ru": "Городской совет одобрил в понедельник новый мост после долгих споров. Работы начнутся в "
    "апреле и обойдутся в 40 миллионов евро. Противники считали паром более дешёвым.",
}


def answers() -> dict[str, object]:
    """Of each language: a summary by each method, dates, zones, a digest and a page."""
    found: dict[str, object] = {code: _of(code, text) for code, text in ARTICLES.items()}
    return {**found, "psycopg": psycopg.pq.__impl__}


def _of(language: str, text: str) -> dict[str, object]:
    renderer = Renderer(lambda name: name, "Europe/Berlin")
    schedule = Schedule(times=(time(7, 30), time(18)), days=(0, 2, 6))
    page = f"<html lang={language}><body><article><h1>A bridge</h1><p>{text}</p></article></html>"
    return {
        "summaries": {
            method: [bullet.text for bullet in summarize(text, "", language, 2, method)]
            for method in METHODS
        },
        "dates": [
            day_and_hour(NOW, "America/New_York", language),
            day(date(2019, 10, 9), "day", datetime(2026, 1, 1, tzinfo=UTC), language),
            days_of(schedule, language),
            hours_of(schedule.times, language),
            listed(["A", "B", "C"], language),
        ],
        "zones": [zone_title(zone, language) for zone in ("Europe/Moscow", "Asia/Tokyo", "UTC")],
        "digest": [m.html for m in renderer.digest(edition(bridge()), reader(language=language))],
        "page": read_page(page.encode(), "https://a.example/2026/11/23/a", "text/html").text,
    }


if __name__ == "__main__":
    print(json.dumps(answers()))
