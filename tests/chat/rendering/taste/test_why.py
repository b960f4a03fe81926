from __future__ import annotations

from datetime import timedelta

from bot.chat.rendering.taste.why import listing, reasons, usage
from bot.core.model.editions import Contents, Headline, Why
from tests.chat.stories import NOW
from tests.chat.telegram_html import Parsed

WHY = Why(
    2, 15, "world", 3, 4, NOW - timedelta(hours=2), 1.79, 0.91, 1.4, 1.12, "ferry", (("x", 1),)
)
HELD = Contents(
    NOW,
    ((Headline(7, "Ferry <aground>"), WHY), (Headline(8, "Bridge"), None)),
    (Headline(9, "Chip"), Headline(10, "Cup")),
    3,
    (("election", 2),),
)


def test_each_reason_is_a_line_and_what_was_cut_follows() -> None:
    message = reasons(1, HELD, NOW, "en", str.title)
    assert message.plain.split("\n") == [
        "1  Ferry <aground>",
        "• Place 2 of 15 by weight",
        "• you follow ferry: it comes whatever its weight",
        "• 3 independent voices (×1.79), last told 2 h ago (×0.91), how much it matters to many (×1.4)",
        "• your 👍 and 👎: X +1 (×1.12)",
        "• section: World",
        "",
        "What was cut",
        "• 2 smaller stories: Chip; Cup",
        "• shown to you before, nothing new: 3",
        "• muted: election 2",
    ]
    assert Parsed(message.html).text == message.plain


def test_of_a_story_without_reasons_that_is_said() -> None:
    held = Contents(NOW, HELD.stories)
    assert reasons(2, held, NOW, "en", str.title).plain == (
        "2  Bridge\nNothing more is kept of how it came."
    )


def test_a_number_is_asked_for_where_there_is_something_to_explain() -> None:
    assert "1 to 2: /why 1" in usage(HELD, "en").plain
    assert "no edition yet" in usage(None, "en").plain


def test_an_edition_as_a_list_has_its_date_and_headlines() -> None:
    message = listing(HELD, "Europe/Berlin", "en", ())
    assert message.plain == "Monday 23 November, 08:30\n1  Ferry <aground>\n2  Bridge"
