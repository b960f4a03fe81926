"""An update, read: where it was asked, by whom, with which words."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from bot.chat.requests import LONG_TEXT, Request, from_message, from_tap

READER, GROUP, CHANNEL = 5, -100200, -100300
WHO = {"id": READER, "is_bot": False, "first_name": "R", "language_code": "en-GB"}
GROUP_CHAT = {"id": GROUP, "type": "supergroup", "title": "T"}


def message(text: str = "", **more: Any) -> dict[str, Any]:
    chat = {"id": READER, "type": "private"}
    return {"message_id": 8, "date": 1_700_000_000, "chat": chat, "from": WHO, "text": text} | more


def read(part: str = "message", **parts: Any) -> Request:
    update = Update.de_json({"update_id": 1, part: message(**parts)}, None)
    request = from_message(update)
    assert request is not None
    return request


def test_a_private_message_is_trusted_and_answered_in_its_language() -> None:
    request = read(text="/summary https://x.example/a now")
    assert (request.chat_ref.id, request.user_id, request.language) == (READER, READER, "en")
    assert (request.trusted, request.private, request.reply_to) == (True, True, None)
    assert request.words == "https://x.example/a now"
    assert request.link == "https://x.example/a"


def test_in_a_group_a_member_is_not_trusted_and_gets_a_reply() -> None:
    request = read(text="/help@precis_bot", chat=GROUP_CHAT)
    assert (request.trusted, request.reply_to, request.words) == (False, 8, "")


@pytest.mark.parametrize(
    ("part", "more", "trusted", "user_id"),
    [
        ("message", {"chat": GROUP_CHAT, "sender_chat": GROUP_CHAT}, True, 0),
        ("message", {"chat": GROUP_CHAT, "sender_chat": {"id": -9, "type": "channel"}}, False, 0),
        ("channel_post", {"chat": {"id": CHANNEL, "type": "channel"}, "from": None}, True, 0),
    ],
)
def test_who_writes_as_the_chat_itself_is_trusted(
    part: str, more: dict[str, Any], trusted: bool, user_id: int
) -> None:
    request = read(part, text="/stop", **more)
    assert (request.trusted, request.user_id) == (trusted, user_id)


def test_a_forum_topic_is_a_place_and_a_mere_reply_thread_is_none() -> None:
    forum = GROUP_CHAT | {"is_forum": True}
    topic = read(text="x", chat=forum, message_thread_id=44, is_topic_message=True)
    assert topic.chat_ref.thread_id == 44
    assert read(text="x", chat=GROUP_CHAT, message_thread_id=44).chat_ref.thread_id is None


@pytest.mark.parametrize(
    ("more", "link"),
    [
        ({"text": "see (https://x.example/a), now"}, "https://x.example/a"),
        (
            {
                "text": "see this",
                "entities": [
                    {"type": "text_link", "offset": 4, "length": 4, "url": "https://x.example/b"}
                ],
            },
            "https://x.example/b",
        ),
        ({"text": "/summary", "reply_to_message": message("https://x.example/c")}, "https://x.example/c"),
        ({"text": "no address"}, ""),
    ],
)  # fmt: skip
def test_the_first_address_is_found_written_out_or_behind_words(
    more: dict[str, Any], link: str
) -> None:
    assert read(**more).link == link


def test_a_long_text_is_itself_worth_bullets() -> None:
    words = "It rained. " * 60
    assert read(text=f"/summary {words}").long_text == words.strip()
    assert read(text="/summary", reply_to_message=message(words)).long_text == words
    assert read(text="x" * (LONG_TEXT - 1)).long_text == ""


def tapped(**more: Any) -> Request | None:
    query = {"id": "9", "from": WHO, "chat_instance": "1", "data": "n:topics"} | more
    update = Update.de_json({"update_id": 1, "callback_query": query}, None)
    assert update.callback_query is not None
    assert from_message(update) is None
    return from_tap(update.callback_query)


def test_a_tap_is_read_with_the_message_that_it_stands_under() -> None:
    request = tapped(message=message("x"))
    assert request is not None
    assert (request.query_id, request.data, request.message_id) == ("9", "n:topics", 8)


def test_a_tap_under_a_message_that_is_too_old_can_still_be_answered() -> None:
    old = {"message_id": 8, "date": 0, "chat": {"id": READER, "type": "private"}}
    request = tapped(message=old)
    assert request is not None
    assert (request.chat_ref.id, request.message_id) == (READER, 0)


def test_a_tap_without_its_message_asks_nothing() -> None:
    assert tapped() is None
    forum = {"message_id": 8, "date": 0, "chat": GROUP_CHAT | {"is_forum": True}}
    assert tapped(message=forum) is None  # in which of its topics, nobody can tell


ORIGIN = {
    "type": "channel",
    "date": 1_700_000_000,
    "chat": {"id": CHANNEL, "type": "channel", "title": "C"},
    "message_id": 9,
}


def test_a_forwarded_post_gives_its_pages_and_not_its_channels_own_links() -> None:
    text = "Bridge closes. Join https://t.me/harbour"
    behind = [{"type": "text_link", "offset": 0, "length": 6, "url": "https://x.example/a"}]
    keys = {"inline_keyboard": [[{"text": "Read", "url": "https://x.example/b"}]]}
    post = read(text=text, entities=behind, reply_markup=keys, forward_origin=ORIGIN)
    assert post.links == ("https://x.example/a", "https://x.example/b")
    assert read(text=text, forward_origin=ORIGIN).links == ("https://t.me/harbour",)
    assert read(text=text, entities=behind).links[-1] == "https://t.me/harbour"


def test_a_photo_with_a_caption_is_read_as_its_caption() -> None:
    behind = [{"type": "text_link", "offset": 0, "length": 6, "url": "https://x.example/a"}]
    post = read(text=None, caption="Bridge closes", caption_entities=behind, forward_origin=ORIGIN)
    assert post.links == ("https://x.example/a",) and post.text == "Bridge closes"


def test_a_quotation_from_another_chat_is_the_text_to_read() -> None:
    quoted = "The ferry leaves at nine. " * 30
    quote = {"text": quoted, "position": 0, "entities": []}
    assert read(text="/summary", quote=quote).long_text == quoted


def test_a_changed_message_says_so() -> None:
    assert read(text="x", edit_date=1_700_000_100).edited
    assert not read(text="x").edited
