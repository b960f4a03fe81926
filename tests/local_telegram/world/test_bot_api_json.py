"""The world in the Bot API's JSON, as the real python-telegram-bot reads it."""

from __future__ import annotations

import telegram as ptb

from bot.local_telegram.world import bot_api_json
from bot.local_telegram.world.state import LocalChat, LocalMessage, User, World

ADA, BOT = User(7, "Ada", username="ada"), User(1, "Précis", is_bot=True)


def world() -> World:
    made = World(BOT, lambda: 1_000.0)
    made.users |= {ADA.id: ADA, BOT.id: BOT}
    made.chats[-5] = LocalChat(
        -5, "supergroup", title="Team", members={7: "creator", 1: "administrator"}
    )
    made.chats[-6] = LocalChat(-6, "channel", title="News", members={1: "administrator"})
    return made


def test_a_message_carries_the_one_it_answers_but_no_longer_chain() -> None:
    one = world()
    for id_, reply in ((1, None), (2, 1), (3, 2)):
        one.chats[-5].messages[id_] = LocalMessage(id_, -5, 1_000, ADA, text="x", reply_to=reply)
    read = ptb.Message.de_json(bot_api_json.message(one, one.chats[-5].messages[3]), None)
    assert read.reply_to_message is not None
    assert read.reply_to_message.message_id == 2
    assert read.reply_to_message.reply_to_message is None


def test_a_post_in_a_channel_names_no_person() -> None:
    shape = bot_api_json.message(world(), LocalMessage(1, -6, 1_000, ADA, text="x", sender_chat=-6))
    assert "from" not in shape
    assert shape["sender_chat"]["title"] == "News"


def test_members_are_told_by_their_status() -> None:
    one = world()
    read = [
        ptb.ChatMember.de_json(bot_api_json.member(one, one.chats[-5], id_), None) for id_ in (7, 1)
    ]
    assert [member.status for member in read] == ["creator", "administrator"]
    assert len(bot_api_json.administrators(one, one.chats[-5])) == 2
    assert bot_api_json.member(one, one.chats[-6], 7)["status"] == "left"
