"""The bullets of a story against an editor's account, beside what is simpler."""

from __future__ import annotations

from bot.lab.summaries.story_evaluation import LEAD, OURS, StoryExample, evaluate, example, table

FIRST = (
    "A cargo barge struck the harbour bridge of Brackwater on Tuesday night. "
    "Nobody was hurt, the harbour office said. The barge had been tied up since March."
)
SECOND = (
    "Brackwater lost its only bridge on Tuesday when a barge broke loose. "
    "Repairs will cost two million euros, the mayor said. Ferries run until then."
)
ROW = {
    "docs": [
        {"title": "Barge strikes bridge", "text": FIRST, "source": "Gull"},
        {"title": "Bridge lost", "text": SECOND},
    ],
    "summary": [
        "A barge struck the bridge of Brackwater.\u00a0Repairs will cost two million euros."
    ],
}


def test_a_row_becomes_articles_and_an_account_in_sentences() -> None:
    made = example(ROW)
    assert isinstance(made, StoryExample)
    assert [(one.id, one.outlet) for one in made.articles] == [(0, "Gull"), (1, "1")]
    assert made.reference == (
        "A barge struck the bridge of Brackwater.",
        "Repairs will cost two million euros.",
    )


def test_every_system_is_scored_on_the_same_stories() -> None:
    rows = {row.name: row for row in evaluate([example(ROW)], 2)}
    assert {OURS, LEAD, "best lead", "lead, as long", "ours, cut", "lexrank", "oracle"} <= set(rows)
    assert all(0 <= value <= 1 for row in rows.values() for value in row.rouge.as_tuple())
    ours = rows[OURS]
    assert [gap.mean for gap in ours.ahead] == [0.0, 0.0, 0.0]
    assert sum(rows["best lead"].rouge.as_tuple()) >= sum(rows[LEAD].rouge.as_tuple())
    assert rows["lead, as long"].words <= ours.words


def test_the_table_has_a_line_for_each_system() -> None:
    rows = evaluate([example(ROW)], 2, sumy=())
    lines = table(rows).splitlines()
    assert len(lines) == 1 + len(rows)
    assert lines[1].startswith(OURS)
    assert "[" not in lines[1], "ours is not ahead of itself"
    assert all("[" in line for line in lines[2:])


def test_no_stories_make_no_rows() -> None:
    assert evaluate([], 3) == []
