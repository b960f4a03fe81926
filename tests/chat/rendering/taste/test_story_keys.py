from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from bot.chat.rendering.callbacks import MAX_DATA, parse
from bot.chat.rendering.keyboards import Rows
from bot.chat.rendering.taste.story_keys import edition, less, main, undo
from bot.core.model.editions import Contents, Headline
from tests.chat.stories import NOW, bridge


def labels(rows: Rows) -> list[list[str]]:
    return [[button.text for button in row] for row in rows]


def test_a_story_is_shared_by_its_address_and_headline() -> None:
    share = main(bridge(), "en", followed=False, kept=True)[1][0].url
    asked = parse_qs(urlsplit(share).query)
    assert asked == {"url": [bridge().url], "text": [bridge().title]}


def test_without_an_address_or_a_kept_edition_there_is_less_to_tap() -> None:
    rows = main(bridge(url=""), "en", followed=True, kept=False)
    assert labels(rows) == [["✓ Followed", "Less of this ▾"]]


def test_what_does_not_fit_into_a_key_is_no_button() -> None:
    story = bridge(10**17, word="Donaudampfschifffahrtsgesellschaft" * 2)
    rows = less(story, "a topic with a name of fifty letters and a few more", "Long", "en")
    assert labels(rows)[0] == ["this story", "Harbour Post"] or labels(rows)[0] == ["this story"]
    data = [button.data for row in rows for button in row]
    assert all(len(one.encode()) <= MAX_DATA and parse(one) for one in data)


def test_without_word_topic_and_outlet_the_story_alone_is_offered() -> None:
    rows = less(bridge(word="", articles=()), "", "", "en")
    assert labels(rows)[0] == ["this story"]


def test_what_was_muted_is_named_on_its_undo() -> None:
    assert labels(undo(7, 8, "“Bridge”", "en"))[0] == ["Muted: “Bridge” · Undo"]


def test_the_list_of_an_edition_opens_its_stories_in_place() -> None:
    held = Contents(NOW, ((Headline(7, "A"), None), (Headline(0, "B"), None)), (Headline(9, "C"),))
    rows = edition(held, "en")
    assert labels(rows) == [["1"], ["1 smaller story"]]
    assert [row[0].data for row in rows] == ["eo:7", f"m:{int(NOW.timestamp())}"]
