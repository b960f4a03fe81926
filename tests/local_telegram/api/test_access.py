from __future__ import annotations

import pytest
import telegram as ptb
from telegram.error import BadRequest, Forbidden

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
