"""Marked pages as what a model learns from."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np

from bot.lab.pages.training_data import PageSample, load, rows_of
from tests.ingest.pages.test_reader import STORY, page

LINES = page(*STORY)


def loaded(folder: Path, name: str = "scrapinghub", **page_row: Any) -> list[PageSample]:
    row = {"id": 7, "html": LINES, "truth_text": None} | page_row
    (folder / f"{name}.dev.jsonl.gz").write_bytes(gzip.compress(json.dumps(row).encode()))
    return list(load(folder, name))


def labelled(sample: PageSample, label: float) -> set[str]:
    return {
        block.text
        for block, own, weight in zip(
            sample.layout.blocks, sample.labels, sample.weights, strict=True
        )
        if own == label and weight > 0
    }


def test_blocks_are_labelled_by_the_articles_whole_text(tmp_path: Path) -> None:
    (sample,) = loaded(tmp_path, truth_text="\n\n".join(STORY), url="https://www.valley.example/b")
    assert set(STORY) <= labelled(sample, 1.0)
    assert "Home" in labelled(sample, 0.0)
    assert sample.host == "valley.example"
    assert len(sample.rows) == len(sample.layout.blocks)
    assert (sample.weights <= 3).all()


def test_where_only_pieces_are_marked_the_rest_teaches_nothing(tmp_path: Path) -> None:
    (sample,) = loaded(tmp_path, **{"with": [STORY[0][:30]], "without": ["All rights reserved"]})
    assert labelled(sample, 1.0) == {STORY[0]}
    assert labelled(sample, 0.0) == {"© 2026 The Valley Post. All rights reserved."}
    assert float(sample.weights.sum()) == 5.0
    assert sample.host == "7"


def test_a_page_without_blocks_is_left_out(tmp_path: Path) -> None:
    assert loaded(tmp_path, html="<html></html>") == []


def test_headlines_and_sets_without_weight_teach_nothing(tmp_path: Path) -> None:
    samples = loaded(tmp_path, truth_text="\n\n".join(("Bridge closed after storm", *STORY)))
    rows, labels, weights = rows_of(samples, {"scrapinghub": 2.0}, voted=False)
    assert len(rows) == len(labels) == len(weights) == np.count_nonzero(samples[0].weights) - 1
    assert rows_of(samples, {"scrapinghub": 2.0}, voted=True)[0].shape[1] > rows.shape[1]
    assert len(rows_of(samples, {}, voted=False)[0]) == 0
