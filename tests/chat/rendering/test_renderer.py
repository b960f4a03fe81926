from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.rendering.renderer import Renderer, _block
from bot.core.model.editions import Cited, DigestStory
from bot.core.model.messages import Message
from tests.chat.stories import NOW, bridge, covered, edition, reader
from tests.chat.telegram_html import Parsed

TITLES = {"world": "World", "technology": "Technology"}
RENDERER = Renderer(lambda name: TITLES.get(name, name), "UTC")


def whole(messages: list[Message]) -> str:
    return "\n\n".join(Parsed(message.html).text for message in messages)


def labels(message: Message) -> list[list[str]]:
    return [[button.text for button in row] for row in message.buttons]


@pytest.mark.parametrize("first", range(1, 9))
def test_a_section_is_named_once_a_message_whether_it_begins_there_or_goes_on(first: int) -> None:
    long = [bridge(n, bullets=3, title="A headline " + "of many words " * 50) for n in range(9)]
    other = [replace(one, topics=("technology",)) for one in long[first:]]
    parts = [Parsed(m.html).text for m in RENDERER.digest(edition(*long[:first], *other), reader())]
    assert len(parts) > 1
    for at, part in enumerate(parts):
        lines = part.split("\n")
        names = [line for line in lines if line in ("WORLD", "TECHNOLOGY")]
        assert len(set(names)) == len(names)
        assert not at or lines[0] in names


def test_an_edition_reads_as_it_was_drawn() -> None:
    digest = edition(
        bridge(7),
        bridge(8, bullets=1, title="A chip that learns", topics=("technology",), hashtags=()),
        next_at=NOW + timedelta(hours=10),
    )
    (message,) = RENDERER.digest(digest, reader())
    assert Parsed(message.html).text == (
        "Monday 23 November, 08:30\n"
        "2 stories from 41 articles · 1 minute\n\n"
        "WORLD\n"
        "1  Bridge over the Aller closes for two years\n"
        "• The old bridge over the Aller closes on Monday for two years. ↗\n"
        "• Buses will take the northern crossing until then. ↗\n"
        "• The town pays 12.4 million euros, a third of it borrowed. ↗\n"
        "Harbour Post, 2 h ago · also Valley Radio 2 h, Evening Star 40 min\n"
        "#Aller #Bridge\n\n"
        "TECHNOLOGY\n"
        "2  A chip that learns\n"
        "• The old bridge over the Aller closes on Monday for two years. ↗\n"
        "Harbour Post, 2 h ago · also Valley Radio 2 h, Evening Star 40 min\n\n"
        "— That is all. Next at 18:30. —"
    )
    assert labels(message) == [["1", "2"], ["My topics", "Settings"]]


def test_the_headline_and_each_arrow_open_the_source() -> None:
    (message,) = RENDERER.digest(edition(bridge()), reader())
    assert Parsed(message.html).links == [
        "https://harbour-post.example/bridge",
        "https://harbour-post.example/bridge#:~:text=0",
        "https://harbour-post.example/bridge#:~:text=1",
        "https://harbour-post.example/bridge#:~:text=2",
    ]


def test_the_plain_twin_has_the_same_words_without_arrows() -> None:
    (message,) = RENDERER.digest(edition(bridge()), reader())
    assert message.plain == Parsed(message.html).text.replace(" ↗", "")


def test_more_than_three_bullets_fold() -> None:
    (message,) = RENDERER.digest(edition(bridge(bullets=5)), reader())
    shown, _, quoted = message.html.partition("<blockquote expandable>")
    assert (shown.count("• "), quoted.partition("</blockquote>")[0].count("• ")) == (3, 2)


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("en", "Monday 23 November, 08:30"),
        ("de", "Montag, 23. November, 08:30"),
        ("es", "lunes 23 de noviembre, 08:30"),
        ("fr", "lundi 23 novembre, 08:30"),
        ("ru", "понедельник, 23 ноября, 08:30"),
        ("pt", "segunda-feira, 23 de novembro, 08:30"),
        ("xx", "Monday 23 November, 08:30"),
    ],
)
def test_the_date_is_the_chats_own_and_in_its_language(language: str, head: str) -> None:
    (message, *_) = RENDERER.digest(edition(bridge()), reader(language=language))
    assert message.plain.splitlines()[0] == head


def test_a_story_seen_before_says_since_when_it_is_new() -> None:
    seen = bridge(new_since=NOW - timedelta(hours=14))
    (message,) = RENDERER.digest(edition(seen), reader())
    assert "new since yesterday at 18:30" in message.plain


def test_a_late_edition_and_a_missing_outlet_are_told() -> None:
    digest = edition(bridge(), late_for=NOW - timedelta(hours=2), missing=("Daily Gull",))
    (message,) = RENDERER.digest(digest, reader())
    assert "Your digest of 06:30. Sorry it is late" in message.plain
    assert "Could not be read this time: Daily Gull." in message.plain


def test_an_edition_without_stories_still_says_something() -> None:
    (message,) = RENDERER.digest(edition(next_at=NOW + timedelta(days=1)), reader())
    said = "Monday 23 November, 08:30 · Nothing new for you right now. Next tomorrow at 08:30."
    assert message.plain == said  # a quiet day is one line
    assert labels(message) == [["Show the latest again"], ["My topics"]]


def test_reprints_are_named_but_are_no_voices() -> None:
    story = bridge(
        articles=(
            covered("Harbour Post", 120),
            covered("Evening Star", 60),
            covered("Evening Star", 70),
            covered("Copy Daily", 50, independent=False),
        )
    )
    (message,) = RENDERER.digest(edition(story), reader())
    assert "also Evening Star 1 h (2) · reprinted by Copy Daily 50 min" in message.plain
    opened = RENDERER.story(story, reader(), NOW)
    assert "All coverage: 4 articles, 2 independent voices" in opened.plain


def test_many_outlets_are_a_number() -> None:
    story = bridge(articles=tuple(covered(f"Outlet {n}", n) for n in range(1, 9)))
    (message,) = RENDERER.digest(edition(story), reader())
    assert "Outlet 5 5 min, 3 more" in message.plain


def test_an_opened_story_lists_all_coverage_oldest_first() -> None:
    message = RENDERER.story(bridge(bullets=5), reader(), NOW)
    assert message.plain.endswith(
        "\n\nAll coverage: 3 articles, 3 independent voices\n"
        "Valley Radio: Valley Radio on the bridge, 2 h ago, first\n"
        "Harbour Post: Harbour Post on the bridge, 2 h ago\n"
        "Evening Star: Evening Star on the bridge, 40 min ago\n"
        "#Aller #Bridge"
    )
    assert message.plain.count("• ") == 5
    assert message.buttons[0][0].url == "https://harbour-post.example/bridge"


def test_bullets_of_several_outlets_each_name_theirs() -> None:
    told = (
        Cited("It closes.", "https://a.example/", "Harbour Post"),
        Cited("It opens in 2028.", "https://b.example/", "Evening Star"),
    )
    message = RENDERER.story(bridge(bullets=0), reader(), NOW)
    assert "no more than its headline" in message.plain
    story = DigestStory(1, "Bridge", "https://a.example/", told, (covered("Harbour Post", 1),))
    message = RENDERER.story(story, reader(), NOW)
    assert "• It closes. (Harbour Post)\n• It opens in 2028. (Evening Star)" in message.plain


def test_in_a_channel_a_number_opens_the_source_and_nothing_else_is_offered() -> None:
    (message,) = RENDERER.digest(edition(bridge()), reader(kind="channel"))
    assert [[b.url for b in row] for row in message.buttons] == [
        ["https://harbour-post.example/bridge"]
    ]


def test_a_long_edition_rings_once_and_has_its_buttons_last() -> None:
    long = tuple(Cited("word " * 50, "https://a.example/", "Post") for _ in range(3))
    digest = edition(*[bridge(n, title=f"Story {n}") for n in range(1, 3)])
    digest = edition(
        *[DigestStory(s.id, s.title, s.url, long, s.articles) for s in digest.stories] * 8
    )
    messages = RENDERER.digest(digest, reader())
    assert len(messages) > 2
    assert [message.silent for message in messages] == [False] + [True] * (len(messages) - 1)
    assert [bool(message.buttons) for message in messages] == [False] * (len(messages) - 1) + [True]
    assert "That is all" in messages[-1].plain and "That is all" not in messages[-2].plain


STORIES = st.builds(
    DigestStory,
    id=st.integers(0, 10**12),
    title=st.text(max_size=2000),
    url=st.text(max_size=100).map(lambda end: "https://a.example/" + end),
    bullets=st.lists(
        st.builds(Cited, st.text(max_size=3000), st.text(max_size=200), st.text(max_size=200)),
        max_size=6,
    ).map(tuple),
    articles=st.lists(st.text(max_size=200).map(lambda name: covered(name, 3)), max_size=9).map(
        tuple
    ),
    hashtags=st.lists(st.text(max_size=300), max_size=9).map(tuple),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(STORIES, max_size=6), st.text(max_size=300))
def test_any_edition_is_taken_by_telegram(stories: list[DigestStory], query: str) -> None:
    messages = RENDERER.digest(edition(*stories, query=query), reader())
    parsed = [Parsed(message.html) for message in messages]
    assert messages
    assert all(0 < one.units <= 4096 for one in parsed)
    assert all(len(m.plain.encode("utf-16-le")) // 2 <= 4096 for m in messages)
    assert all(len(b.data.encode()) <= 64 for m in messages for row in m.buttons for b in row)


def test_a_text_without_a_page_has_neither_a_bare_arrow_nor_an_address() -> None:
    told = (Cited("The town pays.", "#:~:text=town", ""),)
    pasted = replace(bridge(title="", url="", articles=()), bullets=told)
    message = RENDERER.story(pasted, reader(), NOW)
    assert Parsed(message.html).text.startswith("Your text, in short\n• The town pays.\n")


def test_what_came_first_is_no_reprint() -> None:
    rows = (covered("Wire", 90, independent=False), covered("Copy Daily", 80))
    message = RENDERER.story(bridge(articles=rows), reader(), NOW)
    assert "Wire on the bridge, 1 h ago, first\n" in message.plain


def test_an_edition_names_two_hashtags_of_a_story_and_the_open_story_all() -> None:
    story = bridge(hashtags=("Aller", "Bridge", "Ferry", "Roads"))
    (message,) = RENDERER.digest(edition(story), reader())
    assert message.plain.count("#") == 2
    assert RENDERER.story(story, reader(), NOW).plain.endswith("#Aller #Bridge #Ferry #Roads")


def test_an_article_of_which_only_the_day_is_known_is_dated_by_its_day() -> None:
    day = covered("Wire", 0)
    rows = (
        replace(day, date=NOW.replace(hour=0, minute=0) - timedelta(days=1)),
        covered("Post", 90),
    )
    message = RENDERER.story(bridge(articles=rows), reader(), NOW)
    assert "Wire on the bridge, yesterday, first\n" in message.plain
    assert "Post on the bridge, 1 h ago" in message.plain
    (digest,) = RENDERER.digest(edition(bridge(articles=rows, url=rows[1].url)), reader())
    assert "also Wire yesterday" in digest.plain


def test_the_lead_storys_picture_stands_above_where_it_is_wished() -> None:
    lead = bridge(7, image="https://img.example.org/bridge.jpg")
    long = [bridge(n, title="A headline " + "of many words " * 50) for n in range(8, 16)]
    wished = RENDERER.digest(edition(lead, *long), reader(pictures=True))
    assert [message.preview_url for message in wished[:2]] == [lead.image, ""]
    assert not any(m.preview_url for m in RENDERER.digest(edition(lead, *long), reader()))
    assert RENDERER.story(lead, reader(pictures=True), NOW).preview_url == lead.image
    inside = bridge(7, image="https://nas.local/bridge.jpg")
    assert RENDERER.story(inside, reader(pictures=True), NOW).preview_url == ""
    other = edition(bridge(7), lead)  # the picture of another story would mislead
    assert RENDERER.digest(other, reader(pictures=True))[0].preview_url == ""


def test_what_was_drawn_is_kept_for_the_editions_of_one_minute_alone() -> None:
    renderer, told = Renderer(str), replace(bridge(), telling=1)
    for seconds in range(9):
        renderer.digest(edition(told, date=NOW + timedelta(seconds=seconds)), reader())
    assert _block.cache_info().currsize == 9
    renderer.digest(edition(told, date=NOW + timedelta(minutes=1)), reader())
    assert _block.cache_info().currsize == 1
