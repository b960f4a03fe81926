from __future__ import annotations

import json
import re
from datetime import datetime

import pytest

from tests.command.running import ROOT, precis

SEED = ROOT.parent / "shared" / "data" / "seed-page.txt"


TEXT = (
    "The council of Eastmere approved the new bridge on Monday evening after a long debate. "
    "Work is to begin in April and will cost 40 million euros, a third of it paid by the region. "
    "Opponents said that a second ferry would have been cheaper and could have sailed this year. "
    "The old bridge, built in 1931, has been closed to lorries since cracks were found in May."
)


PAGE = f"<html><head><title>Bridge</title></head><body><article><h1>Bridge approved</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"


def is_cut_from(bullet: str, source: str) -> bool:
    """Whether the words of a bullet stand in the source, in order; phrases may be left out."""
    words = iter(re.findall(r"\w+", source))
    return all(word in words for word in re.findall(r"\w+", bullet))


def rows(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_where_there_is_nothing_to_summarise_nothing_is_printed() -> None:
    done = precis("summarize", "-")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "precis: -: there is no text to summarise\n"


def test_a_private_address_is_refused_in_one_line() -> None:
    done = precis("extract", "http://127.0.0.1:9/page.html")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


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


@pytest.mark.skipif(not SEED.exists(), reason="../shared/data/seed-page.txt is not here")
def test_the_seed_page_yields_its_main_article_alone() -> None:
    row = json.loads(precis("extract", str(SEED), "--format", "json").stdout)
    assert row["text"].rstrip().endswith("Putin knows that.")
    assert len(row["related"]) == 3
    bullets = precis("summarize", str(SEED), "--format", "json").stdout
    assert all(is_cut_from(b["text"], row["text"]) for b in json.loads(bullets)["bullets"])
