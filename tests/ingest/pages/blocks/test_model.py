"""The block model: what it is given, how it is walked, and how pages are scored."""

import numpy as np
import pytest

from bot.core.text import markup
from bot.ingest.pages.blocks import features
from bot.ingest.pages.blocks import model as block_model
from bot.ingest.pages.blocks.features import Hints
from bot.ingest.pages.blocks.layout import layout
from bot.ingest.pages.blocks.model import BlockForest
from bot.lab.pages import evaluation, training
from tests.ingest.pages.test_reader import STORY, page

TREE = {
    "split_feature": 0,
    "threshold": 0.5,
    "left_child": {"leaf_value": -1.0},
    "right_child": {
        "split_feature": 1,
        "threshold": 2.0,
        "left_child": {"leaf_value": 3.0},
        "right_child": {"leaf_value": 7.0},
    },
}


class Booster:
    """What a trained LightGBM model says of itself."""

    def dump_model(self):
        return {"tree_info": [{"tree_structure": TREE}]}


def chance(odds):
    return 1 / (1 + np.exp(-odds))


def test_a_forest_of_arrays_walks_its_trees():
    forest = training._as_arrays([Booster()])
    rows = np.array([[0.5, 9.0], [0.6, 2.0], [0.6, 2.1]], dtype=np.float32)
    assert forest.probabilities(rows) == pytest.approx([chance(-1.0), chance(3.0), chance(7.0)])


def test_forests_trained_alike_are_averaged_before_the_odds_become_a_chance():
    forest = training._as_arrays([Booster(), Booster()])
    assert forest.probabilities(np.zeros((1, 2), np.float32)) == pytest.approx([chance(-1.0)])


def test_the_shipped_model_was_trained_on_the_features_that_it_is_given():
    assert block_model.trained_columns() == features.feature_names()


@pytest.mark.parametrize("name", ["alone", "voted"])
def test_both_forests_ship(name):
    forest = block_model.forest(name)
    assert isinstance(forest, BlockForest) and len(forest.feature) > 100


def test_every_block_has_a_number_for_every_feature():
    root = markup.parse(page(*STORY))
    assert root is not None
    found = layout(root)
    rows = features.matrix(found, Hints(titles=("Bridge closed after storm",)))
    assert rows.shape == (len(found.blocks), len(features.feature_names()))
    assert np.isfinite(rows).all()
    votes = features.votes(found, "\n".join(STORY))
    assert votes.shape == (len(found.blocks), len(features.VOTES))
    voted = [block.text for block, vote in zip(found.blocks, votes[:, 0], strict=True) if vote]
    assert voted == list(STORY)


def test_blocks_are_the_page_in_reading_order():
    html = """<body><div>One <b>bold</b> word<p>Two <a href="/x">linked</a></p>three<br>four</div>
    <table><tr><td>a</td><td>b</td></tr></table><script>no</script><p hidden>no</p></body>"""
    root = markup.parse(html)
    assert root is not None
    found = [(b.text, b.linked, b.bold, b.href, b.after_br) for b in layout(root).blocks]
    assert found == [
        ("One bold word", 0, 4, "", False),
        ("Two linked", 6, 0, "/x", False),
        ("three", 0, 0, "", False),
        ("four", 0, 0, "", True),
        ("a b", 0, 0, "", False),
    ]


@pytest.mark.parametrize(
    ("truth", "text", "precision", "recall"),
    [
        ("a b c d e", "a b c d e", 1.0, 1.0),
        ("a b c d e", "a b c d", 1.0, 0.5),
        ("a b c d", "a b c d e f", 1 / 3, 1.0),
        ("a b c d", "", 0.0, 0.0),
        ("", "", 1.0, 1.0),
        ("a b", "a b", 1.0, 1.0),
    ],
)
def test_a_page_is_scored_by_runs_of_four_words(truth, text, precision, recall):
    score = evaluation.page_score(truth, text)
    assert (score.precision, score.recall) == pytest.approx((precision, recall))


def test_segments_that_should_not_be_there_cost_precision():
    score = evaluation.score_segments([(["a b", "c"], ["x"], "a  b and x")])
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)
