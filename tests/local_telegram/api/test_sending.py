"""Messages go out, are changed and deleted; what Telegram would refuse is refused in its words."""

from __future__ import annotations

import io
from typing import Any

import httpx
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


BUTTON = "can't parse inline keyboard button: "


@pytest.mark.parametrize(
    ("button", "complaint"),
    [
        ({"text": "x", "callback_data": "ü" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x"}, BUTTON + "Text buttons are unallowed in the inline keyboard"),
        ({"callback_data": "x"}, BUTTON + 'Can\'t find field "text"'),
        ("x", BUTTON + "InlineKeyboardButton must be an Object"),
        ({"text": " ", "callback_data": "x"}, "inline keyboard button text must be non-empty"),
        (
            {"text": "x", "url": "javascript:x"},
            "inline keyboard button URL 'javascript:x' is invalid: Unsupported URL protocol",
        ),
        (
            {"text": "x", "url": "http://"},
            "inline keyboard button URL 'http://' is invalid: URL host is empty",
        ),
        (
            {"text": "x", "url": "nodots"},
            "inline keyboard button URL 'nodots' is invalid: Wrong HTTP URL",
        ),
    ],
)
async def test_a_bad_button_is_refused(
    telegram: Telegram, button: dict[str, str] | str, complaint: str
) -> None:
    ada = await telegram.user("Ada")
    call = {"chat_id": ada.id, "text": "x", "reply_markup": {"inline_keyboard": [[button]]}}
    answer = await telegram.http.post(f"/bot{telegram.token}/sendMessage", json=call)
    assert answer.json()["description"] == f"Bad Request: {complaint}"


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ({"inline_keyboard": 1}, "can't parse inline keyboard: field must be of type Array"),
        (
            {"inline_keyboard": [{}]},
            "can't parse inline keyboard: row of the keyboard must be of type Array",
        ),
        (
            {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 8] * 13},
            "reply markup is too long",
        ),
        ({"keyboard": [[""]]}, "keyboard button text must be non-empty"),
    ],
)
async def test_a_bad_keyboard_is_refused(
    telegram: Telegram, markup: dict[str, Any], complaint: str
) -> None:
    ada = await telegram.user("Ada")
    call = {"chat_id": ada.id, "text": "x", "reply_markup": markup}
    answer = await telegram.http.post(f"/bot{telegram.token}/sendMessage", json=call)
    assert answer.json()["description"] == f"Bad Request: {complaint}"


async def test_the_longest_message_and_data_that_fit_are_taken(
    telegram: Telegram, bot: ptb.Bot
) -> None:
    ada = await telegram.user("Ada")
    markup = keyboard({"text": "x", "callback_data": "ü" * 32})
    sent = await bot.send_message(
        ada.id, "<b>" + "😀" * 2048 + "</b>", parse_mode="HTML", reply_markup=markup
    )
    assert sent.text == "😀" * 2048


async def test_an_edit_changes_the_message_and_drops_a_keyboard_not_given_again(
    telegram: Telegram, bot: ptb.Bot
) -> None:
    ada = await telegram.user("Ada")
    markup = keyboard({"text": "x", "callback_data": "x"})
    sent = await bot.send_message(ada.id, "one", reply_markup=markup)
    again = await bot.send_message(ada.id, "other")
    await bot.edit_message_text("<b>two</b>", ada.id, sent.message_id, parse_mode="HTML")
    await bot.edit_message_reply_markup(ada.id, again.message_id, reply_markup=markup)
    first, second = await ada.replies()
    assert (first.html, first.buttons, first.edited) == ("<b>two</b>", [], True)
    assert (second.text, second.buttons) == ("other", [["x"]])


async def test_edits_that_telegram_refuses(telegram: Telegram, bot: ptb.Bot) -> None:
    ada = await telegram.user("Ada")
    said = await ada.say("mine")
    sent = await bot.send_message(ada.id, "one")
    picture = await bot.send_photo(ada.id, PNG, caption="p")

    async def refusal(**call: Any) -> str:
        with pytest.raises(BadRequest) as refused:
            await bot.edit_message_text(**{"chat_id": ada.id, **call})
        return refused.value.message

    same = "exactly the same as a current content and reply markup of the message"
    assert await refusal(text="one", message_id=sent.message_id) == (
        f"Message is not modified: specified new message content and reply markup are {same}"
    )
    assert await refusal(text="<i></i>", message_id=sent.message_id, parse_mode="HTML") == (
        "Text must be non-empty"
    )
    assert await refusal(text="x", message_id=999) == "Message to edit not found"
    assert await refusal(text="x", message_id=said.id) == "Message can't be edited"
    assert await refusal(text="x") == "Message identifier is not specified"
    assert await refusal(text="x", message_id=picture.message_id) == (
        "There is no text in the message to edit"
    )
    assert await refusal(text="x", inline_message_id="q", chat_id=None) == "Message_id_invalid"
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(ada.id, sent.message_id)
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(ada.id, sent.message_id, caption="x")
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_caption(ada.id, picture.message_id, caption="p")
    changed = await bot.edit_message_caption(ada.id, picture.message_id, caption="q")
    assert isinstance(changed, ptb.Message) and changed.caption == "q"


async def test_messages_are_deleted_once(telegram: Telegram, bot: ptb.Bot) -> None:
    ada = await telegram.user("Ada")
    ids = [(await bot.send_message(ada.id, word)).message_id for word in ("a", "b", "c")]
    assert await bot.delete_message(ada.id, ids[0])
    assert await bot.delete_messages(ada.id, ids)
    assert await ada.messages() == []
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(ada.id, ids[0])


async def test_in_groups_only_administrators_delete_what_others_wrote(
    telegram: Telegram, bot: ptb.Bot
) -> None:
    ada = await telegram.user("Ada")
    group = await telegram.chat(ada)
    said = await ada.say("hello", group)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(group, said.id)
    await telegram.post("member", chat=group, user=bot.id, status="administrator")
    assert await bot.delete_message(group, said.id)


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


async def test_parameters_come_as_query_form_json_or_multipart(telegram: Telegram) -> None:
    ada = await telegram.user("Ada")
    url, call = f"/bot{telegram.token}/sendmessage", {"chat_id": str(ada.id), "text": "zwölf & 1"}
    answers: list[httpx.Response] = [
        await telegram.http.get(url, params=call),
        await telegram.http.post(url, data=call),
        await telegram.http.post(url, json=call),
        await telegram.http.post(url, data=call, files={"x": ("x", b"y")}),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == ["zwölf & 1"] * 4


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (b"{", "can't parse request JSON object"),
        (b"[]", "expected an Object in request body"),
        (b'{"chat_id": 1, "text": "\\ud800"}', "strings must be encoded in UTF-8"),
    ],
)
async def test_a_bad_body_is_refused(telegram: Telegram, body: bytes, complaint: str) -> None:
    headers = {"content-type": "application/json"}
    answer = await telegram.http.post(
        f"/bot{telegram.token}/sendMessage", content=body, headers=headers
    )
    assert answer.json()["description"] == f"Bad Request: {complaint}"


async def test_half_a_character_on_a_button_is_refused(telegram: Telegram, bot: ptb.Bot) -> None:
    ada = await telegram.user("Ada")
    markup = keyboard({"text": "\ud83d", "callback_data": "x"})
    with pytest.raises(BadRequest, match="Strings must be encoded in utf-8"):
        await bot.send_message(ada.id, "x", reply_markup=markup)


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/bot{token}/danceForMe", 404, "Not Found"),
        ("/bot123:abc/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 404, "Not Found"),
        ("/file/bot123:abc/documents/file_1", 401, "Unauthorized"),
        ("/file/bot{token}/documents/file_1", 404, "Not Found"),
    ],
)
async def test_wrong_tokens_and_methods(
    telegram: Telegram, path: str, status: int, text: str
) -> None:
    answer = await telegram.http.get(path.format(token=telegram.token))
    assert answer.json() == {"ok": False, "error_code": status, "description": text}
    assert answer.status_code == status
