"""/broadcast: shown as it will look, counted, confirmed; for those who run the bot alone."""

from __future__ import annotations

from datetime import timedelta

from bot.core.model.chats import Chat, QuietHours
from bot.core.model.messages import Outcome, SendResult
from tests.chat.conversation import CHANNEL, GROUP, OPERATOR, READER, Conversation
from tests.chat.handlers.channels.channel import name_it

TEXT = "/broadcast Hello <all>\nWe have moved to https://example.org\nde: Hallo zusammen"


async def audience(talk: Conversation) -> None:
    for chat_id, kind, language in (
        (READER, "private", "de"),
        (6, "private", "en"),
        (GROUP, "supergroup", "fr"),
        (CHANNEL, "channel", "en"),
    ):
        await talk.stores.chats.save(Chat(chat_id, kind, language=language))
    await talk.stores.chats.save(Chat(8, active=False))


async def sent(talk: Conversation) -> dict[int, str]:
    """What came out of the outbox, by chat; each chat at most once."""
    found: dict[int, str] = {}
    while rows := await talk.stores.outbox.claim("one", talk.now, 60, 100):
        for row in rows:
            assert row.chat_id not in found
            found[row.chat_id] = row.message.plain
            assert row.message.silent
            outcome = Outcome(SendResult.SENT, message_id=1)
            await talk.stores.outbox.settle(row.id, "one", outcome, talk.now)
    return found


async def test_a_broadcast_is_shown_counted_and_sent_once_to_each(talk: Conversation) -> None:
    await audience(talk)
    said = await talk.say(TEXT, OPERATOR, OPERATOR)
    shown = [message.text for message in talk.shown(OPERATOR)]
    assert shown[0] == "Hello <all>\nWe have moved to https://example.org"
    assert shown[1] == "Hallo zusammen"
    assert "goes to 3 chats" in said and "Texts of their own: de." in said
    assert await sent(talk) == {}
    data = talk.last(OPERATOR).rows[0][0]["callback_data"]
    for _ in range(2):
        await talk.tap_data(data, OPERATOR, OPERATOR, talk.last(OPERATOR).id)
        assert await talk.broadcasts.run_due() in (0, 3)
    assert await sent(talk) == {READER: "Hallo zusammen", 6: shown[0], GROUP: shown[0]}
    assert await talk.broadcasts.run_due() == 0
    said = await talk.tap("How far is it?", OPERATOR, OPERATOR)
    assert "Sent: 3, waiting: 0, not delivered: 0." in said


async def test_channels_that_wish_it_are_told_too(talk: Conversation) -> None:
    await audience(talk)
    talk.telegram.members[CHANNEL, READER] = "creator"
    name_it(talk, "Harbour news")
    link = await talk.stores.channels.link(READER, CHANNEL)
    await talk.tap_data(f"@{link.number}:sw:+hears_operator")
    assert "Nachrichten zum Bot hier: an" in str(talk.last().labels)
    await talk.say(TEXT, OPERATOR, OPERATOR)
    await talk.tap("Send to 4 chats", OPERATOR, OPERATOR)
    await talk.broadcasts.run_due()
    assert CHANNEL in await sent(talk)


async def test_quiet_hours_and_pauses_hold_it_until_they_end(talk: Conversation) -> None:
    hour = talk.now.time().replace(second=0, microsecond=0)
    later = (talk.now + timedelta(hours=3)).time().replace(second=0, microsecond=0)
    await talk.stores.chats.save(Chat(READER, quiet=QuietHours(hour, later)))
    await talk.stores.chats.save(Chat(6, paused_until=talk.now + timedelta(days=3)))
    await talk.stores.chats.save(Chat(7))
    await talk.say("/broadcast Hello", OPERATOR, OPERATOR)
    await talk.tap("Send to 3 chats", OPERATOR, OPERATOR)
    await talk.broadcasts.run_due()
    assert set(await sent(talk)) == {7}
    assert "2 chats are quiet or paused" in await talk.tap("How far is it?", OPERATOR, OPERATOR)
    talk.later(hours=1)
    assert await talk.broadcasts.run_due() == 0
    talk.later(hours=3)
    assert await talk.broadcasts.run_due() == 1 and set(await sent(talk)) == {READER}
    await talk.say("/resume", 6, 6)  # before its time
    talk.later(minutes=11)
    assert await talk.broadcasts.run_due() == 1 and set(await sent(talk)) == {6}
    said = await talk.tap("How far is it?", OPERATOR, OPERATOR)
    assert "Sent: 3" in said and "quiet or paused" not in said


async def test_who_leaves_meanwhile_is_told_nothing(talk: Conversation) -> None:
    await talk.stores.chats.save(Chat(6, paused_until=talk.now + timedelta(hours=1)))
    await talk.say("/broadcast Hello", OPERATOR, OPERATOR)
    await talk.tap("Send to 1 chat", OPERATOR, OPERATOR)
    await talk.broadcasts.run_due()
    await talk.stores.chats.deactivate(6, "blocked", talk.now)
    talk.later(hours=2)
    assert await talk.broadcasts.run_due() == 0 and await sent(talk) == {}
    assert "quiet or paused" not in await talk.tap("How far is it?", OPERATOR, OPERATOR)


async def test_cancel_sends_nothing_even_if_send_is_tapped_later(talk: Conversation) -> None:
    await audience(talk)
    await talk.say(TEXT, OPERATOR, OPERATOR)
    yes = talk.last(OPERATOR).rows[0][0]["callback_data"]
    assert await talk.tap("Cancel", OPERATOR, OPERATOR) == "Nothing was sent."
    assert await talk.tap_data(yes, OPERATOR, OPERATOR) == "Nothing was sent."
    assert await talk.broadcasts.run_due() == 0 and await sent(talk) == {}


async def test_an_old_question_is_not_acted_on(talk: Conversation) -> None:
    await audience(talk)
    await talk.say(TEXT, OPERATOR, OPERATOR)
    talk.later(hours=2)
    assert "too old" in await talk.tap("Send to 3 chats", OPERATOR, OPERATOR)
    assert await talk.broadcasts.run_due() == 0


async def test_to_everybody_else_it_is_unknown(talk: Conversation) -> None:
    await audience(talk)
    assert "do not know that command" in await talk.say(TEXT, 6, 6)
    talk.telegram.members[GROUP, OPERATOR] = "administrator"
    assert "connais pas" in await talk.say(TEXT, GROUP, OPERATOR)  # not in private
    await talk.say(TEXT, OPERATOR, OPERATOR)
    data = talk.last(OPERATOR).rows[0][0]["callback_data"]
    assert "out of date" in await talk.tap_data(data, 6, 6)
    assert await talk.broadcasts.run_due() == 0


async def test_without_words_it_says_how_and_too_many_are_refused(talk: Conversation) -> None:
    assert "behind the command" in await talk.say("/broadcast", OPERATOR, OPERATOR)
    assert "4,096" in await talk.say("/broadcast " + "x" * 4097, OPERATOR, OPERATOR)
