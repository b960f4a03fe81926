"""/stats: a picture and numbers for those who run the bot, and for nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.chat.handlers.operators.statistics import statistics_caption
from bot.chat.rendering.texts import LANGUAGES
from bot.core.feeds.health import Condition
from bot.core.model.chats import Chat
from bot.core.model.statistics import Delays, StoredStatistics
from bot.services.operators.statistics import StatisticsReport
from tests.chat.conversation import GROUP, OPERATOR, READER, Conversation
from tests.chat.stories import NOW


async def test_the_operator_gets_a_picture_with_the_numbers(talk: Conversation) -> None:
    await talk.stores.chats.save(Chat(READER, created_at=talk.now - timedelta(days=3)))
    await talk.stores.chats.save(Chat(GROUP, "supergroup", created_at=talk.now))
    said = await talk.say("/stats", OPERATOR, OPERATOR)
    call = talk.telegram.of("sendPhoto")[-1]
    assert call.photo.data.startswith(b"\x89PNG") and call.photo.name == "stats.png"
    assert "2 now (private 1, groups 1, channels 0); in a week +2." in said
    assert "0 ok" in said


async def test_to_everybody_else_it_is_unknown(talk: Conversation) -> None:
    assert "do not know that command" in await talk.say("/stats")
    assert talk.telegram.of("sendPhoto") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_caption_of_a_large_bot_fits(language: str) -> None:
    days = tuple((NOW.date() - timedelta(days=29 - n), 10_000_000 + n) for n in range(30))
    delays = (Delays(NOW.date(), 12_345.678, 99_999.9),)
    kinds = {"private": 10_000_000, "supergroup": 1_000_000, "channel": 1_000_000}
    stored = StoredStatistics(NOW, kinds, days, days[-7:], delays, 1_000_000, 1_000_000)
    report = StatisticsReport(stored, dict.fromkeys(Condition, 20_000))
    assert len(statistics_caption(report, language).plain) < 1024
