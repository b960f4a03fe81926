"""The ways to answer a reader, over a real Bot API client and a server on loopback."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.chat.rendering.renderer import Renderer
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.chat.transport.sender import TelegramSender
from bot.core.model.chats import Chat
from bot.core.model.messages import Message, SendResult
from bot.services.chats import ChatRef, ChatSettings
from bot.store import Stores
from tests.chat.conversation import GROUP, TOPICS
from tests.chat.fake_telegram import FakeTelegram, Fault
from tests.chat.stories import NOW, bridge, edition

ASKED = Request(ChatRef(GROUP, "supergroup", "en", 44), user_id=5, message_id=8, trusted=False)
WORDS = Message("<b>Words</b>", "Words")


@pytest.fixture
def reply(sender: TelegramSender, stores: Stores) -> Reply:
    settings = ChatSettings(stores.chats, TOPICS, lambda: NOW)
    return Reply(sender, settings, Renderer(str.title))


async def test_an_answer_goes_where_it_was_asked_to_the_question(
    reply: Reply, telegram: FakeTelegram
) -> None:
    outcome = await reply.say(ASKED, "admins.only")
    (call,) = telegram.of("sendMessage")
    assert outcome.verdict is SendResult.SENT
    assert (call.chat_id, call.text) == (GROUP, "Only administrators can change settings here.")
    assert call.message_thread_id == 44
    assert call.reply_parameters["message_id"] == 8


async def test_a_note_is_words_by_key_with_their_values_made_harmless(reply: Reply) -> None:
    note = reply.note(ASKED, "away", questions="<b>&")
    assert "<b>&" in note.plain
    assert "&lt;b&gt;&amp;" in note.html
    with pytest.raises(KeyError):
        reply.note(ASKED, "no.such.key")


async def test_a_tap_changes_its_message_and_where_that_is_gone_sends_a_new_one(
    reply: Reply, telegram: FakeTelegram
) -> None:
    tap = replace(ASKED, query_id="9")
    await reply.show(tap, WORDS)
    assert [call.method for call in telegram.calls] == ["editMessageText"]
    telegram.fail("editMessageText", Fault(400, "Bad Request: message to edit not found"))
    await reply.show(tap, WORDS)
    assert [call.method for call in telegram.calls][1:] == ["editMessageText", "sendMessage"]
    await reply.show(replace(tap, message_id=0), WORDS)
    assert telegram.calls[-1].method == "sendMessage"


async def test_a_chat_that_is_gone_is_left_alone_from_then_on(
    reply: Reply, telegram: FakeTelegram, stores: Stores
) -> None:
    await stores.chats.save(Chat(GROUP, kind="supergroup"))
    telegram.fail("sendMessage", Fault(403, "Forbidden: bot was kicked from the supergroup chat"))
    outcome = await reply.send(replace(ASKED, chat_ref=ChatRef(GROUP, "supergroup")), WORDS)
    assert outcome.verdict is SendResult.GONE
    chat = await stores.chats.get(GROUP)
    assert chat is not None and not chat.active


async def test_an_edition_goes_out_whole(reply: Reply, telegram: FakeTelegram) -> None:
    stories = [bridge(n, bullets=5) for n in range(1, 30)]
    assert await reply.send_digest(ASKED, edition(*stories), Chat(GROUP, kind="supergroup"))
    sent = telegram.of("sendMessage")
    assert len(sent) > 1
    assert sum((call.text or "").count("Bridge over the Aller") for call in sent) == 29
