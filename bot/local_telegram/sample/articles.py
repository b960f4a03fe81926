"""The sample edition's articles, as plain values from articles.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import resources
from typing import Any

# The texts are written as if they came out on a Monday; their days move with the real one.
_WEEKS = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
    "lunes martes miércoles jueves viernes sábado domingo".split(),
)
_DAY = re.compile(r"\b(" + "|".join(day for week in _WEEKS for day in week) + r")\b")


def _moved(text: str, days: int) -> str:
    def move(found: re.Match[str]) -> str:
        week = next(week for week in _WEEKS if found[0] in week)
        return week[(week.index(found[0]) + days) % 7]

    return _DAY.sub(move, text)


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """One article: its outlet's key, the story it tells, and when it came out.

    `text` is paragraphs separated by blank lines; `slug` names its page; `language` is set where
    it is not the outlet's own.
    """

    outlet: str
    story: str
    topic: str
    date: datetime
    title: str
    author: str
    text: str
    caption: str
    slug: str
    language: str = ""

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the text, one line each."""
        return [" ".join(part.split()) for part in self.text.strip().split("\n\n")]


def load_articles(now: datetime) -> list[SampleArticle]:
    """All articles, newest first; those that come later than `now` (aware UTC) among them."""
    text = resources.files("bot.local_telegram.sample").joinpath("articles.toml").read_text("utf-8")
    rows = tomllib.loads(text)["article"]
    oldest: dict[str, int] = {}
    for row in rows:
        oldest[row["story"]] = max(row["minutes_ago"], oldest.get(row["story"], 0))
    # A story happened on one day, also when some of its articles came out after midnight.
    days = {story: (now - timedelta(minutes=ago)).weekday() for story, ago in oldest.items()}
    found = [_article(row, number, now, days[row["story"]]) for number, row in enumerate(rows, 1)]
    return sorted(found, key=lambda article: article.date, reverse=True)


def _article(row: dict[str, Any], number: int, now: datetime, day: int) -> SampleArticle:
    date = now.replace(microsecond=0) - timedelta(minutes=row["minutes_ago"])
    return SampleArticle(
        outlet=row["outlet"],
        story=row["story"],
        topic=row["topic"],
        date=date,
        title=_moved(row["title"], day),
        author=row.get("author", ""),
        text=_moved(row["text"], day),
        caption=row.get("caption", ""),
        slug=f"{row['story']}-{number}",
        language=row.get("language", ""),
    )
