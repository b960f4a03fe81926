"""A story's card holds its message, and no button that acts on a chat with the bot."""

from __future__ import annotations

from bot.chat.rendering.messages.inline_cards import inline_card
from bot.core.model.editions import Cited, DigestStory
from bot.core.model.messages import Button, Message

BULLET = Cited("It is closed.\u202e It stays so.", "https://a.example/1#:~:text=It", "Harbour Post")


def story(title: str, *bullets: Cited) -> DigestStory:
    return DigestStory(7, title, "https://a.example/1", bullets, ())


def test_only_buttons_with_addresses_stay() -> None:
    rows = ((Button("1", "s:1"), Button("Read", url="https://a.example/1")), (Button("2", "s:2"),))
    card = inline_card(story("Bridge", BULLET), Message("<b>x</b>", "x", rows))
    assert card.message.buttons == ((Button("Read", url="https://a.example/1"),),)
    assert card.line == "Harbour Post: It is closed. It stays so."


def test_a_story_without_title_and_bullets_has_a_card_too() -> None:
    card = inline_card(story(""), Message("x", "x"))
    assert (card.title, card.line) == ("–", "")
