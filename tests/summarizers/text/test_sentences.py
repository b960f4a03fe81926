from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizers.text.sentences import first_sentences, parse, split


def cut(text: str, language: str = "en") -> list[str]:
    return [sentence.text for sentence in split(text, language)]


def cases() -> Iterator[tuple[str, str]]:
    """Language and text of each line of the cases files."""
    for path in sorted(Path(__file__).parent.glob("sentence_cases*.txt")):
        language = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                language = line[1:].partition("]")[0]
            elif line and not line.startswith("#"):
                yield language, line


@pytest.mark.parametrize(("language", "marked"), list(cases()))
def test_tricky_sentences(language: str, marked: str) -> None:
    between = "" if language in ("zh", "ja") else " "
    assert cut(marked.replace(" | ", between), language) == marked.split(" | ")


def test_the_first_sentences_are_those_of_the_whole() -> None:
    for language, marked in cases():
        text = marked.replace(" | ", " ") + "\n\nA heading\nMore of it."
        assert first_sentences(text, language, 2) == cut(text, language)[:2]
    assert first_sentences("One.", "en", 3) == ["One."]
    assert first_sentences(" \n", "en", 3) == []


# --- the values ---------------------------------------------------------------------------


def test_every_sentence_is_the_very_span_of_the_source() -> None:
    text = "  First one.  Second\u00a0one!\n\n\tA heading\r\nLast “one”?  \n"
    sentences = split(text, "en")
    assert [text[s.start : s.end] for s in sentences] == [s.text for s in sentences]
    assert [s.text for s in sentences] == [
        "First one.",
        "Second\u00a0one!",
        "A heading",
        "Last “one”?",
    ]
    assert [s.paragraph for s in sentences] == [0, 0, 1, 2]
    assert [s.index for s in sentences] == [0, 1, 2, 3]
    assert [s.heading for s in sentences] == [False, False, True, False]


def test_a_document_carries_its_title_and_language() -> None:
    document = parse("One. Two.", title="Numbers", language="en")
    assert (document.title, document.language, len(document.sentences)) == ("Numbers", "en", 2)


GLUED = "Plumbers train as teachers for a day"


def test_a_title_glued_to_the_first_sentence_is_no_part_of_it() -> None:
    text = f"{GLUED} In Halden plumbers are trained to stand in for teachers. It is new."
    document = parse(text, GLUED, "en")
    first = document.sentences[0]
    assert first.text == "In Halden plumbers are trained to stand in for teachers."
    assert document.text[first.start : first.end] == first.text
    whole = f"{GLUED} Monday, the county of Halden said in a letter."
    assert parse(whole, GLUED, "en").sentences[0].text == whole
    assert parse(f"{GLUED} in Halden.", GLUED, "en").sentences[0].text == f"{GLUED} in Halden."


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("What the council decided", True),
        ("1. The bridge", True),
        ("The council met.", False),
        ("The mayor told reporters:", False),
        ("“We will rebuild it.”", False),
        ("委员会的决定", True),
        ("a line that goes on and on " * 6, False),
    ],
)
def test_a_short_line_without_a_full_stop_is_a_heading(line: str, heading: bool) -> None:
    assert split(line, "")[0].heading is heading


# --- what has no space between sentences --------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("zh", ["大桥断了。", "没有人受伤！", "为什么？"]),
        ("zh", ["他说：“大桥断了。没有人受伤。”", "大家很高兴。"]),
        ("zh", ["“大桥断了！”他说。", "没有人受伤。"]),
        ("zh", ["他在看《去哪儿？》这本书。", "很好看。"]),
        ("zh", ["价格更低了!", "大家都很高兴。", "“真的吗?”"]),
        ("ja", ["橋が落ちた。", "けが人はいない。"]),
        ("ja", ["「橋が落ちた。けが人はいない。」と市長は述べた。", "雨だった。"]),
        ("ja", ["市長は「３．５％だ。」と述べた。", "それだけだ。"]),
        ("en", ["The talks are over.", "The minister has left."]),
        ("en", ["He said it was “over.”", "Then he left."]),
    ],
)
def test_sentences_without_a_space_between_them(language: str, sentences: list[str]) -> None:
    assert cut("".join(sentences), language) == sentences


@pytest.mark.parametrize(
    "text",
    [
        "See Jane.Doe@example.com today.",
        "Use asp.net or node.JS-like tools.",
        "The U.S.A team won.",
    ],
)
def test_names_with_inner_full_stops_stay_whole(text: str) -> None:
    assert cut(text) == [text]


# --- languages ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Der Bürgermeister kam am 3. Oktober mit Dr. Falk in die Stadt, und es regnete.", 1),
        ("Он живёт на ул. Мира в г. Туле, и это далеко от центра.", 1),
        ("El Sr. López vive en la Avda. Central con su hijo y los perros.", 1),
        ("東京で会議があった。大臣が出席した。", 2),
    ],
)
def test_an_unknown_language_is_guessed(text: str, count: int) -> None:
    assert len(split(text)) == count
    assert len(split(text, "xx")) == count


def test_a_region_does_not_hide_the_language() -> None:
    assert cut("Vivo na Av. Central. É longe.", "pt-BR") == ["Vivo na Av. Central.", "É longe."]


# --- bad input ----------------------------------------------------------------------------

GARBAGE = {
    "full stops": "." * 16_000,
    "full stops with an end": "." * 16_000 + "x",
    "spaced full stops": ". " * 16_000 + "x",
    "closing quotes": ".”" * 10_000 + "x",
    "one full stop, many quotes": "." + "”" * 16_000 + "x",
    "opening quotes": "„a" * 10_000,
    "capitals": "A. " * 10_000,
    "glued": "aaa.Bbb" * 5_000,
    "bullets": "• " * 10_000,
    "list marks": "1. a " * 6_000,
    "colons": "Photo: " * 5_000,
    "brackets": ".[1" * 10_000,
    "numbers": "1.1.1." * 5_000,
    "spaces": " " * 33_000,
    "newlines": "\n" * 33_000,
    "no sentence end": "word " * 6_000,
    "one word": "x" * 33_000,
    "ideographs": "「。" * 10_000,
    "surrogates": "\ud800. " * 6_000,
    "emoji": "😀! " * 6_000,
    "table": "a | b | c\n" * 3_000,
    "repeated": "The same again. " * 2_000,
}


@pytest.mark.parametrize("name", GARBAGE)
@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_garbage_is_cut_in_bounded_time_with_exact_offsets(name: str, language: str) -> None:
    text = GARBAGE[name]
    sentences = split(text, language)
    assert all(text[s.start : s.end] == s.text for s in sentences)
    assert all(before.end <= after.start for before, after in pairwise(sentences))


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\u2028", "\ud800", ".", "...", "?!", "😀", "\x00"]
)
def test_odd_texts_never_raise(text: str) -> None:
    assert [s.text for s in split(text, "en")] == ([text.strip()] if text.strip() else [])


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("aA.!?…。” \n“\"'1,:;()•«»\u00a0\ud800[]-"), max_size=60),
    st.sampled_from(["", "en", "de", "fr", "zh", "el", "tr"]),
)
def test_nothing_but_space_is_lost_whatever_the_text(text: str, language: str) -> None:
    sentences = split(text, language)
    kept = "".join(s.text for s in sentences)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(s.text == s.text.strip() and s.text for s in sentences)
    assert all(text[s.start : s.end] == s.text for s in sentences)
