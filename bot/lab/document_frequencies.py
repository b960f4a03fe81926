"""`python -m bot.lab.document_frequencies DATA`: count words in sample texts.

DATA is the folder of the development texts (news in several languages; not part of the project).
What is written holds counts of hashed stems and nothing that could be read.
"""

from __future__ import annotations

import gzip
import json
import sys
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

import bot.core
from bot.core.terms.casing import cased_words
from bot.core.terms.document_frequencies import CAPITAL, FILE, STEPS, hashed
from bot.core.terms.vectors import TEXT_CHARACTERS, base_of, term_counts
from bot.errors import PrecisError
from summarizers.text.fold import folded_words
from summarizers.text.tokens import stem

Text = tuple[str, str, str]  # title, text, language ("" where it must be told)
_READ = ("clustering", "keywords", "langid/news_langid", "summarisation", "sentences/sadedegel")
_TOLD_ELSEWHERE = ("mds_", "udhr", "wcxb")  # the same articles as in other sets; not news
_SHORTEST = 8  # words; shorter texts are headlines of nothing
_FEWEST_TEXTS, _MANY_TEXTS = 30, 1000  # a language with fewer is left out; one with many
_RARE, _RARE_AMONG_MANY = 2, 3  # keeps only stems that as many texts use


class WordSample:
    """Counts of texts by hashed stem and by language."""

    def __init__(self) -> None:
        self.totals: Counter[str] = Counter()
        self.counts: dict[str, Counter[int]] = {}
        self.inside: Counter[int] = Counter()  # texts that use a stem inside a sentence
        self.capitals: Counter[int] = Counter()  # those of them that write it with a capital

    def add(self, title: str, text: str, language: str) -> None:
        """One more text. `language` is an ISO 639-1 code."""
        base = base_of(language)
        self.totals[base] += 1
        self.counts.setdefault(base, Counter()).update(
            term_counts(title, text, base).terms.tolist()
        )
        self._add_casing(text[:TEXT_CHARACTERS], base)

    def _add_casing(self, text: str, base: str) -> None:
        words = [word.text for word in cased_words(text) if not word.begins]
        terms = [hashed(one, base) for one in stem(words, base)]
        written = set(zip(terms, (word[0].isupper() for word in words), strict=True))
        self.inside.update({term for term, _ in written})
        # A text that writes it both ways does not take it for a name.
        self.capitals.update(t for t, capital in written if capital and (t, False) not in written)

    def shares(self) -> dict[int, float]:
        """The share of texts that use each stem that is kept."""
        found: dict[int, float] = {}
        for language, counts in self.counts.items():
            total = self.totals[language]
            least = _RARE_AMONG_MANY if total >= _MANY_TEXTS else _RARE
            if total >= _FEWEST_TEXTS:
                found |= {term: n / total for term, n in counts.items() if n >= least}
        return found


def save(sample: WordSample, path: Path) -> int:
    """Write the file that `core.terms.document_frequencies` reads. Returns its size in bytes."""
    shares = sample.shares()
    keys = np.array(sorted(shares), dtype=np.int64)
    halvings = -STEPS * np.log2([shares[key] for key in keys.tolist()])
    written = [
        sample.capitals[key] / sample.inside[key] if sample.inside[key] else np.nan
        for key in keys.tolist()
    ]
    known = {name: n for name, n in sample.totals.most_common() if n >= _FEWEST_TEXTS}
    np.savez_compressed(
        path,
        gaps=np.diff(keys, prepend=0).astype(np.uint16),
        halvings=halvings.round().clip(0, 255).astype(np.uint8),
        capitals=np.nan_to_num(CAPITAL * np.array(written), nan=255).round().astype(np.uint8),
        languages=np.array(list(known)),
        totals=np.array(list(known.values()), dtype=np.int32),
    )
    return path.stat().st_size


def main(arguments: list[str]) -> int:
    """Count, write the data file and print its card's figures. Returns the exit status."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python -m bot.lab.document_frequencies DATA_FOLDER", file=sys.stderr)
        return 2
    sample = count(texts(Path(arguments[0])))
    size = save(sample, Path(bot.core.__file__).parent / "data" / FILE)
    print(f"{sum(sample.totals.values())} texts, {size} bytes written")
    for language, total in sample.totals.most_common():
        print(f"{language} {total}", end="  ")
    print()
    return 0


def count(found: Iterable[Text]) -> WordSample:
    """How many of the texts hold each stem, by language; a text that comes twice counts once."""
    from bot.core.text.language import detect, normalize

    sample, seen = WordSample(), set[str]()
    for title, text, given in found:
        words = folded_words(text[:600])
        key = " ".join(words[4:16]) or title
        if len(words) < _SHORTEST or key in seen:
            continue
        seen.add(key)
        language = normalize(given) or detect(f"{title}. {text}")
        if language:
            sample.add(title, text, language)
    return sample


def texts(folder: Path) -> Iterator[Text]:
    """Every usable text of the folder."""
    for path in sorted(folder.rglob("*.jsonl.gz")):
        name = path.relative_to(folder).as_posix()
        if any(part in name for part in _TOLD_ELSEWHERE):
            continue
        if name.startswith(_READ):
            for row in _rows(path):
                yield from _told(row)
        elif name.startswith("extraction"):
            for row in _rows(path):
                yield from _extracted(row)
    for path in sorted(folder.rglob("realworld_feeds*.tar.gz")):
        yield from _entries(path)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _told(row: dict[str, Any]) -> Iterator[Text]:
    language = row.get("lang") or ""
    for part in (row, row.get("a"), row.get("b")):
        if isinstance(part, dict) and part.get("text"):
            yield part.get("title") or "", part["text"], language


def _extracted(row: dict[str, Any]) -> Iterator[Text]:
    """The reference text of a page, else what a library takes for it."""
    from trafilatura import extract

    text = row.get("truth_text") or extract(row["html"], include_comments=False, fast=True)
    if text:
        yield row.get("title") or "", text, row.get("lang") or ""


def _entries(path: Path) -> Iterator[Text]:
    from bot.core.text.clean import prose
    from bot.ingest.feeds.parser import parse_feed

    with tarfile.open(path) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            if file is None:
                continue
            try:
                parsed = parse_feed(file.read(), "", "")
            except PrecisError:
                continue
            for entry in parsed.entries:
                yield entry.title, prose(entry.html or entry.summary), parsed.language or ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
