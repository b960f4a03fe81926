"""What another version of the code told is known as such."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from bot.services.telling import kept_tellings
from bot.services.telling.telling_version import TELL, number_of, telling_version


def test_every_file_has_a_part_in_the_number(tmp_path: Path) -> None:
    (tmp_path / "story").mkdir()
    rule, data = tmp_path / "story" / "rule.py", tmp_path / "words.toml"
    rule.write_text("A")
    data.write_text("B")
    before = number_of(tmp_path)
    data.write_text("C")
    after = number_of(tmp_path)
    rule.rename(tmp_path / "story" / "rules.py")
    assert len({before, after, number_of(tmp_path)}) == 3


def test_what_python_makes_of_the_files_has_none(tmp_path: Path) -> None:
    (tmp_path / "rule.py").write_text("A")
    before = number_of(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "rule.pyc").write_bytes(b"made")
    assert number_of(tmp_path) == before


def test_the_code_that_writes_rows_and_reads_them_has_a_part() -> None:
    assert telling_version() != number_of(files("summarizers"), files("bot.core"))
    assert {"summarizers", "bot.core", kept_tellings.__package__} <= set(TELL)


def test_the_number_of_the_code_fits_a_column_and_stays() -> None:
    assert 0 < telling_version() < 2**56
    telling_version.cache_clear()
    assert telling_version() == telling_version()
