from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.chat.rendering.rich_text import Rich, bold, link, plain
from bot.chat.rendering.split import MAX_ENTITIES, MAX_RAW, MAX_UNITS, Block, Line, split
from tests.chat.telegram_html import Parsed


def a_line(text: str, kind: str, keep: bool) -> Line:
    piece = plain(text)
    if kind == "link":
        piece = link(piece, "https://a.example/" + text)
    return Line(bold(piece) if kind == "bold" else piece, keep)


LINES = st.builds(
    a_line,
    st.one_of(
        st.text(max_size=80),
        st.integers(500, 5000).map(lambda n: "é" * n),
        st.integers(500, 5000).map(lambda n: "😀 " * n),
        st.integers(500, 3000).map(lambda n: "<&" * n),
        st.integers(50, 300).map(lambda n: "#tag " * n),
    ),
    st.sampled_from(["plain", "bold", "link"]),
    st.booleans(),
)
BLOCKS = st.lists(st.lists(LINES, min_size=1, max_size=5).map(tuple), max_size=5)


def within_limits(part: Rich) -> bool:
    parsed = Parsed(part.html)
    return (
        0 < parsed.units <= MAX_UNITS
        and len(part.plain.encode("utf-16-le")) // 2 <= MAX_UNITS
        and len(part.html.encode()) <= MAX_RAW
        and len(parsed.tags) + len(re.findall(r"#\w", parsed.text)) <= MAX_ENTITIES
    )


@settings(max_examples=40, deadline=None)
@given(BLOCKS)
@example([(a_line("#", "plain", False), *[a_line("#tag " * 50, "plain", False)] * 2)])
def test_whatever_comes_every_part_is_within_the_limits_and_balanced(blocks: list[Block]) -> None:
    assert all(within_limits(part) for part in split(blocks))


def story(name: str, length: int) -> Block:
    return (Line(bold(plain(name)), keep=True), Line(plain("word " * (length // 5))))


def test_stories_are_never_cut_and_stand_in_order() -> None:
    blocks = [story(f"Story {n}", 1500) for n in range(1, 6)]
    parts = split(blocks)
    assert [[f"Story {n}" in part.plain for n in range(1, 6)] for part in parts] == [
        [True, True, False, False, False],
        [False, False, True, True, False],
        [False, False, False, False, True],
    ]


def test_a_story_too_large_for_a_message_loses_whole_lines_from_its_end() -> None:
    lines = [Line(plain(f"line {n} " + "x" * 1500)) for n in range(4)]
    (part,) = split([(Line(bold(plain("Head")), keep=True), *lines)])
    assert [f"line {n}" in part.plain for n in range(4)] == [True, True, False, False]


def test_nothing_to_say_is_no_message() -> None:
    assert split([]) == [] == split([(Line(plain("  ")),)])


def test_the_name_of_a_section_that_goes_on_stands_in_the_next_message_too() -> None:
    block = (Line(plain("x" * 3000), keep=True),)
    parts = split([block, block, block], [plain(""), plain("WORLD"), plain("")])
    assert [part.plain[:5] for part in parts] == ["xxxxx", "WORLD", "xxxxx"]
    full = (Line(plain("x" * MAX_UNITS), keep=True),)
    assert split([full, full], [plain(""), plain("WORLD")])[1].plain == "x" * MAX_UNITS
