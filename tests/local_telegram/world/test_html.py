"""Telegram's HTML: what it makes of markup, and its very words about bad markup."""

from __future__ import annotations

import pytest

from bot.local_telegram.world.entities import tidy
from bot.local_telegram.world.errors import ApiError
from bot.local_telegram.world.html import parse


def kinds(markup: str) -> list[tuple[str, int, int]]:
    return [(e["type"], e["offset"], e["length"]) for e in parse(markup)[1]]


@pytest.mark.parametrize(
    ("markup", "text", "found"),
    [
        ("plain", "plain", []),
        ("<b>a</b><strong>b</strong>", "ab", [("bold", 0, 1), ("bold", 1, 1)]),
        ("<i>a</i><em>b</em>", "ab", [("italic", 0, 1), ("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        (
            "<s>a</s><strike>b</strike><del>c</del>",
            "abc",
            [("strikethrough", 0, 1), ("strikethrough", 1, 1), ("strikethrough", 2, 1)],
        ),
        (
            '<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>',
            "ab",
            [("spoiler", 0, 1), ("spoiler", 1, 1)],
        ),
        ("<B>case</B>", "case", [("bold", 0, 4)]),
        ("<b>a<i>b</i></b>", "ab", [("italic", 1, 1), ("bold", 0, 2)]),
        ("<b></b>empty", "empty", []),
        ("😀<b>x</b>", "😀x", [("bold", 2, 1)]),
        ("<blockquote>q</blockquote>", "q", [("blockquote", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ("a</>", None, "Unexpected end tag at byte offset 1"),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("&lt;b&gt; &amp; &quot;q&quot;", '<b> & "q"', []),
        ("&#65;&#x1F600;&#x41", "A😀A", []),
        ("&nbsp; &copy; AT&T &", "&nbsp; &copy; AT&T &", []),
        ("&#0; &#x110000;", "&#0; &#x110000;", []),
        ("<b", None, "Unclosed start tag at byte offset 0"),
        ("é<b>x", None, 'Can\'t find end tag corresponding to start tag "b"'),
        ("é<p>x</p>", None, 'Unsupported start tag "p" at byte offset 2'),
        ("3 < 4", None, 'Unsupported start tag "" at byte offset 2'),
        ("<!-- x -->", None, 'Unsupported start tag "!--" at byte offset 0'),
        (
            "é<b>x</i>",
            None,
            'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"',
        ),
        ("x</b>", None, "Unexpected end tag at byte offset 1"),
        ("<b>x</b", None, "Unclosed end tag at byte offset 4"),
        ("<b>x</b y>", None, "Unclosed end tag at byte offset 4"),
        ('<a href="x', None, 'Unclosed start tag "a" at byte offset 0'),
        ("<a href", None, 'Unclosed start tag "a" at byte offset 0'),
        ("<a =x>y</a>", None, 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>y</a>", None, "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", None, 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="x">x</tg-emoji>', None, "Invalid custom emoji identifier specified"),
        ('<tg-time unix="x">x</tg-time>', None, "Invalid date specified"),
        ('<tg-time unix="1" format="q">x</tg-time>', None, "Invalid date format specified"),
        (
            "&#xD800;",
            None,
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units",
        ),
    ],
)
def test_markup_is_read_as_telegram_reads_it(
    markup: str, text: str | None, found: list[tuple[str, int, int]] | str
) -> None:
    if text is None:
        with pytest.raises(ApiError) as refused:
            parse(markup)
        assert refused.value.code == 400
        assert refused.value.description == f"Bad Request: can't parse entities: {found}"
    else:
        assert parse(markup)[0] == text
        assert kinds(markup) == found


@pytest.mark.parametrize(
    ("markup", "entity"),
    [
        ('<a href="https://a.example/?x=1&amp;y=2">l</a>', {"url": "https://a.example/?x=1&y=2"}),
        ("<a href='https://a.example'>l</a>", {"url": "https://a.example/"}),
        ("<a href=a.example>l</a>", {"url": "http://a.example/"}),
        ("<a>https://a.example/b</a>", {"url": "https://a.example/b"}),
        ('<a href="tg://user?id=7">l</a>', {"user_id": 7}),
        ('<a href="tg://resolve?domain=x">l</a>', {"url": "tg://resolve?domain=x"}),
        ('<a href="javascript:alert(1)">l</a>', None),
        ('<a href="http://nohost">l</a>', None),
        ('<a href="http://[bad">l</a>', None),
        ('<a href="http:///path">l</a>', None),
        ("<pre>x</pre>", {"type": "pre"}),
        ('<pre><code class="language-py">x</code></pre>', {"type": "pre", "language": "py"}),
        ('<code class="language-py">x</code>', {"type": "code"}),
        ('<tg-emoji emoji-id="5368">x</tg-emoji>', {"custom_emoji_id": "5368"}),
        (
            '<tg-time unix="1647531900" format="wDT">x</tg-time>',
            {"type": "date_time", "unix_time": 1647531900, "date_time_format": "wDT"},
        ),
    ],
)
def test_attributes_become_parts_of_the_entity(
    markup: str, entity: dict[str, object] | None
) -> None:
    found = parse(markup)[1]
    if entity is None:
        assert found == []
    else:
        assert len(found) == 1
        assert entity.items() <= found[0].items()
        assert "class" not in found[0]


def test_nothing_nests_in_code_and_quotes_do_not_nest() -> None:
    inner = "<code>a<b>b</b></code><blockquote>c<blockquote>d</blockquote></blockquote>"
    assert [e["type"] for e in tidy(*parse(inner))[1]] == ["code", "blockquote"]
