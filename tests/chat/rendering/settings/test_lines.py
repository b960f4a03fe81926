"""All settings of a chat, a line each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.chat.rendering import texts
from bot.chat.rendering.settings.lines import SettingsFacts, lines_of
from bot.core.editions.topics import Topics
from bot.core.model.chats import Chat, Schedule
from bot.core.model.feeds import Feed, FeedState
from bot.core.model.tastes import Aim, Rule, Taste, Wish

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
CHAT = Chat(1, schedule=Schedule((time(18),)))
FACTS = SettingsFacts(CHAT, (), Taste(), Topics(()), "UTC", (NOW.replace(hour=18, minute=0),), NOW)


def feed(number: int, read: bool = True) -> tuple[Feed, FeedState]:
    succeeded = NOW - timedelta(minutes=3) if read else None
    site = f"https://g{number}.example/feed"
    return Feed(site, f"Gull {number}", bundled=False, id=number), FeedState(
        number, NOW, succeeded_at=succeeded
    )


def shown(facts: SettingsFacts) -> str:
    """The lines as the eye sees them."""
    return lines_of(facts, "en").plain.replace("\u2060", "")


def test_one_feed_comes_with_its_state_and_many_are_counted() -> None:
    assert "Gull 1 (g1.example) (read 3 min ago)" in shown(replace(FACTS, feeds=[feed(1)]))
    plain = shown(replace(FACTS, feeds=[feed(n, False) for n in range(1, 6)]))
    assert "Gull 3 (g3.example), 2 more" in plain and "Gull 4" not in plain


def test_a_rule_comes_with_its_end() -> None:
    rule = Rule(
        Wish.MUTE, Aim.WORDS, "transfer", "transfer", until=NOW + timedelta(days=6, hours=16.5)
    )
    plain = lines_of(replace(FACTS, taste=Taste((rule,))), "en").plain
    assert "Muted: “transfer” (until 30 November)\n" in plain


def test_a_pause_stands_above_what_comes_next() -> None:
    paused = replace(CHAT, paused_until=NOW + timedelta(hours=2))
    plain = lines_of(replace(FACTS, chat=paused), "en").plain
    assert plain.endswith("Paused until 09:30.\nNext: 18:00.")
    silent = replace(FACTS, chat=Chat(1), coming=())
    assert lines_of(silent, "en").plain.endswith("/digest brings an edition whenever you like.")


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_language_has_all_lines(language: str) -> None:
    assert len(lines_of(FACTS, language).plain.split("\n")) == 13
