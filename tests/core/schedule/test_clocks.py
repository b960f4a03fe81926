from __future__ import annotations

import pytest

from bot.core.schedule.clocks import clock_times, offset_zone


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("07:12", [(7, 12)]),
        ("it is 07:12 here", [(7, 12)]),
        ("It's 7.12 pm.", [(19, 12)]),
        ("12:05 am", [(0, 5)]),
        ("es ist jetzt 8:30 Uhr", [(8, 30), (20, 30)]),
        ("son las 9:15", [(9, 15), (21, 15)]),
        ("são 3:18", [(3, 18), (15, 18)]),
        ("0718", [(7, 18)]),
        ("13:20", [(13, 20)]),
        ("12:20", [(12, 20)]),
        ("il est 14h20", [(14, 20)]),
        ("сейчас 14:20", [(14, 20)]),
        ("agora 14:20", [(14, 20)]),
        ("version 3.10 is out", []),
        ("3.10 million", []),
        ("meet at 07:12 in Paris", []),
        ("25:70", []),
        ("13:00 pm", []),
        ("7", []),
    ],
)
def test_only_a_text_that_is_a_time_is_one(words: str, times: list[tuple[int, int]]) -> None:
    assert clock_times(words) == tuple(times)


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("UTC", "UTC"),
        ("UTC+2", "Etc/GMT-2"),
        ("utc +02:00", "Etc/GMT-2"),
        ("GMT-3", "Etc/GMT+3"),
        ("GMT−3", "Etc/GMT+3"),
        ("+0530", "Asia/Kolkata"),
        ("UTC+5:30", "Asia/Kolkata"),
        ("+05:45", "Asia/Kathmandu"),
        ("+14", "Etc/GMT-14"),
        ("+15", None),
        ("-03:30", None),  # Newfoundland keeps it in winter alone
        ("5:45", None),
        ("C+2", None),
    ],
)
def test_offsets_are_offsets(words: str, zone: str | None) -> None:
    assert offset_zone(words) == zone
