"""The buttons of silence and of the settings; the keys they carry are those of `callbacks`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from bot.chat.rendering.callbacks import Step, Verb, key
from bot.chat.rendering.keyboards import Rows, to_settings
from bot.chat.rendering.texts import count, own_name, say
from bot.chat.rendering.topic_titles import title_of
from bot.core.editions.languages import OFFERED
from bot.core.editions.length import Length, length_of, usual_minutes
from bot.core.editions.topics import Topic
from bot.core.model.chats import Chat, QuietHours
from bot.core.model.messages import Button

_PAUSES = (("1d", 1), ("3d", 3), ("1w", 7), ("2w", 14))  # as a key says it, and in days
QUIET = ((time(22), time(7)), (time(23), time(8)), (time(21), time(6)), (time(0), time(9)))


SCREENS = (
    "topics", "sources", "when", "where", "mute", "follow", "length", "quiet", "language", "reads",
)  # fmt: skip
"""What can be changed, each on its own screen."""


def _named(name: str, language: str, verb: Verb, *arguments: object) -> Button:
    return Button(say(name, language), key(verb, *arguments))


def _ticked(text: str, chosen: bool) -> str:
    return f"✓ {text}" if chosen else text


def home(language: str, paused: bool, change: int, now: str = "button.digest_now") -> Rows:
    """Under all settings: a button for each; `change` is the one that can be taken back, or 0.
    `now` names what brings an edition at once."""
    buttons = [_named(f"button.set_{name}", language, Verb.SETTINGS, name) for name in SCREENS]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    if change:
        rows.append((_named("button.undo_last", language, Verb.UNDO, "settings", change),))
    pause = ("button.resume", "end") if paused else ("button.pause", "ask")
    rows.append(
        (
            _named(pause[0], language, Verb.PAUSE, pause[1]),
            _named(now, language, Verb.MY_DIGEST, "now"),
        )
    )
    return (*rows, (_named("button.stop", language, Verb.STOP, "now"),))


def switches(chat: Chat, language: str) -> Rows:
    """What is either wished or not: what holds now; a tap makes it the other."""
    rows = [_switch("pictures", chat.pictures, language)]
    if chat.kind == "channel":
        rows.append(_switch("hears_operator", chat.hears_operator, language))
    return tuple(rows)


def _switch(name: str, on: bool, language: str) -> tuple[Button, ...]:
    label = say(f"button.{name}_{'on' if on else 'off'}", language)
    return (Button(label, key(Verb.SWITCH, f"{'-' if on else '+'}{name}")),)


def sections(every: Sequence[Topic], chosen: Sequence[str], language: str) -> Rows:
    """Topics whose sections may come to a forum topic, those that do ticked; a button carries what
    is wished."""
    taps = [
        Button(
            _ticked(title_of(topic, language), topic.name in chosen),
            key(Verb.SECTION, f"{'-' if topic.name in chosen else '+'}{topic.name}"),
        )
        for topic in every
    ]
    rows = tuple(tuple(taps[at : at + 2]) for at in range(0, len(taps), 2))
    return (*rows, *to_settings(language))


def to_sections(language: str) -> Rows:
    """The way to the sections of a forum topic."""
    return ((_named("button.sections", language, Verb.SETTINGS, "sections"),),)


def group_asks(language: str, admins: bool) -> Rows:
    """Who may ask for whole editions of a group: what holds now; a tap makes it the other."""
    name, other = ("admins_ask", "everyone") if admins else ("everyone_asks", "admins")
    return ((_named(f"button.{name}", language, Verb.GROUP_ASKS, other),),)


def lengths(language: str, stories: int) -> Rows:
    """The lengths, with about how long each takes to read."""
    chosen = length_of(stories)
    rows = []
    for length in Length:
        minutes = count("digest.minutes", usual_minutes(length), language)
        label = f"{say(f'length.{length}', language)}, {minutes}"
        rows.append((Button(_ticked(label, length is chosen), key(Verb.LENGTH, length)),))
    return (*rows, *to_settings(language))


def languages(language: str, every: Sequence[str], chosen: str) -> Rows:
    """The languages of the interface, each by its own name."""
    buttons = [
        Button(_ticked(own_name(one), one == chosen), key(Verb.LANGUAGE, one)) for one in every
    ]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    return (*rows, *to_settings(language))


def reads(step: Step, chosen: Sequence[str]) -> Rows:
    """Languages of the news, those that are read ticked; a button carries what its reader wants."""
    every = dict.fromkeys((*OFFERED, *chosen))
    taps = [
        Button(
            _ticked(own_name(one), one in chosen),
            key(Verb.READS, step, f"{'-' if one in chosen else '+'}{one}"),
        )
        for one in every
    ]
    return tuple(tuple(taps[at : at + 4]) for at in range(0, len(taps), 4))


def to_reads(language: str) -> Rows:
    """The way to the languages of the news."""
    return ((_named("button.set_reads", language, Verb.SETTINGS, "reads"),),)


def reading(language: str, chosen: Sequence[str]) -> Rows:
    """The same among the settings, with the way to have all."""
    everything = Button(
        _ticked(say("button.all_languages", language), not chosen),
        key(Verb.READS, Step.SETTINGS, "all"),
    )
    return (*reads(Step.SETTINGS, chosen), (everything,), *to_settings(language))


def pauses(language: str) -> Rows:
    """Lengths of a pause."""
    spans = [
        Button(count("span.days", days, language), key(Verb.PAUSE, name)) for name, days in _PAUSES
    ]
    return (tuple(spans[:2]), tuple(spans[2:]), *to_settings(language))


def paused(language: str) -> Rows:
    """Under a pause: the way back."""
    return ((_named("button.resume", language, Verb.PAUSE, "end"),), *to_settings(language))


def quiet(language: str, chosen: QuietHours | None = None) -> Rows:
    """Quiet hours that many people have, and none."""
    spans = [
        Button(
            _ticked(f"{begins:%H:%M} – {ends:%H:%M}", chosen == QuietHours(begins, ends)),
            key(Verb.QUIET, f"{begins:%H:%M}-{ends:%H:%M}"),
        )
        for begins, ends in QUIET
    ]
    none = _named("button.no_quiet", language, Verb.QUIET, "off")
    return (tuple(spans[:2]), tuple(spans[2:]), (none,), *to_settings(language))


def stopped(change: int, language: str) -> Rows:
    """After everything has ended: the ways to take it back."""
    return (
        (_named("button.undo", language, Verb.UNDO, "here", change),),
        (_named("button.pause_week", language, Verb.UNDO, "week", change),),
    )
