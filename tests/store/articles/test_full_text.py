"""What is found is the same on SQLite and PostgreSQL, and what a plain look through texts finds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.core.model.articles import Article
from bot.core.model.chats import PUBLIC
from bot.core.text.query import holds, parse_query, searchable
from bot.core.text.search_tokens import token_terms
from bot.store import Stores
from bot.store.articles import full_text
from bot.store.articles.full_text import fts5, tsquery
from bot.store.derived_schema import make_derived_due

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=99)
TEXTS = {
    "vote": "The election is over. The prime minister conceded.",
    "snow": "In Zürich fiel Schnee.",
    "book": "यह एक किताब है।",
    "india": "இந்தியா வென்றது.",
    "rain": "ฝนตกในกรุงเทพมหานคร",
    "gaza": "ガザ地区で停戦",
    "burma": "မြန်မာနိုင်ငံ",
    "korea": "대통령이 말했다.",
    "oneill": "Ms O’Neill resigned as minister, prime suspect of nothing.",
    "hebrew": "שָׁלוֹם",
    "warning": "A warning was given.",
    "umbrella": "カサで雨が降った",
    "china": "新华社记者在北京报道iPhone手机。",
    "syntax": "NEAR AND OR NOT are words here, as is words: too.",
    "figures": "It grew by 3.5 percent in 2026.",
}
ASKED = {
    "elect": {"vote"},
    '"elect"': set[str](),
    "ZURICH": {"snow"},
    "किताब": {"book"},
    "है": {"book"},
    "कतब": set(),
    "இந்தியா": {"india"},
    "กรุงเทพ": {"rain"},
    "ガザ": {"gaza"},
    "မြန်မာ": {"burma"},
    "대통령": {"korea"},
    unicodedata.normalize("NFKD", "대통령"): {"korea"},
    "o'neill": {"oneill"},
    "שלום": {"hebrew"},
    "war": set(),
    "warni": {"warning"},
    "snow fire": set(),
    "prime minister": {"vote", "oneill"},
    '"prime minister"': {"vote"},
    "minister -resigned": {"vote"},
    'minister -"prime minister"': {"oneill"},
    "-minister": set(),
    "北京": {"china"},
    "华社记": {"china"},
    "iPhone手机": {"china"},
    "机": {"china"},
    "京北": set(),
    "near": {"syntax"},
    "NOT": {"syntax"},
    "words:too": {"syntax"},
    "3.5 2026": {"figures"},
    "5.3": {"figures"},
    "tag": {"figures"},
    '"2026 tag"': set(),
}
HOSTILE = (
    "') OR 1=1 --",
    'words:"a" NEAR/2 *',
    "{title} : x ^",
    "a'b\\'c:*",
    "!(a|b)<->c",
    "\0\ud800\u241f",
    "*",
    '""',
    "“",
    "(" * 200,
    "' & '",
    ":* & !",
    "%_%",
)


async def fill(stores: Stores, press: int) -> None:
    for number, (name, body) in enumerate(TEXTS.items()):
        seen = NOW - timedelta(hours=number)
        one = Article(f"https://x.example/{name}", name, body, "X", seen, seen, feed_id=press)
        await stores.articles.add(replace(one, hashtags=("tag",) if name == "figures" else ()))


async def found(stores: Stores, asked: str) -> set[str]:
    stories = await stores.articles.search(parse_query(asked), LONG_AGO, PUBLIC)
    return {story.articles[0].title for story in stories}


@pytest.mark.parametrize("latest", [full_text._LATEST, 4], ids=["all latest", "most older"])
async def test_each_query_finds_what_it_should_on_both_databases(
    stores: Stores, press: int, latest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full_text, "_LATEST", latest)
    await fill(stores, press)
    assert {asked: await found(stores, asked) for asked in ASKED} == ASKED


async def test_search_finds_what_a_look_through_the_texts_finds(stores: Stores, press: int) -> None:
    await fill(stores, press)
    for asked in ASKED:
        query = parse_query(asked)
        seen = {name for name, body in TEXTS.items() if holds(query, searchable((name, body)))}
        assert await found(stores, asked) - {"figures"} == seen - {"figures"}, asked


async def test_a_strangers_words_are_never_syntax(stores: Stores, press: int) -> None:
    await fill(stores, press)
    for asked in HOSTILE:
        words = set(re.findall(r"\w+", asked.lower()))
        for name in await found(stores, asked):
            assert words & set(re.findall(r"\w+", f"{name} {TEXTS[name]}".lower())), asked


@pytest.mark.parametrize("latest", [full_text._LATEST, 100], ids=["all latest", "most older"])
async def test_many_hits_come_newest_first_and_no_more_than_asked_for(
    stores: Stores, press: int, latest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full_text, "_LATEST", latest)
    flood = list[Article]()
    for number in range(230):  # more than are looked at in one go, of one story but for a few
        seen = NOW - timedelta(minutes=230 - number)
        one = Article(f"https://x.example/{number}", "Flood", "Flood.", "X", seen, seen)
        story = 0 if number % 40 == 0 else 1 + number // 120
        flood.append(replace(one, feed_id=press, story_id=story))
    await stores.articles.add_all(flood)
    stories = await stores.articles.search(parse_query("flood"), LONG_AGO, PUBLIC, limit=5)
    newest = [max(article.seen for article in story.articles) for story in stories]
    assert newest == sorted(newest, reverse=True)
    assert len(stories) == 5
    everything = await stores.articles.search(parse_query("flood"), LONG_AGO, PUBLIC)
    assert everything[:5] == stories
    assert len(everything) in (7, 8)


async def test_what_is_deleted_is_gone_from_the_index(stores: Stores, press: int) -> None:
    await fill(stores, press)
    await stores.articles.delete_older(NOW - timedelta(hours=2.5))
    async with stores.database.read() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM article_search")) == 3


async def test_what_an_older_version_stored_is_found_by_and_by_the_newest_first(
    stores: Stores, press: int
) -> None:
    await fill(stores, press)
    async with stores.database.write() as connection:
        await connection.execute(text("DELETE FROM article_search"))
        await make_derived_due(connection)
    assert await found(stores, "figures") == set()
    assert await stores.articles.index_some(limit=1) == 1
    assert await found(stores, "figures") == {"figures"}
    while await stores.articles.index_some(limit=4):
        pass
    assert {asked: await found(stores, asked) for asked in ASKED} == ASKED


@pytest.mark.parametrize(
    ("asked", "lite", "postgres"),
    [
        ("elect war", '"elect" * AND "war"', "('elect':*) & ('war')"),
        ('-ab "c d"', '"c d" NOT "ab"', "('c' <-> 'd') & !('ab')"),
    ],
)
def test_queries_as_the_databases_read_them(asked: str, lite: str, postgres: str) -> None:
    terms = token_terms(parse_query(asked))
    assert (fts5(terms), tsquery(terms)) == (lite, postgres)
