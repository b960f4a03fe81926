"""Chats the bot may not write to, chats that move, forums, members, and the bot's own profile."""

from __future__ import annotations

import pytest
import telegram as ptb
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.local_telegram.fixtures import Telegram


async def refusal(bot: ptb.Bot, chat_id: int, thread: int | None = None) -> str:
    """What Telegram says to a message: "403 …" or "400 …"."""
    try:
        await bot.send_message(chat_id, "x", message_thread_id=thread)
    except Forbidden as error:
        return f"403 {error.message}"
    except BadRequest as error:
        return f"400 {error.message}"
    return "sent"


async def test_a_group_becomes_a_supergroup(telegram: Telegram, bot: ptb.Bot) -> None:
    ada = await telegram.user("Ada")
    group = await telegram.chat(admins=(ada,), title="Readers")
    new = (await telegram.post("migrate", chat=group))["id"]
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group, "x")
    assert moved.value.new_chat_id == new
    assert (await bot.send_message(new, "x")).chat.type == "supergroup"
    old_side, new_side = (u.message for u in await bot.get_updates())
    assert old_side is not None and new_side is not None
    assert (old_side.chat.id, old_side.migrate_to_chat_id) == (group, new)
    assert (new_side.chat.id, new_side.migrate_from_chat_id) == (new, group)
    services = [message.raw["service"] for message in await ada.messages(new)]
    assert services == ["This group was upgraded to a supergroup", ""]


async def test_members_come_and_go(telegram: Telegram, bot: ptb.Bot) -> None:
    ada, bob = await telegram.user("Ada"), await telegram.user("Bob")
    group = await telegram.chat(admins=(ada,), bot=None)
    await bot.get_updates(allowed_updates=["message", "my_chat_member", "chat_member"])
    await telegram.post("member", chat=group, user=bot.id, status="member", by=ada.id)
    await telegram.post("member", chat=group, user=bob.id, status="member")
    await telegram.post("member", chat=group, user=bob.id, status="kicked", by=ada.id)
    kinds = []
    for update in await bot.get_updates():
        if update.message and update.message.new_chat_members:
            kinds.append(("joined", update.message.new_chat_members[0].first_name))
        elif update.message and update.message.left_chat_member:
            kinds.append(("left", update.message.left_chat_member.first_name))
        elif update.my_chat_member:
            kinds.append(("bot", update.my_chat_member.from_user.first_name))
        elif update.chat_member:
            kinds.append(("member", update.chat_member.new_chat_member.status))
    assert kinds == [
        ("bot", "Ada"),
        ("joined", "Précis"),
        ("member", "member"),
        ("joined", "Bob"),
        ("member", "kicked"),
        ("left", "Bob"),
    ]
    statuses = {}
    for person in (ada.id, bob.id, bot.id):
        statuses[person] = (await bot.get_chat_member(group, person)).status
    assert statuses == {ada.id: "administrator", bob.id: "kicked", bot.id: "member"}
    assert [m.user.id for m in await bot.get_chat_administrators(group)] == [ada.id]
    assert await bot.get_chat_member_count(group) == 2
    with pytest.raises(BadRequest, match="Participant_id_invalid"):
        await bot.get_chat_member(group, 5)
    with pytest.raises(BadRequest, match="There are no administrators in the private chat"):
        await bot.get_chat_administrators(ada.id)


async def test_the_bot_reads_pins_and_leaves(telegram: Telegram, bot: ptb.Bot) -> None:
    ada = await telegram.user("Ada", username="ada")
    group = await telegram.chat(admins=(ada,), title="Readers", username="readers_here")
    assert (await bot.get_chat("@readers_here")).title == "Readers"
    person = await bot.get_chat(ada.id)
    assert (person.type, person.first_name, person.username) == ("private", "Ada", "ada")
    assert (await bot.get_chat_member(group, ada.id)).status == "administrator"
    sent = await bot.send_message(ada.id, "x")
    assert await bot.pin_chat_message(ada.id, sent.message_id)
    pinned = (await bot.get_chat(ada.id)).pinned_message
    assert pinned and pinned.message_id == sent.message_id
    assert await bot.unpin_chat_message(ada.id)
    assert (await bot.get_chat(ada.id)).pinned_message is None
    with pytest.raises(BadRequest, match="Message to pin not found"):
        await bot.pin_chat_message(ada.id, 999)
    with pytest.raises(BadRequest, match="Not enough rights to manage pinned messages"):
        await bot.pin_chat_message(group, sent.message_id)
    assert await bot.send_chat_action(ada.id, "typing")
    assert await bot.leave_chat(group)
    assert (await refusal(bot, group)).startswith("403")
    with pytest.raises(BadRequest, match="private chats"):
        await bot.leave_chat(ada.id)
