from __future__ import annotations

import asyncio
import json
from pathlib import Path

from tests.command.running import precis
from tests.ingest.loopback import answer, site


def test_config_shows_every_setting_and_no_secret(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT=8000\n")
    token = "123456:abcdefghijklmnopqrstuvwxyz0123456789"
    done = precis("config", cwd=tmp_path, TELEGRAM_BOT_TOKEN=token)
    assert done.returncode == 0
    assert ["PORT", "8000", ".env"] in [line.split() for line in done.stdout.splitlines()]
    assert token not in done.stdout


def test_a_database_that_cannot_be_reached_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = precis("db", "upgrade", DATABASE_URL=f"sqlite:///{tmp_path}/file/precis.db")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    secret = precis("db", "upgrade", DATABASE_URL="postgresql://u:hunter2@127.0.0.1:9/x")
    assert secret.returncode == 1
    assert "hunter2" not in secret.stderr
    assert len(secret.stderr.splitlines()) == 1


def test_an_unknown_topic_names_the_nearest(tmp_path: Path) -> None:
    done = precis("digest", "--topic", "scince", DATABASE_URL=f"sqlite:///{tmp_path}/p.db")
    assert done.returncode == 1
    assert "science" in done.stderr


def test_sources_are_listed_exported_and_imported(tmp_path: Path) -> None:
    assert len(precis("sources", "list").stdout.splitlines()) > 60
    opml = tmp_path / "all.opml"
    assert precis("sources", "export", str(opml)).returncode == 0
    mine = tmp_path / "mine.toml"
    mine.write_text('[[source]]\nurl = "https://a.example/feed"\n')
    done = precis("sources", "import", str(opml), SOURCES=str(mine))
    assert done.returncode == 0
    assert len(precis("sources", "list", SOURCES=str(mine)).stdout.splitlines()) > 61


async def test_what_is_logged_never_stands_among_what_is_printed(tmp_path: Path) -> None:
    async with site() as place:
        link = f"<item><title>A report</title><link>{place.root}/report.pdf</link></item>"
        feed = f"<rss version='2.0'><channel><title>T</title>{link}</channel></rss>"
        place.says("/feed", answer(feed.encode()))
        place.says("/report.pdf", answer(b"%PDF-1.4 " + bytes(range(256))))
        (tmp_path / "sources.toml").write_text(f'[[source]]\nurl = "{place.root}/feed"\n')
        settings = {
            "DATABASE_URL": f"sqlite:///{tmp_path}/precis.db",
            "SOURCES": str(tmp_path / "sources.toml"),
            "ALLOWED_PRIVATE_HOSTS": "127.0.0.1",
            "LOG_LEVEL": "DEBUG",
        }
        wish = ("digest", "--refresh", "--format", "json")
        done = await asyncio.to_thread(precis, *wish, cwd=tmp_path, **settings)
    assert place.paths() == ["/feed", "/report.pdf"]
    assert [story["title"] for story in json.loads(done.stdout)["stories"]] == ["A report"]
    assert "page not read" in done.stderr
