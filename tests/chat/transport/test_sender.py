from __future__ import annotations

import pytest
from telegram import Bot

from bot.chat.transport.client import build_application, telegram_client, telegram_request
from bot.chat.transport.pacer import Pacer
from bot.chat.transport.sender import TelegramSender
from bot.core.model.messages import Button, Message, Outcome, SendResult
from tests.chat.fake_telegram import TOKEN, FakeTelegram, Fault
from tests.chat.virtual_time import VirtualTime

HELLO = Message("<b>Hello</b>", "Hello", ((Button("Open", "s:1"),),))


def later(seconds: float, reason: str, whole: bool = False) -> Outcome:
    return Outcome(SendResult.LATER, retry_after=seconds, whole_bot=whole, reason=reason)


@pytest.mark.parametrize(
    ("fault", "verdict", "sends"),
    [
        (Fault(403, "Forbidden: bot was blocked by the user"), SendResult.GONE, 1),
        (Fault(403, "Forbidden: user is deactivated"), SendResult.GONE, 1),
        (Fault(403, "Forbidden: bot was kicked from the supergroup chat"), SendResult.GONE, 1),
        (Fault(403, "Forbidden: bot is not a member of the channel chat"), SendResult.GONE, 1),
        (Fault(400, "Bad Request: USER_IS_BLOCKED"), SendResult.GONE, 1),
        (Fault(400, "Bad Request: chat not found"), SendResult.REFUSED, 1),
        (Fault(400, "Bad Request: CHAT_WRITE_FORBIDDEN"), SendResult.REFUSED, 1),
        (Fault(400, "Bad Request: not enough rights to send text messages"), SendResult.REFUSED, 1),
        (Fault(400, "Bad Request: message text is empty"), SendResult.REFUSED, 1),
        (Fault(400, "Bad Request: can't parse entities: odd tag"), SendResult.SENT, 2),
        (Fault(400, "Bad Request: message is too long"), SendResult.SENT, 2),
        (Fault(400, "Bad Request: BUTTON_DATA_INVALID"), SendResult.SENT, 2),
        (Fault(500, "Internal Server Error: restart"), SendResult.UNKNOWN, 1),
        (Fault(502, body=b"<html>Bad Gateway</html>"), SendResult.UNKNOWN, 1),
        (Fault(200, body=b"not json"), SendResult.UNKNOWN, 1),
        (Fault(drop=True), SendResult.UNKNOWN, 1),
        (Fault(hang=True, delivered=True), SendResult.UNKNOWN, 1),
        (Fault(413, "Request Entity Too Large"), SendResult.REFUSED, 1),
        (Fault(409, "Conflict: terminated by other getUpdates request"), SendResult.LATER, 1),
        (Fault(401, "Unauthorized"), SendResult.LATER, 1),
    ],
)
async def test_every_answer_of_telegram_has_its_verdict(
    telegram: FakeTelegram, sender: TelegramSender, fault: Fault, verdict: SendResult, sends: int
) -> None:
    telegram.fail("sendMessage", fault)
    outcome = await sender.send(5, HELLO)
    assert (outcome.verdict, len(telegram.of("sendMessage"))) == (verdict, sends)
    assert TOKEN not in outcome.reason


@pytest.mark.parametrize(
    ("reason", "unreachable"),
    [
        ("Bad Request: chat not found", True),
        ("Bad Request: PEER_ID_INVALID", True),
        ("Bad Request: CHAT_WRITE_FORBIDDEN", True),
        ("Bad Request: not enough rights to send text messages to the chat", True),
        ("Bad Request: message text is empty", False),
        ("Bad Request: message to be replied not found", False),
    ],
)
async def test_a_chat_that_takes_nothing_is_told_from_a_message_that_is_not_taken(
    telegram: FakeTelegram, sender: TelegramSender, reason: str, unreachable: bool
) -> None:
    telegram.fail("sendMessage", Fault(400, reason))
    assert (await sender.send(5, HELLO)).unreachable is unreachable


async def test_a_message_goes_out_with_all_that_belongs_to_it(
    telegram: FakeTelegram, sender: TelegramSender
) -> None:
    silent = Message("<b>Hi</b>", "Hi", HELLO.buttons, silent=True)
    outcome = await sender.send(-5, silent, thread_id=9)
    assert outcome == Outcome(SendResult.SENT, message_id=100)
    (call,) = telegram.of("sendMessage")
    assert call.params == {
        "chat_id": -5,
        "text": "<b>Hi</b>",
        "parse_mode": "HTML",
        "disable_notification": True,
        "message_thread_id": 9,
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {"inline_keyboard": [[{"text": "Open", "callback_data": "s:1"}]]},
    }


async def test_refused_markup_goes_out_plain_and_without_buttons(
    telegram: FakeTelegram, sender: TelegramSender
) -> None:
    assert (await sender.send(5, Message("<b>Hi", "Hi"))).verdict is SendResult.SENT
    sent = telegram.of("sendMessage")[-1]
    assert (sent.text, sent.parse_mode, sent.reply_markup) == ("Hi", None, None)


async def test_a_server_that_knows_no_times_gets_words_and_the_buttons_from_then_on(
    telegram: FakeTelegram, sender: TelegramSender
) -> None:
    aged = Message('<tg-time unix="1" format="r">3 h</tg-time> ago', "3 h ago", HELLO.buttons)
    telegram.fail("sendMessage", Fault(400, 'can\'t parse entities: unsupported tag "tg-time"'))
    assert (await sender.send(5, aged)).verdict is SendResult.SENT
    assert (await sender.send(6, aged)).verdict is SendResult.SENT
    refused, *taken = telegram.of("sendMessage")
    assert "tg-time" in refused.params["text"]
    assert [call.params["text"] for call in taken] == ["3 h ago", "3 h ago"]
    assert all("reply_markup" in call.params for call in taken)


async def test_429_holds_the_chat_and_costs_no_further_request(
    telegram: FakeTelegram, sender: TelegramSender
) -> None:
    telegram.fail("sendMessage", Fault(429, "Too Many Requests", {"retry_after": 30}))
    assert await sender.send(5, HELLO) == later(30.0, "too many requests")
    assert await sender.send(5, HELLO) == later(30.0, "not this chat's turn")
    assert (await sender.send(6, HELLO)).verdict is SendResult.SENT
    assert [call.chat_id for call in telegram.of("sendMessage")] == [5, 6]


async def test_429_for_three_chats_at_once_holds_the_whole_bot(
    telegram: FakeTelegram, sender: TelegramSender
) -> None:
    flood = Fault(429, "Too Many Requests", {"retry_after": 7})
    telegram.fail("sendMessage", flood, flood, flood)
    outcomes = [await sender.send(chat, HELLO) for chat in (1, 2, 3, 4)]
    assert [outcome.whole_bot for outcome in outcomes] == [False, False, True, False]
    assert outcomes[3] == later(7.0, "not this chat's turn")
    assert len(telegram.of("sendMessage")) == 3


async def test_a_group_that_moved_says_where_to(
    telegram: FakeTelegram, sender: TelegramSender
) -> None:
    moved = Fault(400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -1009})
    telegram.fail("sendMessage", moved, moved)
    outcome = await sender.send(-9, HELLO)
    assert (outcome.verdict, outcome.new_chat_id) == (SendResult.MOVED, -1009)
    assert (await sender.answer(-9, HELLO)).verdict is SendResult.SENT
    assert telegram.of("sendMessage")[-1].chat_id == -1009


async def test_a_closed_topic_is_tried_once_in_the_chat_itself(
    telegram: FakeTelegram, sender: TelegramSender
) -> None:
    telegram.fail("sendMessage", Fault(400, "Bad Request: message thread not found"))
    assert (await sender.send(-9, HELLO, thread_id=4)).verdict is SendResult.SENT
    assert [call.message_thread_id for call in telegram.of("sendMessage")] == [4, None]


async def test_no_connection_is_surely_not_sent(time: VirtualTime) -> None:
    gone = "http://127.0.0.1:1"
    async with telegram_request(gone) as request:
        bot = Bot(TOKEN, base_url=f"{gone}/bot", request=request)
        sender = TelegramSender(bot, Pacer(time.now, time.sleep), time.sleep)
        outcomes = [await sender.send(chat, HELLO) for chat in (1, 2)]
    assert outcomes == [
        later(1.0, "no connection (ConnectError)"),
        later(2.0, "no connection (ConnectError)"),
    ]


async def test_an_answer_is_tried_again_after_the_pause_that_telegram_asks_for(
    telegram: FakeTelegram, sender: TelegramSender, time: VirtualTime
) -> None:
    telegram.fail("sendMessage", Fault(429, "Too Many Requests", {"retry_after": 3}))
    assert (await sender.answer(5, HELLO, reply_to=77)).verdict is SendResult.SENT
    assert time.slept >= 3.0
    reply = telegram.of("sendMessage")[-1].reply_parameters
    assert reply == {"message_id": 77, "allow_sending_without_reply": True}


async def test_an_answer_in_doubt_is_never_sent_twice(
    telegram: FakeTelegram, sender: TelegramSender
) -> None:
    telegram.fail("sendMessage", Fault(hang=True, delivered=True))
    assert (await sender.answer(5, HELLO)).verdict is SendResult.UNKNOWN
    assert len(telegram.of("sendMessage")) == 1


async def test_an_edit_that_changes_nothing_is_a_success(
    telegram: FakeTelegram, sender: TelegramSender
) -> None:
    telegram.fail("editMessageText", Fault(400, "Bad Request: message is not modified: same"))
    assert (await sender.edit(5, 100, HELLO)).verdict is SendResult.SENT


async def test_a_tap_that_is_too_old_is_no_fault(
    telegram: FakeTelegram, sender: TelegramSender
) -> None:
    telegram.fail("answerCallbackQuery", Fault(400, "Bad Request: query is too old"))
    assert (await sender.answer_callback("1", "x" * 500)).verdict is SendResult.REFUSED
    assert (await sender.answer_callback("2", "x" * 500)).verdict is SendResult.SENT
    assert len(telegram.of("answerCallbackQuery")[-1].text) == 200


async def test_the_application_has_no_updater_and_no_rate_limiter_of_its_own() -> None:
    application = build_application(telegram_client(TOKEN, "http://127.0.0.1:1/"))
    assert (application.updater, application.bot.base_url) == (
        None,
        f"http://127.0.0.1:1/bot{TOKEN}",
    )


async def test_an_answer_to_a_closed_topic_goes_to_the_group_itself(
    telegram: FakeTelegram, sender: TelegramSender
) -> None:
    telegram.fail("sendMessage", Fault(400, "Bad Request: TOPIC_CLOSED"))
    assert (await sender.answer(-9, HELLO, thread_id=4)).verdict is SendResult.SENT
    assert [call.message_thread_id for call in telegram.of("sendMessage")] == [4, None]


async def test_plain_words_are_cut_where_even_they_are_too_long(
    telegram: FakeTelegram, sender: TelegramSender
) -> None:
    telegram.fail("sendMessage", Fault(400, "Bad Request: message is too long"))
    lines = "\n".join(f"line {n} " + "x" * 1000 for n in range(9))
    await sender.send(5, Message(lines, lines))
    sent = telegram.of("sendMessage")[-1].text
    assert (len(sent) <= 4096, sent.count("line")) == (True, 4)


async def test_too_many_taps_hold_back_the_answers_to_taps_and_nobodys_messages(
    telegram: FakeTelegram, sender: TelegramSender
) -> None:
    telegram.fail("answerCallbackQuery", Fault(429, "Too Many Requests", {"retry_after": 9}))
    assert (await sender.answer_callback("1")).verdict is SendResult.LATER
    assert (await sender.answer_callback("2")).retry_after == 9.0
    assert len(telegram.of("answerCallbackQuery")) == 1
    assert (await sender.send(5, HELLO)).verdict is SendResult.SENT


async def test_an_answer_gives_up_where_the_pause_is_too_long(
    telegram: FakeTelegram, sender: TelegramSender
) -> None:
    telegram.fail("sendMessage", Fault(429, "Too Many Requests", {"retry_after": 40000}))
    assert (await sender.answer(5, HELLO)).retry_after == 40000
    assert len(telegram.of("sendMessage")) == 1


async def test_a_page_of_a_proxy_is_no_verdict_on_the_token_and_no_traceback(
    telegram: FakeTelegram, sender: TelegramSender, caplog: pytest.LogCaptureFixture
) -> None:
    page = b"<html><h1>404 Not Found</h1>nginx</html>"
    telegram.fail("sendMessage", Fault(404, body=page), Fault(200, body=page))
    first = await sender.send(5, Message("a", "a"))
    assert (first.verdict, first.whole_bot) == (SendResult.LATER, False)
    second = await sender.send(5, Message("a", "a"))
    assert second.verdict is SendResult.UNKNOWN
    assert not [record for record in caplog.records if record.exc_info]


async def test_a_refused_picture_costs_neither_markup_nor_buttons(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    picture = "https://a.example/p.jpg"
    telegram.fail("sendMessage", Fault(400, "Bad Request: WEBPAGE_MEDIA_EMPTY"))
    rows = ((Button("Open", "s:1"),),)
    outcome = await sender.send(5, Message("<b>Hi</b>", "Hi", rows, preview_url=picture))
    first, second = telegram.of("sendMessage")
    assert first.link_preview_options == {
        "url": picture,
        "prefer_large_media": True,
        "show_above_text": True,
    }
    assert outcome.verdict is SendResult.SENT
    assert second.text == "<b>Hi</b>" and second.reply_markup
    assert second.link_preview_options == {"is_disabled": True}


async def test_a_message_of_ours_is_taken_away(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    assert (await sender.delete(5, 9)).verdict is SendResult.SENT
    telegram.fail("deleteMessage", Fault(400, "Bad Request: message to delete not found"))
    assert (await sender.delete(5, 9)).verdict is SendResult.REFUSED
