"""Stories for the tests, written for them; times are around one fixed morning."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.core.model.chats import Chat
from bot.core.model.editions import Cited, Coverage, Digest, DigestStory

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


def covered(outlet: str, minutes: int, title: str = "", *, independent: bool = True) -> Coverage:
    slug = outlet.lower().replace(" ", "-")
    return Coverage(
        title or f"{outlet} on the bridge",
        f"https://{slug}.example/bridge",
        outlet,
        NOW - timedelta(minutes=minutes),
        independent,
    )


def bridge(number: int = 7, bullets: int = 3, **changes: object) -> DigestStory:
    told = [
        "The old bridge over the Aller closes on Monday for two years.",
        "Buses will take the northern crossing until then.",
        "The town pays 12.4 million euros, a third of it borrowed.",
        "Shopkeepers on the square fear for their trade.",
        "A ferry for cyclists starts in April.",
    ]
    values: dict[str, object] = {
        "id": number,
        "title": "Bridge over the Aller closes for two years",
        "url": "https://harbour-post.example/bridge",
        "bullets": tuple(
            Cited(text, f"https://harbour-post.example/bridge#:~:text={at}", "Harbour Post")
            for at, text in enumerate(told[:bullets])
        ),
        "articles": (
            covered("Valley Radio", 150),
            covered("Harbour Post", 120),
            covered("Evening Star", 40),
        ),
        "topics": ("world",),
        "hashtags": ("Aller", "Bridge"),
    }
    return DigestStory(**(values | changes))  # type: ignore[arg-type]


def edition(*stories: DigestStory, **changes: object) -> Digest:
    return Digest(**({"date": NOW, "stories": stories, "article_count": 41} | changes))  # type: ignore[arg-type]


def reader(**changes: object) -> Chat:
    return Chat(**({"id": 5, "timezone": "Europe/Berlin"} | changes))  # type: ignore[arg-type]
