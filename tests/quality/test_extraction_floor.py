"""How well articles are found: floors on pages written for the project, and on public ones."""

import gzip
import json
from pathlib import Path

import pytest

from bot.ingest.pages.reader import read_page
from bot.lab.pages import evaluation

PAGES = Path(__file__).parent / "pages"
PUBLIC = Path(__file__).parents[2].parent / "shared" / "data" / "extraction"
OWN_FLOOR = 0.97
PUBLIC_FLOOR = 0.97


def test_the_articles_of_our_own_untidy_pages_are_found():
    pairs = [
        (path.with_suffix(".txt").read_text("utf-8"), read_page(path.read_bytes()).text)
        for path in sorted(PAGES.glob("*.html"))
    ]
    assert evaluation.score_texts(pairs).f1 >= OWN_FLOOR


@pytest.mark.parametrize(
    ("name", "title", "author", "day", "site", "language"),
    [
        ("valley", "Cheese fair draws record crowd", "Marta Quill", "2026-09-12", "The Valley Post", "en"),
        ("hafen", "Stadt kauft alte Werft zurück", "Ilse Brandt", "2026-02-03", "", "de"),
        ("sierra", "El tren de la sierra vuelve a circular", "Lucía Prado", "2026-05-20",
         "Diario de la Sierra", "es"),
        ("reka", "Мост через Линну закрыли на год", "", "2026-03-04", "", "ru"),
    ],
)  # fmt: skip
def test_a_page_is_known_by_what_it_says_of_itself(name, title, author, day, site, language):
    read = read_page((PAGES / f"{name}.html").read_bytes())
    assert (read.title, read.author, read.site, read.language) == (title, author, site, language)
    assert read.date is not None and read.date.date().isoformat() == day


@pytest.mark.skipif(not PUBLIC.exists(), reason="../shared/data/extraction is not there")
def test_the_articles_of_public_pages_are_found():
    with gzip.open(PUBLIC / "scrapinghub.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][::3]
    pairs = [(row["truth_text"], read_page(row["html"], row["url"]).text) for row in rows]
    assert evaluation.score_texts(pairs).f1 >= PUBLIC_FLOOR
