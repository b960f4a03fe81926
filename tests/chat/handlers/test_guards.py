"""What every update passes before its handler runs."""

from __future__ import annotations

from datetime import timedelta

from tests.chat.conversation import GROUP, READER, Conversation


async def test_who_asks_too_much_is_told_so_once_and_others_are_not(talk: Conversation) -> None:
    for _ in range(25):
        await talk.say("/help")
    answers = [shown.text for shown in talk.shown()]
    assert len(answers) == 21
    assert [text for text in answers if text == answers[-1]] == [answers[-1]]
    assert answers[-1] != answers[0]
    assert await talk.say("/help", chat=6, user=6) == answers[0]
    talk.later(minutes=10)
    assert await talk.say("/help") == answers[0]


async def test_a_tap_too_many_is_answered_where_it_was_made(talk: Conversation) -> None:
    for _ in range(25):
        await talk.tap_data("n:topics")
    said = [text for text in talk.toasts if text]
    assert len(said) == 1
    assert len(talk.toasts) == 21  # what is past the warning gets no answer at all


async def test_what_was_asked_before_we_started_gets_one_answer_that_quotes_it(
    talk: Conversation,
) -> None:
    long_ago = int((talk.now - timedelta(hours=2)).timestamp())
    asked = [{"message": talk.message(text, date=long_ago)} for text in ("/help", "/topics")]
    await talk.at_once(*asked)
    (answer,) = talk.shown()
    assert "“/help”" in answer.text
    assert "“/topics”" in answer.text


async def test_a_change_of_settings_is_carried_out_however_old_it_is(talk: Conversation) -> None:
    long_ago = int((talk.now - timedelta(hours=2)).timestamp())
    await talk.say("/subscribe world", date=long_ago)
    chat = await talk.stores.chats.get(READER)
    assert chat is not None and chat.topics == ("world",)


async def test_a_command_that_only_shows_without_words_is_free_to_all(talk: Conversation) -> None:
    assert "administrators" not in await talk.say("/schedule", chat=GROUP, user=READER)
    assert "administrators" in await talk.say("/schedule 07:30", chat=GROUP, user=READER)


async def test_a_tap_whose_message_is_gone_is_out_of_date(talk: Conversation) -> None:
    who = {"id": READER, "is_bot": False, "first_name": "R", "language_code": "en"}
    query = {"id": "9", "from": who, "chat_instance": "1", "data": "n:topics"}
    await talk.update(callback_query=query)
    assert talk.toasts == ["This button is out of date. /help shows what I can do."]
    assert talk.shown() == []
