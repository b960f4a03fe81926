"""The papers tell the truth: terms and paths that they name are in the code."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
GLOSSARY = re.findall(r"^\| ([a-z ]+) \| [^|]+ \| `([\w.]+)` \|$", ARCHITECTURE, re.MULTILINE)
PAPERS = ("ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "SECURITY.md")
_CODE = re.compile(r"`((?:bot|summarizers|config|tests)/[\w/.]+)`")
_TESTS = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_MODULES = re.compile(r"python -m ([\w.]+)")


def named(place: str) -> bool:
    """Whether a module of that name exists, or one that has this attribute."""
    try:
        import_module(place)
        return True
    except ModuleNotFoundError:
        module, _, name = place.rpartition(".")
        return hasattr(import_module(module), name)


def test_the_glossary_has_its_terms_in_order() -> None:
    terms = [term for term, _ in GLOSSARY]
    assert len(terms) >= 20
    assert terms == sorted(terms)


@pytest.mark.parametrize(("term", "place"), GLOSSARY)
def test_a_term_of_the_glossary_stands_in_the_code(term: str, place: str) -> None:
    assert named(place), f"{term}: {place} is not there"


@pytest.mark.parametrize("paper", [name for name in PAPERS if (ROOT / name).exists()])
def test_paths_and_commands_of_the_papers_exist(paper: str) -> None:
    text = (ROOT / paper).read_text("utf-8")
    assert [path for path in _CODE.findall(text) if not (ROOT / path).exists()] == []
    assert [name for name in _MODULES.findall(text) if name != "bot" and not named(name)] == []


def test_every_fault_of_the_table_has_a_test_that_is_there() -> None:
    table = (ROOT / "docs" / "faults.md").read_text("utf-8")
    rows = re.findall(r"^\| P\d\d \|.*$", table, re.MULTILINE)
    tests = {row: _TESTS.findall(row) for row in rows}
    assert len(rows) > 50
    assert [row for row, found in tests.items() if not found] == []
    named_tests = {one for found in tests.values() for one in found}
    assert [
        (file, name)
        for file, name in sorted(named_tests)
        if f"def {name}(" not in (ROOT / file).read_text("utf-8")
    ] == []
