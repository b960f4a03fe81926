from __future__ import annotations

from typing import Any

import pytest
import telegram as ptb
from telegram.error import BadRequest

from tests.local_telegram.fixtures import Telegram

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def keyboard(*buttons: dict[str, Any]) -> ptb.InlineKeyboardMarkup:
    return ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton(**one) for one in buttons]])


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
