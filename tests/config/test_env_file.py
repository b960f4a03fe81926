"""A .env file as people have it."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.env_file import foreign_lines, read_env_file


def written(folder: Path, data: bytes) -> Path:
    path = folder / ".env"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (b"A=1", "1"),
        (b"export A=1", "1"),
        (b"  A = 1  ", "1"),
        (b"A=", ""),
        (b'A="one two" # why', "one two"),
        (b"A='one # two'", "one # two"),
        (b"A=one#two", "one#two"),
        (b"A=one # two", "one"),
        (b'A="a\\nb\\"c"', 'a\nb"c'),
        (b"A='a\\nb'", "a\\nb"),
        (b"A=b=c", "b=c"),
        (b'A="half', '"half'),
        ("A=ключ".encode(), "ключ"),
    ],
)
def test_a_value_is_read_as_it_is_meant(tmp_path: Path, line: bytes, value: str) -> None:
    assert read_env_file(written(tmp_path, line)) == {"A": value}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_of_other_systems_are_read(tmp_path: Path, encoding: str, end: str) -> None:
    text = end.join(["# settings", "A=1", "", "B=two"])
    assert read_env_file(written(tmp_path, text.encode(encoding))) == {"A": "1", "B": "two"}


def test_foreign_lines_are_passed_over_and_numbered(tmp_path: Path) -> None:
    path = written(tmp_path, b"A=1\nthis is not it\n[section]\n; a comment\nB=2\n")
    assert read_env_file(path) == {"A": "1", "B": "2"}
    assert foreign_lines(path) == [2, 3]
    assert read_env_file(tmp_path / "none") == {}
