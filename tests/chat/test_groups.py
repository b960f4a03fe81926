from __future__ import annotations

from typing import Any

import pytest

from tests.chat.conversation import ADMIN, CHANNEL, GROUP, READER, Conversation
from tests.chat.fake_telegram import BOT, Fault, member_of

CHANGES = (
    "/start", "/subscribe world", "/unsubscribe world", "/schedule 07:30", "/timezone Berlin",
    "/stop", "/deletedata",
)  # fmt: skip
SHOWS = (
    "/help", "/topics", "/topic world", "/digest", "/search bridge", "/sources", "/privacy",
    "/schedule", "/timezone", "/subscribe", "/unsubscribe", "/summary",
)  # fmt: skip


@pytest.mark.parametrize("command", CHANGES)
async def test_members_cannot_change_a_groups_settings(talk: Conversation, command: str) -> None:
    answer = await talk.say(command, chat=GROUP, user=READER)
    assert answer == "Only administrators can change settings here."
    assert await talk.stores.chats.get(GROUP) is None


@pytest.mark.parametrize("command", SHOWS)
async def test_members_may_ask(talk: Conversation, command: str) -> None:
    answer = await talk.say(command, chat=GROUP, user=READER)
    assert answer and "administrators" not in answer


@pytest.mark.parametrize("rank", ["administrator", "creator"])
async def test_administrators_change_them_and_are_asked_about_once_a_minute(
    talk: Conversation, rank: str
) -> None:
    talk.telegram.members[GROUP, ADMIN] = rank
    await talk.say("/subscribe world", chat=GROUP, user=ADMIN)
    await talk.say("/schedule 07:30", chat=GROUP, user=ADMIN)
    chat = await talk.stores.chats.get(GROUP)
    assert chat is not None and chat.topics == ("world",)
    assert len(talk.telegram.of("getChatMember")) == 1
    talk.telegram.members[GROUP, ADMIN] = "member"
    talk.later(seconds=61)
    assert "Only administrators" in await talk.say("/stop", chat=GROUP, user=ADMIN)


async def test_taps_are_authorised_again(talk: Conversation) -> None:
    talk.telegram.members[GROUP, ADMIN] = "administrator"
    await talk.say("/topics", chat=GROUP, user=READER)
    await talk.tap("World", user=READER, chat=GROUP)
    assert talk.toasts == ["Only administrators can change settings here."]
    assert await talk.stores.chats.get(GROUP) is None
    await talk.tap("World", user=ADMIN, chat=GROUP)
    chat = await talk.stores.chats.get(GROUP)
    assert chat is not None and chat.topics == ("world",)


async def test_an_anonymous_administrator_is_known_by_writing_as_the_group(
    talk: Conversation,
) -> None:
    me = {"sender_chat": {"id": GROUP, "type": "supergroup", "title": "T"}}
    await talk.say("/subscribe world", chat=GROUP, user=1087968824, **me)
    assert await talk.stores.chats.get(GROUP) is not None


@pytest.mark.parametrize(
    "sender", [{}, {"sender_chat": {"id": CHANNEL, "type": "channel", "title": "C"}}]
)
async def test_the_stand_in_user_alone_proves_nothing(
    talk: Conversation, sender: dict[str, Any]
) -> None:
    talk.telegram.members[GROUP, 1087968824] = "administrator"
    await talk.say("/subscribe world", chat=GROUP, user=1087968824, **sender)
    assert await talk.stores.chats.get(GROUP) is None


async def test_who_cannot_be_asked_about_may_not_change_anything(talk: Conversation) -> None:
    talk.telegram.fail("getChatMember", Fault(400, "Bad Request: user not found"))
    assert "Only administrators" in await talk.say("/stop", chat=GROUP, user=ADMIN)


async def test_commands_to_another_bot_are_not_answered(talk: Conversation) -> None:
    assert await talk.say("/help@other_bot", chat=GROUP) == ""
    assert "Précis" in await talk.say("/help@precis_bot", chat=GROUP)
    assert await talk.say("/unheardof", chat=GROUP) == ""


async def test_a_channel_is_set_up_by_its_posts(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    assert await talk.say("/subscribe world", chat=CHANNEL) == "You follow World now."
    await talk.say("/digest", chat=CHANNEL)
    assert [button["url"] for button in talk.last(CHANNEL).rows[0]] == [
        "https://harbour-post.example/bridge-closes"
    ]


async def test_in_a_channel_only_administrators_may_tap_at_all(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    await talk.tap_data("g:now", chat=CHANNEL)
    assert talk.toasts == ["Only administrators can change settings here."]
    assert talk.shown(CHANNEL) == []


async def test_a_forum_topic_is_where_answers_and_digests_go(talk: Conversation) -> None:
    talk.telegram.members[GROUP, ADMIN] = "creator"
    topic = {"is_topic_message": True, "message_thread_id": 44}
    await talk.say("/subscribe world", chat=GROUP, user=ADMIN, **topic)
    assert talk.telegram.of("sendMessage")[-1].message_thread_id == 44
    (chat,) = await talk.stores.chats.places(GROUP)
    assert chat.thread_id == 44


def topic_of(number: int) -> dict[str, Any]:
    return {"is_topic_message": True, "message_thread_id": number}


async def settings_of(talk: Conversation) -> dict[int | None, tuple[str, ...]]:
    return {chat.thread_id: chat.topics for chat in await talk.stores.chats.places(GROUP)}


async def test_each_forum_topic_has_settings_of_its_own(talk: Conversation) -> None:
    talk.telegram.members[GROUP, ADMIN] = "creator"
    asked = (("sport", topic_of(44)), ("science", topic_of(45)), ("world", {}))
    for name, where in asked:
        await talk.say(f"/subscribe {name}", chat=GROUP, user=ADMIN, **where)
    assert await settings_of(talk) == {44: ("sport",), 45: ("science",), None: ("world",)}
    await talk.say("/stop", chat=GROUP, user=ADMIN, **topic_of(45))
    assert await settings_of(talk) == {44: ("sport",), 45: (), None: ("world",)}
    active = {chat.thread_id: chat.active for chat in await talk.stores.chats.places(GROUP)}
    assert active == {44: True, 45: False, None: True}


async def test_what_one_topic_was_shown_is_new_in_another(talk: Conversation) -> None:
    await talk.publish("Bridge closes")
    talk.telegram.members[GROUP, ADMIN] = "creator"
    for number in (44, 45):
        await talk.say("/subscribe world", chat=GROUP, user=ADMIN, **topic_of(number))
    for number in (44, 45):
        said = await talk.say("/digest", chat=GROUP, user=ADMIN, **topic_of(number))
        assert "Bridge closes" in said
    assert "Bridge closes" not in await talk.say("/digest", chat=GROUP, user=ADMIN, **topic_of(44))


async def test_a_group_that_throws_the_bot_out_and_takes_it_back_has_all_its_topics(
    talk: Conversation,
) -> None:
    talk.telegram.members[GROUP, ADMIN] = "creator"
    for number in (44, 45):
        await talk.say("/subscribe world", chat=GROUP, user=ADMIN, **topic_of(number))

    async def active() -> list[bool]:
        return [chat.active for chat in await talk.stores.chats.places(GROUP)]

    await talk.update(my_chat_member=standing(GROUP, "member", "kicked"))
    assert await active() == [False, False]
    await talk.update(my_chat_member=standing(GROUP, "kicked", "member"))
    assert await active() == [True, True]


def standing(chat: int, before: str, now: str, kind: str = "supergroup") -> dict[str, Any]:
    def member(status: str) -> dict[str, Any]:
        extra = {"until_date": 0} if status == "kicked" else {}
        shape = member_of(status, BOT) | extra
        if kind == "channel" and status == "administrator":
            shape["can_post_messages"] = True
        return shape

    return {
        "chat": {"id": chat, "type": kind, "title": "T"},
        "from": {"id": ADMIN, "is_bot": False, "first_name": "A"},
        "date": 1,
        "old_chat_member": member(before),
        "new_chat_member": member(now),
    }


async def test_added_to_a_group_it_greets_once_and_sends_nothing_else(talk: Conversation) -> None:
    for _ in range(2):
        await talk.update(my_chat_member=standing(GROUP, "left", "member"))
        await talk.update(my_chat_member=standing(GROUP, "member", "left"))
    assert [call.method for call in talk.telegram.calls] == ["sendMessage"]
    assert "until then nothing comes" in talk.last(GROUP).text
    assert await talk.stores.chats.get(GROUP) is None


async def test_removed_it_falls_silent_and_comes_back_with_its_settings(
    talk: Conversation,
) -> None:
    talk.telegram.members[GROUP, ADMIN] = "creator"
    await talk.say("/subscribe world", chat=GROUP, user=ADMIN)
    await talk.update(my_chat_member=standing(GROUP, "member", "kicked"))
    chat = await talk.stores.chats.get(GROUP)
    assert chat is not None and not chat.active
    said = len(talk.shown(GROUP))
    await talk.update(my_chat_member=standing(GROUP, "left", "member"))
    chat = await talk.stores.chats.get(GROUP)
    assert chat is not None and chat.active and chat.topics == ("world",)
    assert len(talk.shown(GROUP)) == said


async def test_a_reader_who_blocks_it_is_left_alone(talk: Conversation) -> None:
    await talk.say("/subscribe world")
    await talk.update(my_chat_member=standing(READER, "member", "kicked", "private"))
    chat = await talk.stores.chats.get(READER)
    assert chat is not None and not chat.active


@pytest.mark.parametrize("order", [("old", "new"), ("new", "old")])
async def test_a_group_that_became_a_supergroup_keeps_its_settings(
    talk: Conversation, order: tuple[str, str]
) -> None:
    talk.telegram.members[-9, ADMIN] = "creator"
    await talk.say("/subscribe world", chat=-9, user=ADMIN)
    told = {
        "old": talk.message("", -9) | {"migrate_to_chat_id": -1009},
        "new": talk.message("", -1009) | {"migrate_from_chat_id": -9},
    }
    for which in order:
        message = {name: value for name, value in told[which].items() if name != "text"}
        await talk.update(message=message)
    moved = await talk.stores.chats.get(-1009)
    assert moved is not None and moved.topics == ("world",)
    assert await talk.stores.chats.get(-9) is None


async def test_a_group_is_asked_only_for_what_reaches_us_there(talk: Conversation) -> None:
    talk.telegram.members[GROUP, ADMIN] = "administrator"
    assert "Send /summary with a link" in await talk.say("/help", chat=GROUP)
    await talk.say("/start", chat=GROUP, user=ADMIN)
    await talk.tap("Next", ADMIN, GROUP)
    await talk.tap("Evening, 18:00", ADMIN, GROUP)
    assert "send your city, like /timezone Berlin." in talk.last(GROUP).text
