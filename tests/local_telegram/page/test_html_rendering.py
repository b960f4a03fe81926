from __future__ import annotations

import pytest

from bot.local_telegram.page.html_rendering import render
from bot.local_telegram.world.entities import tidy
from bot.local_telegram.world.html import parse


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ("<b>a &amp; b</b>", "<b>a &amp; b</b>"),
        ("<b>a<i>b</i></b>c", "<b>a<i>b</i></b>c"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        (
            '<a href="https://a.example/?q=&quot;">x</a>',
            '<a href="https://a.example/?q=&quot;" title="https://a.example/?q=&quot;" '
            'target="_blank" rel="noopener noreferrer">x</a>',
        ),
        ('<a href="tg://resolve?domain=x">x</a>', '<span class="mention">x</span>'),
        ("a\n<blockquote>q</blockquote>\nb", "a<blockquote>q</blockquote>b"),
        (
            "<blockquote expandable>q</blockquote>",
            '<blockquote class="expandable">q</blockquote>',
        ),
        ("/start", '<button type="button" class="bot_command">/start</button>'),
        (
            '<tg-time unix="0" format="r">once</tg-time>',
            '<time datetime="1970-01-01T00:00:00+00:00" data-format="r">once</time>',
        ),
        (
            "<tg-spoiler>s</tg-spoiler>",
            '<span class="spoiler" role="button" tabindex="0">s</span>',
        ),
        (
            "me@b.org",
            '<a href="mailto:me@b.org" title="mailto:me@b.org" target="_blank" '
            'rel="noopener noreferrer">me@b.org</a>',
        ),
        (
            "a.example/b",
            '<a href="http://a.example/b" title="http://a.example/b" target="_blank" '
            'rel="noopener noreferrer">a.example/b</a>',
        ),
        ("hi @precis_bot", 'hi <span class="mention">@precis_bot</span>'),
    ],
)
def test_the_page_shows_it_as_safe_html(markup: str, html: str) -> None:
    assert render(*tidy(*parse(markup))) == html


def test_entities_that_overlap_are_closed_and_opened_again() -> None:
    crossing = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "italic", "offset": 1, "length": 2},
    ]
    assert render("abc", crossing) == "<b>a<i>b</i></b><i>c</i>"
