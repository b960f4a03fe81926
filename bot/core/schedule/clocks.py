"""A time on somebody's clock, or an offset from UTC, where a text is nothing else."""

from __future__ import annotations

import re

from summarizers.text.fold import fold

# What may stand around a time on one's own clock, in the languages of the interface, folded.
_AROUND = (
    "it is|it's|it’s|its|now|is|here|time|my|the|at|uhr|es ist|jetzt|hier|son las|es la|ahora|aqui|"
    "il est|maintenant|ici|сеичас|здесь|у меня|sao|agora|e"
)
_CLOCK = re.compile(
    rf"(?:(?:{_AROUND})[\s,:]+)*(\d{{1,2}})[:.h]?(\d{{2}})\s*([ap]\.?m\.?)?(?:[\s,.!]+(?:{_AROUND}))*[\s.!]*",
    re.IGNORECASE,
)
_MAX_LETTERS = 100  # a longer text is no time, and would be looked at in many ways
_OFFSET = re.compile(r"(?:(?:utc|gmt)\s*)?([+\-−–])\s*(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)
# Offsets (minutes) between whole hours that a zone keeps all year.
_ODD = {
    210: "Asia/Tehran", 270: "Asia/Kabul", 330: "Asia/Kolkata", 345: "Asia/Kathmandu",
    390: "Asia/Yangon", 525: "Australia/Eucla", 570: "Australia/Darwin", -570: "Pacific/Marquesas",
}  # fmt: skip


def clock_times(words: str) -> tuple[tuple[int, int], ...]:
    """Hours and minutes that "07:12", "it is 7:12 pm here" can mean; none for any other text.

    "1:20" without its half of the day can be said in the afternoon, "01:20" and "13:20" cannot.
    """
    words = fold(words) if len(words) <= _MAX_LETTERS else ""
    found = _CLOCK.fullmatch(words)
    if not found:
        return ()
    hour, minute, half = int(found[1]), int(found[2]), found[3]
    if hour > (12 if half else 23) or minute > 59 or (half and not hour):
        return ()
    if half:
        return ((hour % 12 + (12 if half.startswith("p") else 0), minute),)
    both = len(found[1]) == 1 and hour
    return ((hour, minute), (hour + 12, minute)) if both else ((hour, minute),)


def offset_zone(words: str) -> str | None:
    """The zone that keeps "UTC+2", "GMT-3", "+05:45", "UTC" all year; None where there is none."""
    if words.strip().lower() in ("utc", "gmt", "z"):
        return "UTC"
    found = _OFFSET.fullmatch(words.strip())
    if not found:
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    minutes = minutes if found[1] == "+" else -minutes
    if minutes % 60:
        return _ODD.get(minutes)
    if not -720 <= minutes <= 840:
        return None
    # The sign of Etc zones is turned round: Etc/GMT-2 is two hours east.
    return f"Etc/GMT{-minutes // 60:+d}" if minutes else "UTC"
