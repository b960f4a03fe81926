"""What is remembered serves until all is forgotten; a large table as long as somebody asks for it."""

from __future__ import annotations

from summarizers import remembering
from summarizers.remembering import forget, remembered, seldom


def test_a_text_is_worked_out_once_until_all_is_forgotten() -> None:
    asked = list[str]()

    @remembered(2)
    def words(text: str) -> list[str]:
        asked.append(text)
        return text.split()

    assert words("a b") is words("a b")
    words("c"), words("d"), words("a b")
    assert asked == ["a b", "c", "d", "a b"], "of three texts the first was let go of"
    forget()
    words("d")
    assert asked[4:] == ["d"]
    remembering._ALL.pop()


def test_a_table_stays_while_somebody_asks_for_it() -> None:
    read = list[int]()

    @seldom
    def table() -> list[int]:
        read.append(len(read))
        return list(read)

    first = table()
    for _ in range(3):  # asked for between any two
        forget()
        assert table() is first
    forget()
    assert len(read) == 1
    forget()
    forget()
    assert table() is not first
    forget()
    assert len(table()) == 2, "it has just been asked for"
    remembering._SELDOM.popitem()
