"""The house's walls: imports go one way, in no circle; one door to the web; one name for one class."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache
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
    "bot.web": {"bot.services", "bot.core", "bot.web.access"},
    "bot.web.serving": {"bot.web"},
    "bot.web.access": set(),
    "bot.scheduler": set(),
    "bot.logs": set(),
    "bot.stopping": set(),
    "bot.local_telegram": {"bot.core", "bot.web.serving", "bot.web.access"},
    "bot.app": {"*"},
    "bot.reading": {"*"},
    "bot.safekeeping": {"*"},
    "bot.running": {"*"},
    "bot.site": {"*"},
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
    "telegram": {"bot/chat/", "bot/running.py", "bot/safekeeping.py"},
    "trafilatura": {
        "bot/ingest/",
        "bot/lab/document_frequencies.py",
        "bot/lab/bench/pages.py",
    },
    "sumy": {"summarizers/sumy/adapters.py"},
}


SHELVES = {
    "summarizers": ("text", "facts", "bullets", "ranker", "sumy", "lead", "story"),
    "bot.core": ("text", "terms", "model", "feeds", "schedule", "stories", "editions"),
    "bot.ingest": ("web", "feeds", "pages", "workers"),
    "bot.store": ("migrations", "feeds", "chats", "articles", "outbox", "operators", "backups"),
    "bot.chat": ("rendering", "transport", "handlers"),
    "bot.local_telegram": ("world", "sample", "api", "page"),
    "bot.lab": ("summaries", "pages", "bench"),
}
"""The shelves of the big rooms in their order: each may import those that stand before it."""
MAX_MODULES = 16  # a folder's; more than that nobody takes in at a glance
MAX_FUNCTION_LINES = 45


def room(module: str) -> str:
    """The room a dotted module lies in: its longest prefix that the table names."""
    parts = module.split(".")
    names = [".".join(parts[:n]) for n in range(len(parts), 0, -1)]
    return next((name for name in names if name in ALLOWED), "")


@cache
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
        "allow_paid_broadcast",
        "verify=False",
        "sumy.nlp.tokenizers import",
    )
    for path in FILES:
        text = path.read_text("utf-8")
        assert not [word for word in forbidden if word in text], path


@cache
def _edges() -> dict[str, set[str]]:
    """Which module imports which, those for type checking included."""
    known = {dotted(path) for path in FILES}
    return {
        dotted(path): {
            name if name in known else name.rpartition(".")[0]
            for name in imports(path)
            if name in known or name.rpartition(".")[0] in known
        }
        - {dotted(path)}
        for path in FILES
    }


def test_no_module_imports_itself_by_way_of_others() -> None:
    left = _edges()
    while free := {name for name, others in left.items() if not others & left.keys()}:
        left = {name: others for name, others in left.items() if name not in free}
    assert not left, f"in a circle, or above one: {sorted(left)}"


def _shelf(module: str, of: str) -> int:
    """The position of a module's shelf in its room; -1 for a module beside the shelves."""
    name = module.removeprefix(of + ".").split(".")[0]
    return SHELVES[of].index(name) if name in SHELVES[of] else -1


@pytest.mark.parametrize("of", SHELVES)
def test_shelves_import_only_those_before_them(of: str) -> None:
    inside = {name: others for name, others in _edges().items() if name.startswith(of + ".")}
    for name, others in inside.items():
        for other in others & inside.keys():
            here, there = _shelf(name, of), _shelf(other, of)
            assert here < 0 or there <= here, f"{name} imports {other}"


@pytest.mark.parametrize("of", SHELVES)
def test_every_shelf_has_its_place_in_the_order(of: str) -> None:
    folder = ROOT / of.replace(".", "/")
    assert {path.parent.name for path in folder.glob("*/__init__.py")} == set(SHELVES[of])


def test_the_laboratory_is_reached_by_name_alone() -> None:
    for path in FILES:
        if not dotted(path).startswith("bot.lab"):
            assert not [name for name in imports(path) if name.startswith("bot.lab")], path


def test_no_folder_is_crowded() -> None:
    # Steps of the schema are added and never joined: nobody reads them side by side.
    taken = (path for path in FILES if path.parent.name != "migrations")
    folders = Counter(path.parent for path in taken if path.name != "__init__.py")
    assert {str(at): count for at, count in folders.items() if count > MAX_MODULES} == {}


def test_no_public_class_name_stands_twice() -> None:
    names: dict[str, list[str]] = {}
    for path in FILES:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                names.setdefault(node.name, []).append(dotted(path))
    assert {name: places for name, places in names.items() if len(places) > 1} == {}


SMALL = 2_500  # bytes; a module below is seen through by the tests of those that use it
WITHOUT_BEHAVIOUR = {
    *("bot/services/ports.py", "bot/services/taste_ports.py", "bot/services/chat_port.py"),
    *("bot/services/placing/article_ports.py", "bot/services/placing/grouping_ports.py"),
    # Tables; test_migrations compares them with a database.
    *("bot/store/schema.py", "bot/store/derived_schema.py"),
}
SHOWN_ELSEWHERE = {
    *(
        "bot/running.py",
        "bot/command/editions.py",
        "bot/command/stories.py",
    ),  # tests/flows, /command
    *("bot/chat/handlers/places.py", "bot/chat/rendering/coverage.py"),  # conversations, editions
    *("bot/chat/transport/client.py", "bot/chat/transport/outcomes.py"),  # tests/chat/transport
    *("bot/ingest/dates.py", "bot/ingest/pages/selection.py"),  # feeds, pages
    "bot/ingest/pages/blocks/features.py",  # test_model
    "bot/store/articles/story_queries.py",  # test_article_store, test_visibility
    *("bot/store/chats/deactivation.py", "bot/store/chats/settings.py"),  # test_chat_store
    "bot/local_telegram/sample/site.py",
    *("bot/lab/bench/stories.py", "bot/lab/bench/summaries.py", "bot/lab/places.py"),
    *("bot/lab/document_frequencies.py", "bot/lab/summaries/examples.py"),
    *("bot/lab/pages/evaluation.py", "bot/lab/pages/training.py"),  # test_model
}
"""Modules that only tests of other names show: to become fewer, and never more."""


def test_every_module_with_behaviour_has_a_test_file_of_its_name() -> None:
    missing = []
    for path in FILES:
        where = path.relative_to(ROOT)
        mirrored = Path(*where.parts[1:]) if where.parts[0] == "bot" else where
        own = ROOT / "tests" / mirrored.with_name(f"test_{where.name}")
        aside = where.name.startswith("__") or where.parts[:3] == ("bot", "store", "migrations")
        aside = aside or "languages" in where.parts or where.parts[:3] == ("bot", "core", "model")
        aside = aside or where.as_posix() in WITHOUT_BEHAVIOUR | SHOWN_ELSEWHERE
        if not aside and path.stat().st_size > SMALL and not own.exists():
            missing.append(where.as_posix())
    assert missing == []


@pytest.mark.parametrize("path", FILES, ids=dotted)
def test_functions_stay_short(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            assert lines <= MAX_FUNCTION_LINES, f"{node.name} has {lines} lines"
