"""The command line: arguments in, a verb called, an exit status out.

0: done; 1: the work failed; 2: usage or configuration. Expected failures are one line on
standard error, never a traceback.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

from bot.allocator import keep_heap_small
from bot.core.model.reasons import ReadingFailed
from bot.errors import PrecisError
from bot.redaction import redacted
from config.env_file import read_env_file
from config.settings import METHODS, Settings, SettingsError, given_values, read_settings

Verb = Callable[[argparse.Namespace, Settings], int]
# Kinds whose module has another name.
_BENCHES = {"manners": "politeness", "answers": "speed.answers"}


@dataclass(frozen=True, slots=True)
class LazyVerb:
    """A verb that is imported when it is called: `precis config` needs no Telegram."""

    module: str
    name: str

    def load(self) -> Verb:
        """The function that does the work; ImportError or AttributeError if it is not there."""
        found: Verb = getattr(import_module(self.module), self.name)
        return found

    def __call__(self, options: argparse.Namespace, settings: Settings) -> int:
        """The exit status of the verb."""
        return self.load()(options, settings)


def _count(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number {low} to {high}")
        return int(text)

    return parse


def _document_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    def add(name: str, help_: str, *, jsonl: bool) -> argparse.ArgumentParser:
        parser = verbs.add_parser(name, help=help_)
        parser.add_argument("source", nargs="?", default="-", metavar="FILE|URL|-")
        if jsonl:
            parser.add_argument("--jsonl", action="store_true", help="one JSON object a line")
        parser.add_argument("--format", choices=("text", "json"), default="text")
        parser.set_defaults(verb=LazyVerb("bot.command.documents", name))
        return parser

    add("extract", "the cleaned article of a page", jsonl=True).add_argument(
        "--url", default="", help="the address the page came from"
    )
    summarize = add("summarize", "bullets of one article", jsonl=True)
    summarize.add_argument("--bullets", type=_count(1, 20), default=3)
    summarize.add_argument("--method", choices=METHODS)
    summarize.add_argument("--explain", action="store_true", help="why each sentence was taken")
    add("feed", "what is read from one feed", jsonl=False)
    _story_verbs(verbs)


def _story_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    def add(name: str, help_: str) -> argparse.ArgumentParser:
        parser = verbs.add_parser(name, help=help_)
        parser.add_argument("source", nargs="?", default="-", metavar="FILE|-")
        parser.add_argument("--jsonl", action="store_true", required=True, help="the only form")
        parser.set_defaults(verb=LazyVerb("bot.command.stories", name))
        return parser

    add("group", "which articles tell the same story")
    story = add("story", "bullets of a story told by several outlets")
    story.add_argument("--bullets", type=_count(1, 20), default=3)


def _service_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    def add(name: str, help_: str) -> argparse.ArgumentParser:
        parser = verbs.add_parser(name, help=help_)
        parser.set_defaults(verb=LazyVerb("bot.command.service", name.replace("try", "try_local")))
        return parser

    add("run", "the bot")
    add("web", "the bot without its reading of feeds, beside workers (PostgreSQL)")
    add("worker", "reads feeds; any number, on any machines (PostgreSQL)")
    add("try", "the whole product against the built-in local Telegram").add_argument(
        "--port", type=_count(0, 65535), default=8080, help="of the chat page (default 8080)"
    )
    digest = add("digest", "print a digest from the store")
    digest.add_argument("--topic", action="append", default=[], metavar="T")
    digest.add_argument("--hours", type=_count(1, 24 * 365), default=24)
    digest.add_argument("--stories", type=_count(1, 100), default=8)
    digest.add_argument("--refresh", action="store_true", help="poll the sources first")
    digest.add_argument("--format", choices=("text", "html", "json"), default="text")
    add("collect", "one pass over all feeds that are due")
    sources = add("sources", "list, check, import or export the feeds")
    sources.add_argument("action", choices=("list", "check", "import", "export"))
    sources.add_argument("file", nargs="?", metavar="FILE")
    add("config", "every setting, its value and where it came from")
    add("db", "the database's schema").add_argument("action", choices=("upgrade",))


def _upkeep_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    def add(name: str, help_: str) -> argparse.ArgumentParser:
        parser = verbs.add_parser(name, help=help_)
        parser.set_defaults(verb=LazyVerb("bot.command.upkeep", name))
        return parser

    doctor = verbs.add_parser("doctor", help="whether everything that the bot needs is there")
    doctor.add_argument("--json", action="store_true")
    doctor.set_defaults(verb=LazyVerb("bot.command.doctor", "doctor"))
    add("healthcheck", "whether the running instance answers on PORT")
    add("backup", "the whole state in one file").add_argument("file", metavar="FILE")
    restore = add("restore", "a backup in the place of what is stored")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--replace", action="store_true", help="lose the chats that are stored")


def _bench_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    bench = verbs.add_parser("bench", help="the project's own benchmarks")
    kinds = bench.add_subparsers(required=True, metavar="KIND")
    for kind, help_ in (
        ("summaries", "bullets beside Lead-3 and sumy: quality, hygiene, speed"),
        ("reading", "pages, feeds, stories, languages, hashtags: quality and speed; manners"),
        ("manners", "what the sites' logs would show of us, on loopback"),
        ("answers", "how soon readers are answered, at any number of stored articles"),
        ("fleet", "two workers beside one, against slow sites on loopback (PostgreSQL)"),
    ):
        parser = kinds.add_parser(kind, help=help_)
        parser.add_argument("--data", metavar="FOLDER", help="of the evaluation sets")
        parser.add_argument("--limit", type=_count(1, 10**6), help="documents of each set")
        parser.add_argument("--quick", action="store_true", help="fewer systems")
        parser.add_argument("--picture", default=f"bench-{kind}.svg", metavar="FILE")
        if kind == "reading":
            speed = "articles read at full speed, two workers (default: 500)"
            parser.add_argument("--articles", type=_count(1, 10**6), default=500, help=speed)
            index = "made articles placed in stories one by one (default: 5000)"
            parser.add_argument("--indexed", type=_count(1, 10**6), default=5000, help=index)
        if kind == "answers":
            sizes = "numbers of stored articles (default: 10000)"
            parser.add_argument(
                "--articles", type=_count(1, 10**7), nargs="+", default=[10_000], help=sizes
            )
            parser.add_argument("--database", metavar="URL", help="an empty one, beside SQLite")
            untold = "ask as right after an upgrade, when no story has been told yet"
            parser.add_argument("--untold", action="store_true", help=untold)
            parser.add_argument("--asks", type=_count(1, 10**4), default=200)
            parser.add_argument("--chats", type=_count(1, 10**6), default=10_000)
        parser.set_defaults(verb=LazyVerb(f"bot.lab.bench.{_BENCHES.get(kind, kind)}", "bench"))


def parser() -> argparse.ArgumentParser:
    """The whole command line, as argparse sees it."""
    top = argparse.ArgumentParser(prog="precis", description="Reads the news so that you need not.")
    verbs = top.add_subparsers(required=True, metavar="COMMAND")
    _service_verbs(verbs)
    _document_verbs(verbs)
    _upkeep_verbs(verbs)
    _bench_verbs(verbs)
    return top


def _told(failure: PrecisError) -> str:
    """The failure in one line of English."""
    if not isinstance(failure, ReadingFailed):
        return str(failure)
    from bot.chat.rendering.reasons import sentence
    from bot.chat.rendering.texts import DEFAULT

    return sentence(failure.why, DEFAULT)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status; argparse itself exits with 2 on bad usage."""
    options = parser().parse_args(arguments)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # not every terminal knows every letter
    keep_heap_small()
    # Our matrices are small: a second thread costs more than it brings, and idles hotly.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    known = frozenset[str]()
    try:
        settings = read_settings(given_values(os.environ, read_env_file(Path(".env"))))
        known = settings.secrets
        status = int(options.verb(options, settings))
        sys.stdout.flush()  # here a full disk can still be told of
        return status
    except SettingsError as wrong:
        print(redacted(str(wrong), known), file=sys.stderr)
        return 2
    except PrecisError as failure:
        print(redacted(f"precis: {_told(failure)}", known), file=sys.stderr)
        return 1
    except OSError as wrong:
        # What is left in the buffer must not fail once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(wrong, BrokenPipeError):
            print(redacted(f"precis: {wrong}", known), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception:  # a fault of ours: told in full, but for the secrets in it
        print(redacted(traceback.format_exc(), known), file=sys.stderr, end="")
        return 1
