"""The doctor names what is wrong, a line each, and changes nothing."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from bot.command.doctor import Check, examined
from config.settings import Settings, read_settings
from tests.local_telegram.fixtures import local_telegram
from tests.store.pooler import pooled
from tests.test_cli import precis

TOKEN = "123456:" + "a1B2c" * 7


def by_name(checks: list[Check]) -> dict[str, Check]:
    return {check.name: check for check in checks}


async def test_a_bot_that_lacks_nothing_is_well(tmp_path: Path) -> None:
    async with local_telegram() as telegram:
        settings = Settings(
            telegram_bot_token=telegram.token,
            telegram_api_url=telegram.url,
            database_url=f"sqlite:///{tmp_path}/new/precis.db",
        )
        found = by_name(await examined(settings))
        assert {name for name, check in found.items() if check.status == "failed"} == set()
        assert found["token"].told == "it is @precis_local_bot"
        assert "schema 0 of" in found["database"].told
        assert found["clock"].status == "ok"
        assert found["webhook"].told.startswith("not used")
        hooked = read_settings({"PORT": "8080", "WEBHOOK_URL": "https://x.example/hook"})
        wrong = Settings(
            telegram_bot_token=telegram.token,
            telegram_api_url=telegram.url,
            database_url=settings.database_url,
            port=hooked.port,
            webhook_url=hooked.webhook_url,
        )
        assert "no webhook is set" in by_name(await examined(wrong))["webhook"].told
        refused = Settings(
            telegram_bot_token=TOKEN,
            telegram_api_url=telegram.url,
            database_url=settings.database_url,
        )
        assert "does not accept the token" in by_name(await examined(refused))["token"].told


async def test_a_pooler_is_known_by_what_it_does(postgresql_url: str) -> None:
    async def told(address: str) -> str:
        settings = Settings(database_url=address)
        return by_name(await examined(settings))["database"].told

    assert "pooler" not in await told(postgresql_url)
    async with pooled(postgresql_url) as pooler:
        assert "behind a pooler of transactions" in await told(pooler.url)
    async with pooled(postgresql_url, by_session=True) as pooler:
        assert "behind a pooler of sessions" in await told(pooler.url)


async def test_what_fails_is_a_line_each_and_status_1(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TELEGRAM_BOT_TOKEN=" + TOKEN + "\nwhat is this\n")
    (tmp_path / "sources.toml").write_text("# none\n")
    done = await asyncio.to_thread(
        precis,
        "doctor",
        "--json",
        cwd=tmp_path,
        TELEGRAM_API_URL="http://127.0.0.1:9",
        DATABASE_URL="postgres://ada:hunter2@127.0.0.1:9/precis",
        SOURCES=str(tmp_path / "sources.toml"),
    )
    assert (done.returncode, done.stderr) == (1, "")
    report = json.loads(done.stdout)
    assert report["ok"] is False
    told = {check["name"]: (check["status"], check["told"]) for check in report["checks"]}
    assert told["token"][0] == "failed" and "cannot be reached" in told["token"][1]
    assert told["database"][0] == "failed" and "refused" in told["database"][1]
    assert told["sources"][0] == "failed" and "no feed" in told["sources"][1]
    assert told["settings"] == ("warning", ".env: not NAME=value, passed over: line 2")
    assert told["clock"][0] == "warning"
    assert "hunter2" not in done.stdout and TOKEN not in done.stdout


def test_a_vanishing_disk_is_a_failure_and_a_plan_that_sleeps_a_warning(tmp_path: Path) -> None:
    done = precis("doctor", cwd=tmp_path, DYNO="web.1", TELEGRAM_API_URL="http://127.0.0.1:9")
    lines = {line.split()[1]: line for line in done.stdout.splitlines()}
    assert done.returncode == 1
    assert lines["disk"].startswith("failed") and "PostgreSQL" in lines["disk"]
    assert lines["token"].startswith("failed") and "precis try" in lines["token"]
    assert lines["sleep"].startswith("warning") and "Eco" in lines["sleep"]
