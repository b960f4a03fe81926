"""The training command, on a handful of articles: it learns, reports and writes a usable file."""

import gzip
import json
import tomllib
from pathlib import Path

import numpy as np
import pytest

from bot.lab.summaries import training
from bot.lab.summaries.examples import FOLDS, load

ARTICLES = Path(__file__).parents[2] / "quality" / "articles.toml"


@pytest.fixture(name="data")
def data_folder(tmp_path: Path) -> Path:
    articles = tomllib.loads(ARTICLES.read_text("utf-8"))["article"]
    english = [article for article in articles if article["language"] == "en"]
    rows = [
        {
            "id": f"{article['id']}-{copy}",
            "text": article["text"].strip(),
            "summary": article["reference"],
            "category": "cnn" if copy % 2 else "dailymail",
            "random_sample": copy == 0,
            "docs": [{"text": article["text"].strip()}],
        }
        for article in english
        for copy in range(4)
    ]
    folder = tmp_path / "summarisation"
    folder.mkdir()
    for name in ("cnndm_test", "cnndm_val", "cnndm_train200", "xsum_test", "bbc_news_summary"):
        write(folder / f"{name}.dev.jsonl.gz", rows if name == "cnndm_test" else rows[:2])
    write(folder / "mds_neus.dev.jsonl.gz", rows[:2])
    return tmp_path


def write(path: Path, rows: list[dict[str, object]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def test_the_command_writes_all_forests_and_the_word_table(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "model.npz"
    assert training.main([str(data), "--out", str(out), "--trial"]) == 0
    with np.load(out) as arrays:
        names = set(arrays.files)
    kinds = ("en", "any")
    wanted = {f"{kind}.{part}.leaves" for kind in kinds for part in ("length", "sentence")}
    wanted |= {f"{kind}.{part}.outer" for kind in kinds for part in ("word", "pair")}
    assert wanted | {"words", "rarity", "taken", "mean"} <= names
    printed = capsys.readouterr().out
    assert "en, random sample: 8 articles" in printed
    assert "area under the curve" in printed


def test_examples_keep_their_fold_from_run_to_run(data: Path) -> None:
    first, second = load(data), load(data)
    assert [example.fold for example in first] == [example.fold for example in second]
    assert {example.fold for example in first} <= set(range(FOLDS))


def test_a_folder_without_the_data_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="cnndm_test"):
        training.main([str(tmp_path)])
