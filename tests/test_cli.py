"""The command line: exit statuses, one-line errors, filters that carry on."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.cli import LazyVerb, parser
from tests.ingest.loopback import answer, site

ROOT = Path(__file__).parent.parent
SEED = ROOT.parent / "shared" / "data" / "seed-page.txt"
TEXT = (
    "The council of Eastmere approved the new bridge on Monday evening after a long debate. "
    "Work is to begin in April and will cost 40 million euros, a third of it paid by the region. "
    "Opponents said that a second ferry would have been cheaper and could have sailed this year. "
    "The old bridge, built in 1931, has been closed to lorries since cracks were found in May."
)
PAGE = f"<html><head><title>Bridge</title></head><body><article><h1>Bridge approved</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"


def precis(
    *arguments: str, stdin: str | bytes = "", cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, without this machine's settings."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=stdin if isinstance(stdin, str) else stdin.decode("utf-8", "surrogateescape"),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        cwd=cwd or ROOT,
        env={**kept, "PYTHONPATH": str(ROOT), **env},
        timeout=100,
        check=False,
    )


def is_cut_from(bullet: str, source: str) -> bool:
    """Whether the words of a bullet stand in the source, in order; phrases may be left out."""
    words = iter(re.findall(r"\w+", source))
    return all(word in words for word in re.findall(r"\w+", bullet))


def rows(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_a_wrong_setting_is_one_line_for_each_fault_and_status_2(tmp_path: Path) -> None:
    done = precis("config", cwd=tmp_path, PORT="x", LOG_LEVEL="LOUD")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "PORT: 'x' was given; allowed is a whole number from 1 to 65535",
        "LOG_LEVEL: 'LOUD' was given; allowed is one of DEBUG, INFO, WARNING, ERROR, CRITICAL",
    ]


def test_config_shows_every_setting_and_no_secret(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT=8000\n")
    token = "123456:abcdefghijklmnopqrstuvwxyz0123456789"
    done = precis("config", cwd=tmp_path, TELEGRAM_BOT_TOKEN=token)
    assert done.returncode == 0
    assert ["PORT", "8000", ".env"] in [line.split() for line in done.stdout.splitlines()]
    assert token not in done.stdout


def test_run_without_a_token_names_precis_try(tmp_path: Path) -> None:
    done = precis("run", cwd=tmp_path)
    assert done.returncode == 2
    assert "precis try" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [(), ("fly",), ("summarize", "--bullets", "0"), ("group",)])
def test_bad_usage_is_status_2(arguments: tuple[str, ...]) -> None:
    assert precis(*arguments).returncode == 2


@pytest.mark.parametrize("verb", ["extract", "summarize", "feed"])
def test_a_file_that_is_not_there_is_one_line_and_status_1(verb: str) -> None:
    done = precis(verb, "no/such/file")
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["precis: no/such/file: No such file or directory"]


@pytest.mark.parametrize("verb", [("config",), ("summarize", "--jsonl")])
def test_a_full_disk_is_one_line_and_status_1(verb: tuple[str, ...], tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full on this system")
    with full.open("w") as out:
        done = subprocess.run(
            [sys.executable, "-m", "bot", *verb],
            input='{"id": 1, "text": "It rained."}',
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            timeout=100,
            check=False,
        )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "No space left on device" in done.stderr


def test_a_terminal_that_knows_few_letters_gets_what_it_can_show() -> None:
    done = precis(
        "summarize", "-", stdin=TEXT.replace("Eastmere", "Żary"), PYTHONIOENCODING="ascii"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "The council of ?ary approved the new bridge" in done.stdout


def test_where_there_is_nothing_to_summarise_nothing_is_printed() -> None:
    done = precis("summarize", "-")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "precis: -: there is no text to summarise\n"


def test_a_private_address_is_refused_in_one_line() -> None:
    done = precis("extract", "http://127.0.0.1:9/page.html")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_a_database_that_cannot_be_reached_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = precis("db", "upgrade", DATABASE_URL=f"sqlite:///{tmp_path}/file/precis.db")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    secret = precis("db", "upgrade", DATABASE_URL="postgresql://u:hunter2@127.0.0.1:9/x")
    assert secret.returncode == 1
    assert "hunter2" not in secret.stderr
    assert len(secret.stderr.splitlines()) == 1


def test_bullets_of_a_page_and_of_plain_text_are_told_apart() -> None:
    for given in (PAGE, TEXT):
        done = precis("summarize", "-", "--bullets", "2", stdin=given)
        bullets = [line[2:] for line in done.stdout.splitlines() if line.startswith("• ")]
        assert done.returncode == 0
        assert len(bullets) == 2
        assert all(is_cut_from(bullet, TEXT) for bullet in bullets)


def test_the_summarize_filter_carries_ids_keeps_order_and_goes_on_after_a_bad_line() -> None:
    lines = [
        json.dumps({"id": "a", "title": "Bridge", "text": TEXT}),
        "this is not JSON",
        json.dumps({"id": "c"}),
        json.dumps(["not an object"]),
        json.dumps({"id": 5, "text": TEXT, "language": "en"}),
    ]
    done = precis("summarize", "--jsonl", "--bullets", "2", stdin="\n".join(lines))
    out = rows(done.stdout)
    assert done.returncode == 0
    assert [row["id"] for row in out] == ["a", None, "c", None, 5]
    assert ["error" in row for row in out] == [False, True, True, True, False]
    for bullet in out[0]["bullets"]:  # type: ignore[attr-defined]
        assert is_cut_from(bullet["text"], TEXT[bullet["start"] : bullet["end"]])


def test_the_extract_filter_gives_every_field_of_the_contract() -> None:
    done = precis("extract", "--jsonl", stdin=json.dumps({"id": 1, "html": PAGE, "url": ""}))
    (row,) = rows(done.stdout)
    assert set(row) == {
        "id", "title", "text", "language", "date", "author", "site", "hashtags", "related",
    }  # fmt: skip
    assert "40 million euros" in str(row["text"])
    assert row["language"] == "en"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-11-20T23:30:00-05:00", "2026-11-20T23:30:00-05:00"),
        ("2026-11-20T00:30:00+09:00", "2026-11-20T00:30:00+09:00"),
        ("2026-11-20T12:00:00Z", "2026-11-20T12:00:00+00:00"),
        ("2026-11-20", "2026-11-20T00:00:00+00:00"),
    ],
)
def test_an_extracted_date_is_on_the_day_that_the_page_writes(written: str, told: str) -> None:
    stated = f'<meta property="article:published_time" content="{written}"></head>'
    html = PAGE.replace("</head>", stated)
    done = precis("extract", "--jsonl", stdin=json.dumps({"id": 1, "html": html, "url": ""}))
    (row,) = rows(done.stdout)
    shown, meant = (datetime.fromisoformat(str(one)) for one in (row["date"], told))
    assert (shown, shown.date()) == (meant, meant.date())


def test_the_group_filter_puts_one_event_into_one_story() -> None:
    given = [
        {"id": "a", "title": "Bridge approved in Eastmere", "text": TEXT, "date": "2026-11-23"},
        {
            "id": "b",
            "title": "Eastmere council says yes to bridge",
            "text": TEXT[90:],
            "date": "2026-11-23",
        },
        {
            "id": "c",
            "title": "Beekeepers count hives",
            "text": "Hives are fewer after the wet summer.",
            "date": "2026-11-23",
        },
        {"id": "d"},
    ]
    done = precis("group", "--jsonl", stdin="\n".join(map(json.dumps, given)))
    a, b, c, d = rows(done.stdout)
    assert a["story"] == b["story"] != c["story"]
    assert "error" in d


def test_feed_prints_its_items_as_json() -> None:
    feed = (
        "<rss version='2.0'><channel><title>Courier</title><item><title>One &amp; two</title>"
        "<link>https://courier.example/1</link><pubDate>Mon, 23 Nov 2026 07:00:00 GMT</pubDate>"
        "<description>&lt;p&gt;Some text.&lt;/p&gt;</description></item></channel></rss>"
    )
    done = precis("feed", "-", "--format", "json", stdin=feed)
    (row,) = rows(done.stdout)
    assert row["title"] == "Courier"
    assert row["items"] == [
        {
            "title": "One & two",
            "link": "https://courier.example/1",
            "date": "2026-11-23T07:00:00+00:00",
            "summary": "Some text.",
            "text": "Some text.",
        }
    ]


def test_what_is_no_feed_says_so() -> None:
    done = precis("feed", "-", stdin="<html><body>Hello</body></html>")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_an_unknown_topic_names_the_nearest(tmp_path: Path) -> None:
    done = precis("digest", "--topic", "scince", DATABASE_URL=f"sqlite:///{tmp_path}/p.db")
    assert done.returncode == 1
    assert "science" in done.stderr


def _verbs(of: argparse.ArgumentParser) -> Iterator[LazyVerb]:
    """Every verb below this parser."""
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _verbs(below)
    if verb := of.get_default("verb"):
        yield verb


def test_every_verb_leads_to_a_function() -> None:
    found = list(_verbs(parser()))
    assert len(found) >= 13
    for verb in found:
        assert callable(verb.load())


def test_sources_are_listed_exported_and_imported(tmp_path: Path) -> None:
    assert len(precis("sources", "list").stdout.splitlines()) > 60
    opml = tmp_path / "all.opml"
    assert precis("sources", "export", str(opml)).returncode == 0
    mine = tmp_path / "mine.toml"
    mine.write_text('[[source]]\nurl = "https://a.example/feed"\n')
    done = precis("sources", "import", str(opml), SOURCES=str(mine))
    assert done.returncode == 0
    assert len(precis("sources", "list", SOURCES=str(mine)).stdout.splitlines()) > 61


@pytest.mark.skipif(not SEED.exists(), reason="../shared/data/seed-page.txt is not here")
def test_the_seed_page_yields_its_main_article_alone() -> None:
    row = json.loads(precis("extract", str(SEED), "--format", "json").stdout)
    assert row["text"].rstrip().endswith("Putin knows that.")
    assert len(row["related"]) == 3
    bullets = precis("summarize", str(SEED), "--format", "json").stdout
    assert all(is_cut_from(b["text"], row["text"]) for b in json.loads(bullets)["bullets"])


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
