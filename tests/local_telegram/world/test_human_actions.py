from __future__ import annotations

from typing import Any

import telegram as ptb

from tests.local_telegram.fixtures import Telegram


async def test_edits_locations_forwards_and_channel_posts_come_as_updates(
    telegram: Telegram, bot: ptb.Bot
) -> None:
    ada = await telegram.user("Ada", last_name="King", username="ada", language_code="de")
    channel = await telegram.chat(ada, kind="channel", title="News", bot="administrator")
    said = await ada.say("one")
    await telegram.post("edit", chat=ada.id, message=said.id, text="/two")
    await ada.say(location={"latitude": 52.5, "longitude": 13.4})
    origin = {"type": "hidden_user", "date": 1_700_000_000, "sender_user_name": "Someone"}
    await ada.say("long text", forward=origin)
    await telegram.post("post", chat=channel, text="/digest")
    _, edited, place, forwarded, post = await bot.get_updates()
    assert edited.edited_message is not None and edited.edited_message.text == "/two"
    assert place.message is not None and place.message.location is not None
    assert place.message.location.latitude == 52.5
    assert forwarded.message is not None
    assert isinstance(forwarded.message.forward_origin, ptb.MessageOriginHiddenUser)
    assert post.channel_post is not None and post.channel_post.sender_chat is not None
    assert (post.channel_post.sender_chat.id, post.channel_post.from_user) == (channel, None)
    person: Any = edited.edited_message.from_user
    assert (person.full_name, person.username, person.language_code) == ("Ada King", "ada", "de")


async def test_in_groups_the_bot_hears_only_what_is_meant_for_it(
    telegram: Telegram, bot: ptb.Bot
) -> None:
    ada = await telegram.user("Ada")
    group = await telegram.chat(ada)
    own = await bot.send_message(group, "hello")
    for text in ("chatter", "/digest", "/digest@another_bot", f"/digest@{bot.username}"):
        await ada.say(text, group)
    await ada.say(f"hey @{bot.username}", group)
    await ada.say("indeed", group, reply_to=own.message_id)

    async def heard() -> list[str | None]:
        return [u.message.text for u in await bot.get_updates() if u.message]

    meant = ["/digest", f"/digest@{bot.username}", f"hey @{bot.username}", "indeed"]
    assert await heard() == meant
    await telegram.post("member", chat=group, user=bot.id, status="administrator")
    await ada.say("/digest@another_bot", group)
    assert await heard() == [*meant, "/digest@another_bot"]


async def test_an_anonymous_administrator_hides_behind_the_group(
    telegram: Telegram, bot: ptb.Bot
) -> None:
    ada = await telegram.user("Ada")
    group = await telegram.chat(admins=(ada,), kind="supergroup")
    await ada.say("/settings", group, anonymous=True)
    message = (await bot.get_updates())[0].message
    assert message is not None and message.from_user is not None
    assert (message.from_user.id, message.from_user.is_bot) == (1087968824, True)
    assert message.sender_chat is not None and message.sender_chat.id == group
