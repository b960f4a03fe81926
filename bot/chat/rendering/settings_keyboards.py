"""The buttons of silence and of the settings; the keys they carry are those of `callbacks`."""

from __future__ import annotations

from datetime import time

from bot.chat.rendering.callbacks import Verb, key
from bot.chat.rendering.keyboards import Rows
from bot.chat.rendering.texts import count, say
from bot.core.model.chats import QuietHours
from bot.core.model.messages import Button

_PAUSES = (("1d", 1), ("3d", 3), ("1w", 7), ("2w", 14))  # as a key says it, and in days
_QUIET = ((time(22), time(7)), (time(23), time(8)), (time(21), time(6)), (time(0), time(9)))


def _named(name: str, language: str, verb: Verb, *arguments: object) -> Button:
    return Button(say(name, language), key(verb, *arguments))


def _ticked(text: str, chosen: bool) -> str:
    return f"✓ {text}" if chosen else text


def pauses(language: str) -> Rows:
    """Lengths of a pause."""
    lengths = [
        Button(count("span.days", days, language), key(Verb.PAUSE, name)) for name, days in _PAUSES
    ]
    return (tuple(lengths[:2]), tuple(lengths[2:]))


def paused(language: str) -> Rows:
    """Under a pause: the way back."""
    return ((_named("button.resume", language, Verb.PAUSE, "end"),),)


def quiet(language: str, chosen: QuietHours | None = None) -> Rows:
    """Quiet hours that many people have, and none."""
    spans = [
        Button(
            _ticked(f"{begins:%H:%M} – {ends:%H:%M}", chosen == QuietHours(begins, ends)),
            key(Verb.QUIET, f"{begins:%H:%M}-{ends:%H:%M}"),
        )
        for begins, ends in _QUIET
    ]
    none = _named("button.no_quiet", language, Verb.QUIET, "off")
    return (tuple(spans[:2]), tuple(spans[2:]), (none,))


def stopped(change: int, language: str) -> Rows:
    """After everything has ended: the ways to take it back."""
    return (
        (_named("button.undo", language, Verb.UNDO, "here", change),),
        (_named("button.pause_week", language, Verb.UNDO, "week", change),),
    )
