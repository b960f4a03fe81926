"""Bullets of a story of a bridge, and what a reader of it knows."""

from __future__ import annotations

from summarizers.document import Bullet
from summarizers.story.candidates import StoryCandidate, candidate
from summarizers.story.known import Known


class Even(dict[str, float]):
    """Every word is as likely as not."""

    def get(self, key: str, default: float | None = None) -> float:  # type: ignore[override]
        return 0.5

    def __missing__(self, key: str) -> float:
        return 0.5


EVEN = Even()
HEADLINE = "Halden bridge collapses, three dead"
LEAD = "The Halden bridge collapsed on Saturday and three people died."
QUOTE = '"It fell like a card," said Ola Lie.'


def bullet(
    text: str,
    article: int = 1,
    place: int = 1,
    headline: str = "Bridge in Halden falls",
    above: str = "The road bridge of Halden fell into the river on Saturday. ",
    language: str = "en",
) -> StoryCandidate:
    start = len(above)
    told = Bullet(text, start, start + len(text))
    return candidate(article, place, told, language, headline, above + text)


def told(*texts: str, language: str = "en") -> Known:
    return Known.of((HEADLINE, *texts), language, EVEN)


KNOWN = told(LEAD)
RETOLD = [
    "Three people in cars died as the bridge of Halden collapsed without a warning.",
    "The bridge over the Alder collapsed, leaving three people dead, police in Halden said.",
]
