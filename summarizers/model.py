"""The trained ranker as it is shipped: a word table and four small forests, for two cases.

"en" knows English words; "any" was trained on the same articles with everything hidden that
needs a table of words. It serves every other language, and English as a second opinion: it knows
less and errs differently, so that the average is better than either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from summarizers.forest import Forest, from_arrays
from summarizers.lexicon import Lexicon, neutral

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "news_model.npz"
PARTS = ("length", "sentence", "word", "pair")


@dataclass(frozen=True, slots=True)
class Model:
    """What scores an article: its lexicon, and forests named for what they predict.

    `length`: tokens of the reference; `sentence`, `word`, `pair`: log-odds that the reference
    takes it. `second` is another opinion on the words and pairs, to be averaged with.
    """

    lexicon: Lexicon
    length: Forest
    sentence: Forest
    word: Forest
    pair: Forest
    second: Model | None = None


@cache
def for_language(language: str) -> Model:
    """The model for a language ("" when unknown), read from the package once."""
    arrays = _arrays()
    lexicon = neutral(language)
    plain = Model(lexicon, second=None, **_forests(arrays, "any"))
    if language != "en":
        return plain
    return Model(_english(arrays), second=plain, **_forests(arrays, "en"))


def _forests(arrays: Mapping[str, NDArray[np.generic]], kind: str) -> dict[str, Forest]:
    return {part: from_arrays(arrays, f"{kind}.{part}") for part in PARTS}


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
    return Lexicon(
        language="en",
        stops=neutral("en").stops,
        mean=float(arrays["mean"]),
        index={word: place for place, word in enumerate(words)},
        rarity=arrays["rarity"].astype(np.float32),
        taken=arrays["taken"].astype(np.float32),
    )
