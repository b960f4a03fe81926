"""Those who run the bot ask how the sources are; nobody else learns that they could."""

from __future__ import annotations

from datetime import timedelta

from bot.core.model.feeds import Feed, FeedState
from bot.core.model.reasons import Reason, Unreadable
from tests.chat.conversation import OPERATOR, READER, Conversation


async def test_the_operator_sees_what_is_the_matter_with_the_sources(talk: Conversation) -> None:
    broken = await talk.stores.feeds.add(Feed("https://a.example/feed", "The <Courier>"), talk.now)
    await talk.stores.feeds.add(Feed("https://b.example/feed", "Lantern"), talk.now)
    state = FeedState(
        broken.id,
        next_check=talk.now,
        attempted_at=talk.now,
        succeeded_at=talk.now - timedelta(days=3),
        failures=9,
        error=Unreadable(Reason.STATUS, "500"),
    )
    await talk.stores.feeds.save_state(state)
    said = await talk.say("/sourcehealth", OPERATOR, OPERATOR)
    assert "1 failing" in said and "1 new" in said
    assert "The <Courier>: failing for 3 days: the site answered 500" in said
    assert "Lantern" not in said


async def test_to_everybody_else_the_command_is_unknown(talk: Conversation) -> None:
    assert "do not know that command" in await talk.say("/sourcehealth", READER)
