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


async def test_people_who_cannot_be_written_to(telegram: Telegram, bot: ptb.Bot) -> None:
    stranger = await telegram.user("Stranger", started=False)
    assert await refusal(bot, stranger.id) == (
        "403 Forbidden: bot can't initiate conversation with a user"
    )
    ada = await telegram.user("Ada")
    await ada.block()
    assert await refusal(bot, ada.id) == "403 Forbidden: bot was blocked by the user"
    await ada.unblock()
    assert await refusal(bot, ada.id) == "sent"
    await ada.block()
    await ada.say("/start")
    assert await refusal(bot, ada.id) == "sent"
    await telegram.post("deactivate", user=ada.id)
    assert await refusal(bot, ada.id) == "403 Forbidden: user is deactivated"
    changes = [u.my_chat_member for u in await bot.get_updates() if u.my_chat_member]
    assert [(c.old_chat_member.status, c.new_chat_member.status) for c in changes] == [
        ("member", "kicked"),
        ("kicked", "member"),
        ("member", "kicked"),
        ("kicked", "member"),
    ]


@pytest.mark.parametrize(
    ("kind", "status", "text"),
    [
        ("group", "kicked", "403 Forbidden: bot was kicked from the group chat"),
        ("group", "left", "403 Forbidden: bot is not a member of the group chat"),
        ("supergroup", "kicked", "403 Forbidden: bot was kicked from the supergroup chat"),
        ("supergroup", "left", "403 Forbidden: bot is not a member of the supergroup chat"),
        ("channel", "kicked", "403 Forbidden: bot was kicked from the channel chat"),
        ("channel", "left", "403 Forbidden: bot is not a member of the channel chat"),
        ("channel", "member", "400 Need administrator rights in the channel chat"),
        ("channel", "administrator", "sent"),
    ],
)
async def test_groups_and_channels_without_the_bot(
    telegram: Telegram, bot: ptb.Bot, kind: str, status: str, text: str
) -> None:
    ada = await telegram.user("Ada")
    chat = await telegram.chat(ada, kind=kind, bot=status)
    assert await refusal(bot, chat) == text


async def test_groups_where_nobody_may_write(telegram: Telegram, bot: ptb.Bot) -> None:
    ada = await telegram.user("Ada")
    group = await telegram.chat(ada)
    await telegram.post("change_chat", chat=group, can_write=False)
    assert await refusal(bot, group) == ("400 Not enough rights to send text messages to the chat")
    await telegram.post("change_chat", chat=group, deleted=True)
    assert await refusal(bot, group) == "403 Forbidden: the group chat was deleted"


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


async def test_forum_topics_that_are_open_closed_and_gone(telegram: Telegram, bot: ptb.Bot) -> None:
    ada = await telegram.user("Ada")
    forum = await telegram.chat(ada, kind="supergroup", topics=["World"])
    other = (await telegram.post("topic", chat=forum, name="Sport"))["id"]
    sent = await bot.send_message(forum, "x", message_thread_id=other)
    assert (sent.message_thread_id, sent.is_topic_message) == (other, True)
    await ada.say("/digest", forum, thread_id=other)
    said = (await bot.get_updates())[-1].message
    assert said is not None and (said.message_thread_id, said.is_topic_message) == (other, True)
    assert (await bot.get_chat(forum)).is_forum
    await telegram.post("change_topic", chat=forum, topic=other, closed=True)
    assert await refusal(bot, forum, other) == "400 Topic_closed"
    await telegram.post("change_topic", chat=forum, topic=other, deleted=True)
    assert await refusal(bot, forum, other) == "400 Topic_deleted"
    assert await refusal(bot, forum, 4242) == "400 Message thread not found"


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
    assert await bot.unpin_chat_message(ada.id)
    with pytest.raises(BadRequest, match="Message to pin not found"):
        await bot.pin_chat_message(ada.id, 999)
    with pytest.raises(BadRequest, match="Not enough rights to manage pinned messages"):
        await bot.pin_chat_message(group, sent.message_id)
    assert await bot.send_chat_action(ada.id, "typing")
    assert await bot.leave_chat(group)
    assert (await refusal(bot, group)).startswith("403")
    with pytest.raises(BadRequest, match="private chats"):
        await bot.leave_chat(ada.id)


async def test_the_menu_shows_the_commands_of_the_narrowest_scope(
    telegram: Telegram, bot: ptb.Bot
) -> None:
    ada = await telegram.user("Ada", language_code="de")
    bob = await telegram.user("Bob")
    group = await telegram.chat(bob, admins=(ada,))
    await bot.set_my_commands([("help", "Everywhere")])
    await bot.set_my_commands([("hilfe", "Überall")], language_code="de")
    await bot.set_my_commands(
        [("stats", "Figures")], scope=ptb.BotCommandScopeAllChatAdministrators()
    )
    await bot.set_my_commands([("me", "One")], scope=ptb.BotCommandScopeChatMember(group, bob.id))

    async def menu(chat: int, user: int) -> list[str]:
        view = await telegram.get("view", chat=chat, user=user)
        return [command["command"] for command in view["commands"]]

    assert await menu(ada.id, ada.id) == ["hilfe"]
    assert await menu(bob.id, bob.id) == ["help"]
    assert await menu(group, ada.id) == ["stats"]
    assert await menu(group, bob.id) == ["me"]
    assert [c.command for c in await bot.get_my_commands()] == ["help"]
    await bot.delete_my_commands(scope=ptb.BotCommandScopeChatMember(group, bob.id))
    assert await menu(group, bob.id) == ["help"]
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([("not a command", "x")])
    with pytest.raises(BadRequest, match="Bot_command_description_invalid"):
        await bot.set_my_commands([("fine", "x" * 257)])
    with pytest.raises(BadRequest, match="Bot_commands_too_much"):
        await bot.set_my_commands([(f"c{i}", "x") for i in range(101)])


async def test_the_bot_describes_itself(telegram: Telegram, bot: ptb.Bot) -> None:
    me = await bot.get_me()
    assert (me.is_bot, me.first_name, me.can_join_groups) == (True, "Précis", True)
    assert await bot.set_my_description("What it does")
    assert await bot.set_my_short_description("Short", language_code="en")
    assert await bot.set_my_name("Other")
    assert (await bot.get_my_description()).description == "What it does"
    assert (await bot.get_my_short_description("en")).short_description == "Short"
    assert (await bot.get_my_short_description()).short_description == ""
    assert (await bot.get_my_name()).name == "Other"
    with pytest.raises(BadRequest, match="Description is too long"):
        await bot.set_my_description("x" * 513)
    assert await bot.set_chat_menu_button(menu_button=ptb.MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands"
    answer = await telegram.http.post(
        f"/bot{telegram.token}/setChatMenuButton", json={"menu_button": {"type": "x"}}
    )
    assert answer.status_code == 400
    assert await bot.log_out()
    assert await bot.close()
