from __future__ import annotations

import pytest
import telegram as ptb
from telegram.error import BadRequest

from tests.local_telegram.fixtures import Telegram


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
