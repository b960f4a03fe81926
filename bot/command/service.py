"""The verbs that work on the store and the bot: run, web, worker, try, digest, collect, sources,
config, db."""

from __future__ import annotations

import asyncio
import os
import sys
from argparse import Namespace
from collections.abc import Collection, Coroutine
from pathlib import Path
from typing import Any

from bot.allocator import spare_what_lasts
from bot.chat.rendering.reasons import sentence
from bot.chat.rendering.texts import DEFAULT
from bot.command.progress import progress_bar
from bot.core.urls import outlet_host
from bot.errors import PrecisError
from bot.redaction import redacted
from bot.stopping import end_when_told, run_until_told
from config.env_file import read_env_file
from config.settings import Settings, SettingsError, settings_table
from config.sources import load_sources, parse_opml, parse_toml, write_opml, write_toml

MOST_FEEDS = 10_000  # of one pass


def config(_: Namespace, __: Settings) -> int:
    """`precis config`: every variable, its value and where it came from."""
    rows = settings_table(os.environ, read_env_file(Path(".env")))
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    for name, value, origin in rows:
        print(f"{name:<{widths[0]}}  {value:<{widths[1]}}  {origin}")
    return 0


def db(_: Namespace, settings: Settings) -> int:
    """`precis db upgrade`: bring the schema up to date."""
    asyncio.run(_upgrade(settings))
    print("The schema is up to date.")
    return 0


async def _upgrade(settings: Settings) -> None:
    from bot.store import open_stores

    stores = await open_stores(settings.database_url)
    await stores.aclose()


def collect(_: Namespace, settings: Settings) -> int:
    """`precis collect`: one pass over the feeds that are due, where no bot or worker reads them."""
    return _with_ingestion(_collect(settings), settings)


def _with_ingestion(work: Coroutine[Any, Any, int], settings: Settings) -> int:
    """Read feeds or the store; what is logged does not stand among what is printed."""
    from bot import logs

    logs.configure(logs.for_a_person(settings.log_level), settings.log_format, settings.secrets)
    return asyncio.run(work)


async def _collect(settings: Settings) -> int:
    from bot.app import open_ingestion
    from bot.reading import nobody_else_reads

    async with open_ingestion(settings) as ingestion, nobody_else_reads(ingestion):
        with progress_bar("Reading feeds") as progress:
            report = await ingestion.collector.run_due(progress, MOST_FEEDS)
    for url, reason in sorted(report.failed.items()):
        print(redacted(f"{url}: {sentence(reason, DEFAULT)}", settings.secrets), file=sys.stderr)
    older = f", {report.skipped} more only counted" if report.skipped else ""
    failed = f"{len(report.failed)} failed."
    print(f"{report.articles} new articles from {report.feeds} feeds{older}; {failed}")
    return 1 if report.feeds and len(report.failed) == report.feeds else 0


def digest(options: Namespace, settings: Settings) -> int:
    """`precis digest`: a digest from the store."""
    from bot.command.editions import print_digest

    return _with_ingestion(print_digest(options, settings), settings)


def sources(options: Namespace, settings: Settings) -> int:
    """`precis sources list|check|import FILE|export`."""
    actions = {"list": _list, "export": _export, "import": _import, "check": _check}
    return actions[options.action](options, settings)


def _list(_: Namespace, settings: Settings) -> int:
    found = load_sources(settings.sources)
    for source in found:
        row = (source.name, ",".join(source.topics), source.language, source.url)
        print("\t".join(value or "-" for value in row))
    outlets = {source.name or outlet_host(source.url) for source in found}
    print(f"{len(found)} feeds of {len(outlets)} outlets.", file=sys.stderr)
    return 0


def _export(options: Namespace, settings: Settings) -> int:
    text = write_opml(load_sources(settings.sources))
    if options.file:
        Path(options.file).write_text(text, "utf-8")
    else:
        print(text, end="")
    return 0


def _import(options: Namespace, settings: Settings) -> int:
    """The feeds of a file are added to the SOURCES file, which must be one of ours to write."""
    if not options.file:
        raise SettingsError(["sources import: name the OPML or TOML file to import"])
    if not settings.sources or not settings.sources.endswith(".toml"):
        raise PrecisError("set SOURCES to the TOML file that the feeds shall be added to")
    data = Path(options.file).read_bytes() if Path(options.file).is_file() else None
    if data is None:
        raise PrecisError(f"{options.file}: no such file")
    is_xml = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    new = parse_opml(data, options.file) if is_xml else parse_toml(data.decode(), options.file)
    old = load_sources(settings.sources)
    added = [source for source in new if source.url not in {known.url for known in old}]
    Path(settings.sources).write_text(write_toml([*old, *added]), "utf-8")
    print(f"{len(added)} feeds added to {settings.sources}, {len(new) - len(added)} were there.")
    return 0


def _check(_: Namespace, settings: Settings) -> int:
    from bot.command.editions import check_sources

    return _with_ingestion(check_sources(settings), settings)


def run(_: Namespace, settings: Settings) -> int:
    """`precis run`: the bot."""
    end_when_told()
    from bot.running import run_bot

    _prepared(settings)
    spare_what_lasts()
    return run_until_told(lambda: run_bot(settings))


def web(_: Namespace, settings: Settings) -> int:
    """`precis web`: all but the reading of feeds, which is left to workers."""
    end_when_told()
    from bot.running import run_bot

    _of_a_fleet("web", settings)
    _prepared(settings)
    spare_what_lasts()
    return run_until_told(lambda: run_bot(settings, reads=False))


def worker(_: Namespace, settings: Settings) -> int:
    """`precis worker`: reads feeds beside any number of others, and needs no token."""
    end_when_told()
    from bot.reading import run_worker

    _of_a_fleet("worker", settings)
    _logging(settings)
    return run_until_told(lambda: run_worker(settings))


def _of_a_fleet(verb: str, settings: Settings) -> None:
    if settings.database_url.startswith("sqlite"):
        raise SettingsError(
            [
                f"DATABASE_URL: precis {verb} needs PostgreSQL, which several machines can share; "
                "with SQLite, precis run does all in one process"
            ]
        )


def _prepared(settings: Settings) -> None:
    if not settings.telegram_bot_token:
        raise SettingsError(
            ["TELEGRAM_BOT_TOKEN: none was given; get one from @BotFather, or run `precis try`"]
        )
    _logging(settings)


def _logging(settings: Settings) -> None:
    from bot import logs

    logs.configure(settings.log_level, settings.log_format, settings.secrets)
    if settings.sentry_dsn:
        _report(settings.sentry_dsn, settings.secrets)


def _report(dsn: str, secrets: Collection[str]) -> None:
    from bot import logs

    try:
        logs.report_errors(dsn, secrets)
    except ValueError as wrong:
        raise SettingsError([f"SENTRY_DSN: a secret value was given; {wrong}"]) from None


def try_local(options: Namespace, settings: Settings) -> int:
    """`precis try`: the whole product against the built-in local Telegram."""
    from bot.command.trial import try_product

    return run_until_told(lambda: try_product(options.port, settings))
