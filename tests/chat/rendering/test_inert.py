"""What others wrote gives nothing to tap: commands, mentions, hashtags, addresses, numbers.

Judged by the built-in Telegram's own search for entities, and by a second, cruder one.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.rendering.feed_notices import about_feeds
from bot.chat.rendering.renderer import Renderer
from bot.chat.rendering.rich_text import clean, inert, plain
from bot.chat.rendering.texts import words
from bot.core.model.editions import Cited
from bot.core.model.feeds import Feed, FeedState
from bot.core.model.messages import Message
from bot.core.model.reasons import Unreadable
from bot.local_telegram.world.entities import find
from tests.chat.stories import NOW, bridge, covered, edition, reader
from tests.chat.telegram_html import Parsed

RENDERER = Renderer(lambda name: name.title(), "UTC")
HOSTILE = [
    "/stop", "/stop@precis_bot", "say /deletedata now", "(/start)", "//start", "@durov", "hi @admin!",
    "#Breaking", "$AAPL", "evil.com", "t.me/joinchat", "https://evil.com/a?b=c", "http://10.0.0.1/x",
    "ftp://files.example", "tg://resolve?domain=x", "mail me@evil.com", "пример.рф", "1.2.3.4",
    "www.evil.co.uk/path", "a-b.news:8080", "＠fullwidth", "call +1-212-555-0123", "+4915112345678",
]  # fmt: skip
CRUDE = re.compile(
    r"(?<!\w)/[A-Za-z0-9_]|(?<!\w)[@#＠＃][A-Za-z0-9_]|\$[A-Z]|\w\.[a-zа-я]{2}|://|\w@\w|\+\d[\d-]{6}|\d+\.\d+\.\d+\.\d+"
)
NASTY = st.text(alphabet="/@#$.:+-_ <>&\"'()0aZé中\u200b\u2060\u0301\n") | st.lists(
    st.sampled_from([*HOSTILE, " ", "x", ".", "/", "@", "\n", "\u2060", "</a>"]), max_size=6
).map("".join)


def live(text: str) -> list[str]:
    found = [str(entity["type"]) for entity in find(text)]
    return found + CRUDE.findall(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_foreign_words_can_be_tapped(text: str) -> None:
    assert live(text)  # it would be, as it stands
    piece = plain(text)
    assert live(Parsed(piece.html).text) == live(piece.plain) == []
    assert piece.plain.replace("\u2060", "") == text


@given(NASTY)
def test_no_text_at_all_can_be_tapped(text: str) -> None:
    shown = Parsed(plain(text).html).text
    assert find(shown) == []
    assert shown.replace("\u2060", "") == clean(text)
    assert inert(shown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. economy grew 3.5 percent, e.g. in May.",
        "A 24/7 service and/or a $5 fee, 12.4 million in all.",
        "He won 1.234.567 euros at 7.30 p.m. (No. 1 of 10).",
        "C++ and A+ grades; 50% off – “really”?",
    ],
)
def test_ordinary_words_stay_as_they_are_to_the_letter(text: str) -> None:
    assert plain(text).plain == text


def tapped(message: Message) -> list[str]:
    """What can be tapped in the words of a message, besides its own links and hashtags."""
    text = Parsed(message.html).text
    ours = {"#Aller", "#Bridge"}
    encoded = text.encode("utf-16-le")
    found = []
    for entity in find(text):
        start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
        found.append(encoded[start:end].decode("utf-16-le"))
    return [words for words in found if words not in ours]


@pytest.mark.parametrize("text", HOSTILE)
def test_an_edition_and_an_opened_story_of_hostile_words_hold_our_links_alone(text: str) -> None:
    story = replace(
        bridge(),
        title=text,
        bullets=(Cited(f"{text} was said.", "https://a.example/#:~:text=x", text),),
        articles=(covered(text, 60, text), covered(f"{text} 2", 30, text)),
    )
    digest = edition(story, missing=(text,), query=text)
    for message in (*RENDERER.digest(digest, reader()), RENDERER.story(story, reader(), NOW)):
        assert tapped(message) == []
        assert not find(message.plain.replace("#Aller", "").replace("#Bridge", ""))


def test_feeds_titles_and_errors_are_inert_and_a_command_to_copy_is_whole() -> None:
    feed = Feed("https://evil.com/feed", "/stop @durov", id=1)
    message = about_feeds([(feed, FeedState(1, NOW, error=Unreadable.parse("see evil.com")))], "en")
    assert tapped(message) == ["/sources"]
    copied = words("page.feed", "en", url="https://a.example/feed")
    assert "<code>/subscribe https://a.example/feed</code>" in copied.html
