"""The buttons with which readers say where they are."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import KeyboardButton, ReplyKeyboardMarkup

from bot.chat.rendering.callbacks import Step, Verb, key
from bot.chat.rendering.keyboards import Rows, to_settings
from bot.chat.rendering.texts import say
from bot.core.model.messages import Button


def _zone(label: str, step: Step, zone: str) -> Button:
    return Button(label, key(Verb.SET_ZONE, step, zone))


def where(step: Step, clocks: Sequence[tuple[str, str]], language: str, private: bool) -> Rows:
    """Clocks of well-known zones, as (label, zone): the reader taps the one that is right.

    In a private chat the reader's own location will do, too.
    """
    taps = [_zone(label, step, zone) for label, zone in clocks]
    rows: Rows = tuple(tuple(taps[at : at + 2]) for at in range(0, len(taps), 2))
    if private:
        rows = (*rows, (Button(say("button.here", language), key(Verb.OPEN, "here")),))
    if step is Step.SETUP:
        back = Button(say("button.back", language), key(Verb.SET_HOURS, step, "ask"))
        return (*rows, (back, _zone(say("button.skip", language), step, "UTC")))
    return (*rows, *to_settings(language))


def at_home(zone: str, hour: str, language: str) -> Rows:
    """The clock that the reader's language makes likely."""
    return ((_zone(say("button.yes_hour", language, hour=hour), Step.SETUP, zone),),)


def is_it(step: Step, zone: str, language: str) -> Rows:
    """Whether a place is meant that was guessed; no leads to all clocks."""
    other = Button(say("button.other_clock", language), key(Verb.OPEN, "clocks"))
    return ((_zone(say("button.yes", language), step, zone), other),)


def which_place(step: Step, clocks: Sequence[tuple[str, str]]) -> Rows:
    """Places that can be meant, as (label, zone), one a row."""
    return tuple((_zone(label, step, zone),) for label, zone in clocks)


def zone_is(zone: str, name: str, language: str) -> Rows:
    """The place that a reader named: a tap makes its clock theirs."""
    return ((_zone(say("button.zone_is", language, zone=name), Step.SETTINGS, zone),),)


def location(language: str) -> ReplyKeyboardMarkup:
    """Below the text box: one key that sends the reader's location, once."""
    share = KeyboardButton(say("button.share", language), request_location=True)
    return ReplyKeyboardMarkup([[share]], resize_keyboard=True, one_time_keyboard=True)
