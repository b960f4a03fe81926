"""`precis bench reading`: each measure on data small enough to be checked by hand."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from bot.lab.bench.politeness_scenes import feed
from bot.lab.bench.reading import feeds, keywords, languages


def archive(data: Path, **documents: bytes) -> None:
    path = data / "feeds" / "realworld_feeds.dev.tar.gz"
    path.parent.mkdir()
    with tarfile.open(path, "w:gz") as tar:
        for name, body in documents.items():
            member = tarfile.TarInfo(name)
            member.size = len(body)
            tar.addfile(member, io.BytesIO(body))


def test_feeds_are_counted_with_their_entries_and_refusals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive(tmp_path, a=feed(1, 2), b=feed(3), c=b"no feed at all")
    feeds(tmp_path)
    assert "3 read, 1 refused, 3 entries" in capsys.readouterr().out


def test_without_the_archive_nothing_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feeds(tmp_path)
    assert capsys.readouterr().out == ""


def test_languages_are_counted_where_there_is_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    german = "Die Brücke über den Fluss bleibt ein Jahr lang gesperrt, sagte der Rat am Montag."
    rows = [{"lang": "de", "text": german, "short": ""}, {"lang": "fr", "text": german}]
    languages(rows)
    short, text = (line.split() for line in capsys.readouterr().out.splitlines())
    assert short[1:] == ["short", "0.0000", "(0)"]
    assert text[1:] == ["text", "0.5000", "(2)"]


def test_keywords_are_right_to_the_letter_of_ten(capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        "The harbour bridge closed. The harbour bridge is old. Inspectors saw the harbour bridge."
    )
    row = {"title": "Harbour bridge", "text": text, "lang": "en", "keywords": ["zeppelin"]}
    keywords([row], "set")
    assert "P@10 0.0000  (1)" in capsys.readouterr().out
