"""The buttons of managed channels."""

from __future__ import annotations

from bot.chat.rendering.callbacks import about_channel, managed_number, of_channel, parse
from bot.chat.rendering.settings import channels
from bot.chat.rendering.texts import LANGUAGES


def test_every_button_of_the_list_is_read_again() -> None:
    for language in LANGUAGES:
        rows = channels.listing([(7, "Harbour " * 20)], language)
        taps = [parse(button.data) for row in rows for button in row]
        assert [tap and tap.name for tap in taps] == ["open", "choose", "home"]
        assert taps[0] and taps[0].id == 7
        assert len(rows[0][0].text.encode("utf-16-le")) <= 80


def test_the_key_asks_for_channels_in_which_both_may_post_and_nothing_else() -> None:
    asked = channels.choose("en").keyboard[0][0].request_chat
    assert asked is not None and asked.chat_is_channel
    given = asked.bot_administrator_rights
    assert given is not None and given.can_post_messages
    assert not any((given.can_delete_messages, given.can_promote_members, given.can_change_info))
    assert asked.user_administrator_rights == given


def test_a_key_about_a_channel_is_taken_apart_again() -> None:
    assert of_channel(about_channel(12, "k:t:0:world")) == (12, "k:t:0:world")
    assert managed_number("k:t:0:world") == 0
    for odd in ("@0:k:t:0:world", "@-1:se:home", "@a:se:home", "@1", "@1234567890:se:home"):
        assert of_channel(odd) == (0, odd)
    assert about_channel(1, "rp:" + "x" * 60) == ""  # no room: no button
    assert about_channel(1, "ch:list") == "ch:list"
