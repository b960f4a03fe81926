"""sumy's methods behind one call: distinct sentences in reading order, whatever the text."""

from __future__ import annotations

import subprocess
import sys

import pytest

from summarizers.sumy.methods import METHODS, SENTENCE_LIMIT, rank, select
from summarizers.text.sentences import parse

ARTICLE = """The harbour town of Brackwater lost its only bridge on Tuesday night. A cargo barge
 broke loose in the storm and struck the bridge shortly after ten. Nobody was hurt, the harbour
 office said. The barge had been tied up for repairs since March. Engineers will look at the
 bridge on Thursday, when the water is expected to fall. Until then a ferry carries school
 children and nurses across the river. The mayor asked the region for money to rebuild the
 bridge. She said the barge's owner would have to pay as well. The bridge was built in 1931 and
 repaired twice. Brackwater's bakery gave out free bread to everyone who had to wait for the
 ferry.""".replace("\n", "")


def places(text: str, method: str, count: int = 3, language: str = "en") -> list[int]:
    return [s.index for s in select(parse(text, language=language), method, count)]


@pytest.mark.parametrize("method", METHODS)
def test_each_method_picks_distinct_sentences_in_reading_order(method: str) -> None:
    chosen = places(ARTICLE, method)
    assert len(chosen) == 3
    assert chosen == sorted(set(chosen))


ODD = {
    "empty": ("", 0),
    "only spaces": (" \n \t\n", 0),
    "one sentence": ("The ferry sank.", 1),
    "one heading": ("Ferry", 1),
    "headings only": ("Ferry\n\nBridge\n\nHarbour\n\nTown", 3),
    "one sentence repeated": ("The ferry sank. " * 50, 1),
    "stop words only": ("It is. He was. They are not. We have been there.", 3),
    "nothing in common": ("Ferries sink. Bridges fall.", 2),
    "punctuation only": ("!!! ??? ... --- ,,,", 1),
    "emoji": ("😀 😃. 😄 🎉! 🚢 sank 😢. The 🚢 was old.", 3),
    "lone surrogates": ("The \ud800 sank. It \udfff was \ud83d old. Nobody saw it.", 3),
    "no sentence ends": ("word " * 5000, 1),
    "right to left": ("غرقت العبارة. لم يصب أحد. قال المكتب ذلك.", 3),
    "single words": ("Yes. No. Yes. Maybe. No.", 3),
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", ODD)
def test_odd_documents_get_plain_answers(method: str, name: str) -> None:
    text, expected = ODD[name]
    for language in ("en", "", "ja"):
        assert len(places(text, method, language=language)) == expected


@pytest.mark.parametrize("method", METHODS)
def test_ten_thousand_sentences_are_answered_from_the_first(method: str) -> None:
    text = " ".join(f"Ship {i} sank near port {i % 97} with {i % 13} crew." for i in range(10_000))
    chosen = places(text, method)
    assert len(chosen) == 3
    assert max(chosen) < SENTENCE_LIMIT


@pytest.mark.parametrize("method", METHODS)
def test_endless_sentences_do_not_stall(method: str) -> None:
    text = "\n".join(" ".join(f"w{(i * j) % 50}" for j in range(2000)) + "." for i in range(100))
    assert len(places(text, method)) == 3


@pytest.mark.parametrize(("count", "expected"), [(-1, 0), (0, 0), (1, 1), (99, 10)])
def test_as_many_as_asked_and_there_are(count: int, expected: int) -> None:
    assert len(places(ARTICLE, "textrank", count)) == expected


def test_the_ranking_holds_the_selected_sentences_best_first() -> None:
    document = parse(ARTICLE, language="en")
    for method in METHODS:
        ranking = rank(document, method, 3)
        assert sorted(s.index for s in ranking) == [s.index for s in select(document, method, 3)]


def test_an_unknown_method_is_named() -> None:
    with pytest.raises(ValueError, match="unknown method 'pagerank': choose one of lexrank"):
        select(parse(ARTICLE), "pagerank", 3)


def test_the_hash_seed_changes_nothing() -> None:
    program = (
        "import sys; from summarizers.sumy.methods import METHODS, rank;"
        "from summarizers.text.sentences import parse; d = parse(sys.argv[1], language='en');"
        "print([[s.index for s in rank(d, m, 10)] for m in METHODS])"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program, ARTICLE],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_nltk_tokenizers_are_never_imported() -> None:
    program = (
        "import sys; from summarizers.sumy.methods import select;"
        "from summarizers.text.sentences import parse; select(parse('A b. C d.'), 'lexrank', 1);"
        "print('sumy.nlp.tokenizers' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"
