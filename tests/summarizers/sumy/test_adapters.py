"""sumy, made safe: what is changed still chooses what sumy would, and varies with nothing."""

from __future__ import annotations

import numpy as np
import pytest

from summarizers.sumy.adapters import LexRank, order
from summarizers.sumy.methods import select
from summarizers.text.sentences import parse

ARTICLE = """The harbour town of Brackwater lost its only bridge on Tuesday night. A cargo barge
 broke loose in the storm and struck the bridge shortly after ten. Nobody was hurt, the harbour
 office said. The barge had been tied up for repairs since March. Engineers will look at the
 bridge on Thursday, when the water is expected to fall. Until then a ferry carries school
 children and nurses across the river. The mayor asked the region for money to rebuild the
 bridge. She said the barge's owner would have to pay as well. The bridge was built in 1931 and
 repaired twice. Brackwater's bakery gave out free bread to everyone who had to wait for the
 ferry.""".replace("\n", "")


def test_a_title_guides_edmundson() -> None:
    document = parse(ARTICLE, title="Free bread at the bakery", language="en")
    assert 9 in [s.index for s in select(document, "edmundson", 2)]


def test_kl_chooses_what_the_slow_definition_chooses() -> None:
    from sumy.summarizers.kl import KLSummarizer

    from summarizers.sumy import adapters

    document = parse(ARTICLE, language="en")
    model = adapters._model(document, list(document.sentences))
    slow = KLSummarizer()
    expected = [str(s) for s in slow(model, 4)]
    kl = adapters.Kl(str, 4)
    assert [str(s) for s in kl(model, 4)] == expected


def test_lexrank_weighs_equal_sentences_equally() -> None:
    scores = LexRank.power_method(np.full((4, 4), 0.25), LexRank.epsilon)
    assert scores.tolist() == pytest.approx([0.5] * 4)
    assert LexRank.power_method(np.zeros((2, 2)), 1e-6).tolist() == [0.5, 0.5]


@pytest.mark.parametrize("method", ["lexrank", "textrank", "lsa", "kl", "edmundson"])
def test_a_document_without_words_keeps_the_order_of_the_text(method: str) -> None:
    document = parse("!!! ???", language="en")
    candidates = list(document.sentences)
    assert order(document, candidates, method, 2) == list(range(len(candidates)))
