"""The house's walls: imports go one way, one door to the web, modules stay short."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(
    path for room in ("bot", "summarizers", "config") for path in (ROOT / room).rglob("*.py")
)
# What each room may import, besides itself and plain libraries. bot.errors and bot.redaction are open to all
# of bot.
ALLOWED = {
    "summarizers": set(),
    "config": {"config.secrets"},
    "bot.errors": set(),
    # What a secret looks like is defined once, beside the settings that accept secrets.
    "bot.redaction": {"config.secrets"},
    "config.secrets": set(),
    "bot.core": {"summarizers"},
    "bot.services": {"bot.core", "summarizers"},
    "bot.ingest": {"bot.services", "bot.core", "summarizers"},
    "bot.store": {"bot.services", "bot.core", "summarizers"},
    "bot.chat": {"bot.services", "bot.core", "summarizers"},
    "bot.web": {"bot.services", "bot.core"},
    "bot.scheduler": set(),
    "bot.logs": set(),
    "bot.local_telegram": {"bot.core"},
    "bot.app": {"*"},
    "bot.running": {"*"},
    "bot.command": {"*"},
    "bot.lab": {"*"},
    "bot.cli": {"*"},
    "bot.__main__": {"bot.cli"},
}
OPEN_TO_ALL = ("bot.errors", "bot.redaction")
ONLY_DOORS = {
    "httpx": {"bot/ingest/", "bot/chat/transport/outcomes.py", "bot/local_telegram/api/webhook.py"},
    "httpcore": {"bot/ingest/"},
    "requests": set(),
    "aiohttp": set(),
    "urllib.request": set(),
    "sqlalchemy": {"bot/store/"},
    "telegram": {"bot/chat/", "bot/running.py"},
    "trafilatura": {
        "bot/ingest/",
        "bot/lab/document_frequencies.py",
        "bot/lab/bench/pages.py",
    },
    "sumy": {"summarizers/sumy/adapters.py"},
}


def room(module: str) -> str:
    """The room a dotted module lies in: its longest prefix that the table names."""
    parts = module.split(".")
    names = [".".join(parts[:n]) for n in range(len(parts), 0, -1)]
    return next((name for name in names if name in ALLOWED), "")


def imports(path: Path) -> list[str]:
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", FILES, ids=dotted)
def test_imports_go_one_way(path: Path) -> None:
    here = room(dotted(path))
    for name in imports(path):
        there = room(name)
        if not there or there == here or (there in OPEN_TO_ALL and here.startswith("bot")):
            continue
        assert there in ALLOWED[here] or "*" in ALLOWED[here], f"{dotted(path)} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=dotted)
def test_each_library_has_its_door(path: Path) -> None:
    where = path.relative_to(ROOT).as_posix()
    for name in imports(path):
        for library, doors in ONLY_DOORS.items():
            if name == library or name.startswith(library + "."):
                assert any(where.startswith(door) for door in doors), f"{where} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=dotted)
def test_modules_stay_under_three_hundred_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


def test_nothing_is_downloaded_or_dropped_on_the_way() -> None:
    forbidden = (
        "nltk.download",
        "drop_pending_updates=True",
        "verify=False",
        "sumy.nlp.tokenizers import",
    )
    for path in FILES:
        text = path.read_text("utf-8")
        assert not [word for word in forbidden if word in text], path
