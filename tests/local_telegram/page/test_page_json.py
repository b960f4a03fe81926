"""What a person sees of a chat, as the page gets it."""

from __future__ import annotations

from bot.local_telegram.page import page_json
from bot.local_telegram.world.state import LocalChat, LocalMessage, User, World

ADA, BOT = User(7, "Ada"), User(1, "Précis", is_bot=True)
ROWS = [
    [{"text": "2 Bridge", "callback_data": "s:2"}],
    [{"text": "Bridge", "callback_data": "s:1"}],
]


def world() -> World:
    made = World(BOT, lambda: 1_000.0)
    made.users |= {ADA.id: ADA, BOT.id: BOT}
    made.chats[7] = LocalChat(7, "private", members={7: "member", 1: "member"})
    return made


def test_the_snapshot_leaves_out_what_was_deleted() -> None:
    one = world()
    one.add(LocalMessage(1, 7, 1_000, ADA, text="kept"))
    one.add(LocalMessage(2, 7, 1_000, ADA, text="gone", deleted=True))
    shown = page_json.snapshot(one, one.chats[7], ADA.id)
    assert [message["text"] for message in shown["messages"]] == ["kept"]
    assert shown["me"]["first_name"] == "Ada"


def test_the_text_of_a_message_is_escaped_for_the_page() -> None:
    one = world()
    item = one.add(LocalMessage(1, 7, 1_000, ADA, text="<b>1 & 2</b>"))
    assert page_json.message(one, item)["html"] == "&lt;b&gt;1 &amp; 2&lt;/b&gt;"


def test_a_button_is_found_by_its_whole_text_first() -> None:
    item = LocalMessage(1, 7, 1_000, BOT, markup={"inline_keyboard": ROWS})
    found = page_json.find_button(item, "Bridge")
    assert found is not None
    assert found["callback_data"] == "s:1"
    assert page_json.find_button(item, "Ferry") is None
