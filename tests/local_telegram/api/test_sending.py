"""Messages go out, are changed and deleted; what Telegram would refuse is refused in its words."""

from __future__ import annotations

import io
from typing import Any

import pytest
import telegram as ptb
from telegram.constants import ParseMode
from telegram.error import BadRequest

from tests.local_telegram.fixtures import Telegram

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def keyboard(*buttons: dict[str, Any]) -> ptb.InlineKeyboardMarkup:
    return ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton(**one) for one in buttons]])


async def test_a_rich_message_arrives_with_entities_and_buttons(
    telegram: Telegram, bot: ptb.Bot
) -> None:
    ada = await telegram.user("Ada")
    sent = await bot.send_message(
        ada.id,
        '😀 <a href="https://a.example/">one</a> #two',
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(
            {"text": "Go", "callback_data": "g"}, {"text": "Site", "url": "b.example"}
        ),
        disable_notification=True,
        link_preview_options=ptb.LinkPreviewOptions(is_disabled=True),
    )
    assert sent.text == "😀 one #two"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [
        ("text_link", 3, 3),
        ("hashtag", 7, 4),
    ]
    assert sent.link_preview_options is not None and sent.link_preview_options.is_disabled
    seen = (await ada.messages())[-1]
    assert (seen.id, seen.from_bot, seen.silent) == (sent.message_id, True, True)
    assert seen.buttons == [["Go", "Site"]]
    assert seen.button("Site")["url"] == "http://b.example/"


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "<b>" + "x" * 4097 + "</b>", "parse_mode": "HTML"}, "message is too long"),
        ({"text": "ü" * 16385}, "text is too long"),
        ({"text": "x", "parse_mode": "Klingon"}, "unsupported parse_mode"),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "chat_id": 5}, "chat not found"),
        ({"text": "x", "chat_id": "@nobody"}, "chat not found"),
        ({"text": "x", "chat_id": "someone"}, "chat not found"),
        ({"text": "x", "message_thread_id": 7}, "message thread not found"),
        ({"text": "x", "reply_parameters": '{"message_id": 9}'}, "message to be replied not found"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "x", "reply_markup": "[1]"}, "object expected as reply markup"),
        ({"text": "x", "link_preview_options": "[1]"}, "object expected as link preview options"),
        (
            {"text": "x", "entities": '[{"type": "bold"}]'},
            "can't parse message entities: wrong entity",
        ),
    ],
)
async def test_a_bad_message_is_refused_in_telegrams_words(
    telegram: Telegram, call: dict[str, Any], complaint: str
) -> None:
    ada = await telegram.user("Ada")
    answer = await telegram.http.post(
        f"/bot{telegram.token}/sendMessage", data={"chat_id": ada.id, **call}
    )
    assert answer.status_code == 400
    assert answer.json() == {
        "ok": False,
        "error_code": 400,
        "description": f"Bad Request: {complaint}",
    }
    assert await ada.messages() == []


async def test_the_longest_message_and_data_that_fit_are_taken(
    telegram: Telegram, bot: ptb.Bot
) -> None:
    ada = await telegram.user("Ada")
    markup = keyboard({"text": "x", "callback_data": "ü" * 32})
    sent = await bot.send_message(
        ada.id, "<b>" + "😀" * 2048 + "</b>", parse_mode="HTML", reply_markup=markup
    )
    assert sent.text == "😀" * 2048


async def test_a_reply_carries_what_it_answers(telegram: Telegram, bot: ptb.Bot) -> None:
    ada = await telegram.user("Ada")
    said = await ada.say("question")
    sent = await bot.send_message(ada.id, "answer", reply_to_message_id=said.id)
    assert sent.reply_to_message is not None and sent.reply_to_message.text == "question"
    lost = ptb.ReplyParameters(999, allow_sending_without_reply=True)
    assert (await bot.send_message(ada.id, "x", reply_parameters=lost)).reply_to_message is None
    assert (await ada.messages())[1].raw["reply_to"]["text"] == "question"


async def test_documents_and_pictures_go_both_ways(telegram: Telegram, bot: ptb.Bot) -> None:
    ada = await telegram.user("Ada")
    data = b"a\r\nb\n\0\xff" * 50
    sent = await bot.send_document(
        ada.id, io.BytesIO(data), filename="ü.opml", caption="<b>c</b>", parse_mode="HTML"
    )
    assert sent.document is not None and sent.document.file_name == "ü.opml"
    assert sent.caption == "c"
    file = await bot.get_file(sent.document)
    assert bytes(await file.download_as_bytearray()) == data
    again = await bot.send_document(ada.id, sent.document.file_id)
    assert again.document is not None and again.document.file_size == len(data)
    photo = await bot.send_photo(ada.id, PNG)
    assert photo.photo[-1].file_size == len(PNG)
    await bot.send_photo(ada.id, "http://127.0.0.1:9/a.png")
    shown = [message.raw["photo"] for message in (await ada.replies())[2:]]
    assert shown[1] == "http://127.0.0.1:9/a.png"
    picture = await telegram.http.get(shown[0])
    assert (picture.content, picture.headers["content-security-policy"]) == (PNG, "sandbox")

    await ada.send_file("feeds.opml", b"<opml/>", "text/x-opml", "here")
    update = (await bot.get_updates())[-1]
    assert update.message is not None and update.message.document is not None
    assert update.message.caption == "here"
    received = await bot.get_file(update.message.document.file_id)
    assert bytes(await received.download_as_bytearray()) == b"<opml/>"


@pytest.mark.parametrize(
    ("method", "call", "complaint"),
    [
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendPhoto", {"photo": "attach://x"}, "there is no file in the request"),
        ("sendDocument", {"document": "nonsense"}, "wrong file identifier/HTTP URL specified"),
        (
            "sendPhoto",
            {"photo": "http://127.0.0.1:9/a.png", "caption": "x" * 1025},
            "message caption is too long",
        ),
        ("getFile", {"file_id": "x"}, "invalid file_id"),
        ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
    ],
)
async def test_bad_files_and_actions(
    telegram: Telegram, method: str, call: dict[str, str], complaint: str
) -> None:
    ada = await telegram.user("Ada")
    answer = await telegram.http.post(
        f"/bot{telegram.token}/{method}", json={"chat_id": ada.id, **call}
    )
    assert answer.json()["description"] == f"Bad Request: {complaint}"


async def test_an_empty_file_is_refused(telegram: Telegram, bot: ptb.Bot) -> None:
    ada = await telegram.user("Ada")
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(ada.id, b"", filename="x.txt")
