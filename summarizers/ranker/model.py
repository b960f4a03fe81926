"""The trained ranker as it is shipped: a word table, and four small models for each of two cases.

"en" knows English words; "any" serves every other language: it was trained on the same articles
with everything hidden that needs a table of words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from summarizers.ranker import forest, network
from summarizers.ranker.forest import Forest
from summarizers.ranker.lexicon import Lexicon, neutral, table
from summarizers.ranker.network import Network

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "news_model.npz"


@dataclass(frozen=True, slots=True)
class Model:
    """What scores an article: its lexicon, and models named for what they predict.

    `length`: tokens of the reference; `sentence`, `word`, `pair`: log-odds that the reference
    takes it.
    """

    lexicon: Lexicon
    length: Forest
    sentence: Forest
    word: Network
    pair: Network


@cache
def for_language(language: str) -> Model:
    """The model for a language ("" when unknown), read from the package once."""
    arrays = _arrays()
    for stage, names in column_names().items():
        check_columns(stage, arrays[f"columns.{stage}"].tolist(), names)
    kind = "en" if language == "en" else "any"
    return Model(
        lexicon=_english(arrays) if kind == "en" else neutral(language),
        length=forest.from_arrays(arrays, f"{kind}.length"),
        sentence=forest.from_arrays(arrays, f"{kind}.sentence"),
        word=network.from_arrays(arrays, f"{kind}.word"),
        pair=network.from_arrays(arrays, f"{kind}.pair"),
    )


def column_names() -> dict[str, tuple[str, ...]]:
    """The features of each of the models, in the order in which our code gives them."""
    from summarizers.ranker import bigrams, features

    return {
        "length": features.LENGTH_COLUMNS,
        "sentence": features.SENTENCE_COLUMNS,
        "word": features.WORD_COLUMNS,
        "pair": bigrams.PAIR_COLUMNS,
    }


def check_columns(stage: str, trained: Sequence[str], given: Sequence[str]) -> None:
    """Raise ValueError where a model was trained on other features than it would be given."""
    if tuple(trained) != tuple(given):
        wrong = next(
            (f"{a!r}, now {b!r}" for a, b in zip(trained, given, strict=False) if a != b),
            f"{len(trained)} of them, now {len(given)}",
        )
        raise ValueError(f"{FILE}: {stage} was trained on other features ({wrong}); train it again")


@cache
def _arrays() -> Mapping[str, NDArray[np.generic]]:
    import numpy as np

    with (
        as_file(files("summarizers") / "data" / FILE) as path,
        np.load(path, allow_pickle=False) as data,
    ):
        return {name: data[name] for name in data.files}


def _english(arrays: Mapping[str, NDArray[np.generic]]) -> Lexicon:
    import numpy as np

    words = bytes(arrays["words"].astype(np.uint8)).decode("utf-8").split("\n")
    rarity, taken = (arrays[name].astype(np.float32) for name in ("rarity", "taken"))
    return Lexicon(
        language="en",
        stops=neutral("en").stops,
        mean=float(arrays["mean"]),
        table=table(words, rarity, taken),
    )
