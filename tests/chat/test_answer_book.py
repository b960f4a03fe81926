"""An edited message is answered anew in the place of its answer."""

from __future__ import annotations

from typing import Any

import pytest

from bot.chat.answer_book import AnswerBook
from bot.chat.requests import Request
from bot.services.chats import ChatRef
from tests.chat.conversation import GROUP, READER, Conversation
from tests.chat.fake_telegram import Fault
from tests.chat.handlers.test_summaries import PAGE

URL, OTHER = "https://post.example/bridge", "https://post.example/ferry"
FERRY = PAGE.replace("Bridge over the Aller closes", "Ferry over the Aller sails")


async def edit(talk: Conversation, text: str, chat: int = READER, number: int = 500) -> None:
    change: dict[str, Any] = {"message_id": number, "edit_date": int(talk.now.timestamp())}
    await talk.update(edited_message=talk.message(text, chat) | change)


@pytest.mark.parametrize("chat", [READER, GROUP])
async def test_another_link_gives_another_card_in_the_same_message(
    talk: Conversation, chat: int
) -> None:
    talk.web.pages |= {URL: (PAGE, "text/html"), OTHER: (FERRY, "text/html")}
    await talk.say(f"/summary {URL}", chat, message_id=500)
    await edit(talk, f"/summary {OTHER}", chat)
    (card,) = talk.shown(chat)
    assert card.text.startswith("Ferry over the Aller sails")


async def test_an_edit_that_keeps_the_words_changes_nothing(talk: Conversation) -> None:
    talk.web.pages[URL] = (PAGE, "text/html")
    await talk.say(URL, message_id=500)
    before = len(talk.telegram.calls)
    await edit(talk, URL)
    assert len(talk.telegram.calls) == before


async def test_answers_that_the_new_words_do_not_need_go(talk: Conversation) -> None:
    talk.web.pages |= {URL: (PAGE, "text/html"), OTHER: (FERRY, "text/html")}
    await talk.say(f"{URL} {OTHER}", message_id=500)
    first, second = talk.shown()
    await edit(talk, URL)
    gone = [call.message_id for call in talk.telegram.of("deleteMessage")]
    assert gone == [second.id] and talk.shown()[0].id == first.id
    await edit(talk, f"{URL} {OTHER}")
    assert len(talk.shown()) == 3  # the second card is a new message


async def test_an_answer_that_is_gone_is_sent_again(talk: Conversation) -> None:
    await talk.say("/search bridge", message_id=500)
    talk.telegram.fail("editMessageText", Fault(400, "Bad Request: message to edit not found"))
    await edit(talk, "/search ferry")
    assert len(talk.shown()) == 2 and "ferry" in talk.last().text
    await edit(talk, "/search gulls")
    assert len(talk.shown()) == 2 and "gulls" in talk.last().text


def asked(number: int, text: str, *, edited: bool = False) -> Request:
    return Request(ChatRef(READER), READER, number, trusted=True, text=text, edited=edited)


def test_the_book_forgets_the_oldest_questions() -> None:
    book = AnswerBook(kept=2)
    for number in (1, 2, 3):
        assert book.asked(asked(number, "a"))
        book.answered(asked(number, "a"), number * 10)
    for number, earlier in ((1, 0), (3, 30)):
        changed = asked(number, "b", edited=True)
        assert book.asked(changed)
        assert book.earlier(changed) == earlier
        assert book.earlier(changed) == 0 and book.left_over(changed) == []


def test_the_same_message_told_twice_is_no_edit() -> None:
    book = AnswerBook()
    assert book.asked(asked(1, "a"))
    book.answered(asked(1, "a"), 10)
    assert book.asked(asked(1, "a")) and book.earlier(asked(1, "a")) == 0
