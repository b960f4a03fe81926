"""A .env file as people have it: marks, quotes, comments, `export`, CRLF, foreign lines."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

_LINE = re.compile(r"(?:export\s+|set\s+)?([A-Za-z_][A-Za-z0-9_.]*+)\s*=\s*(.*)", re.DOTALL)
_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*+"|'[^']*+')\s*(?:#.*)?""", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}


def read_env_file(path: Path) -> dict[str, str]:
    """The variables of a .env file: `NAME=value` lines; {} if there is no such file.

    Lines that are something else are passed over; `foreign_lines` names them.
    """
    return {name: value for _, name, value in _lines(path) if name}


def foreign_lines(path: Path) -> list[int]:
    """The numbers of the lines that are no `NAME=value`, no comment and not empty."""
    return [number for number, name, _ in _lines(path) if not name]


def unquoted(value: str) -> str:
    """A value without its quotes and without the comment behind it."""
    value = value.strip()
    quoted = _QUOTED.fullmatch(value)
    if not quoted:
        return re.split(r"\s#", value, maxsplit=1)[0].strip()
    inside = quoted[1][1:-1]
    if quoted[1][0] == "'":
        return inside
    return re.sub(r"\\(.)", lambda sign: _ESCAPES.get(sign[1], sign[1]), inside, flags=re.DOTALL)


def _lines(path: Path) -> list[tuple[int, str, str]]:
    """(number, name, value) for each line that says something; no name where it is foreign."""
    if not path.is_file():
        return []
    found = list[tuple[int, str, str]]()
    for number, line in enumerate(_text(path.read_bytes()).splitlines(), 1):
        text = line.strip()
        if not text or text.startswith(("#", ";")):
            continue
        match = _LINE.fullmatch(text)
        found.append((number, match[1], unquoted(match[2])) if match else (number, "", ""))
    return found


def _text(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    return data.decode("utf-8-sig", errors="replace")
