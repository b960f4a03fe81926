"""OPML files: out with /opml, in by sending one, shown and asked about first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.app import opml_feeds, opml_of
from bot.chat.handlers.portability.opml import looks_like_opml
from bot.chat.requests import Attachment
from bot.core.model.feeds import Feed, ListedFeed
from bot.core.model.refusals import Refusal
from bot.services.subscriptions import MAX_FEEDS
from tests.chat.conversation import GROUP, READER, Conversation

RSS = '<rss version="2.0"><channel><title>Gazette {}</title></channel></rss>'
BOMB = """<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]>
<opml version="2.0"><body><outline text="&c;&d;" xmlUrl="https://g1.example/feed"/></body></opml>"""


def address(number: int) -> str:
    return f"https://g{number}.example/feed"


def opml(*numbers: int) -> str:
    return opml_of([ListedFeed(address(number), f"Gazette {number}") for number in numbers])


async def send(talk: Conversation, text: str, chat: int = READER, **more: Any) -> str:
    """Send this text as a file; what was answered last."""
    name = more.pop("name", "mine.opml")
    talk.telegram.files["f1"] = text.encode()
    document = {"file_id": "f1", "file_unique_id": "u", "file_name": name, "file_size": len(text)}
    message = talk.message(more.pop("caption", ""), chat, **more)
    caption = message.pop("text")
    message |= {"document": document} | ({"caption": caption} if caption else {})
    await talk.update(message=message)
    return talk.last(chat).text if talk.shown(chat) else ""


async def feeds_of(talk: Conversation, chat_id: int = READER) -> list[str]:
    chat = await talk.stores.chats.get(chat_id)
    found = await talk.stores.feeds.get(chat.feed_ids) if chat else []
    return sorted(feed.url for feed in found)


def serve(talk: Conversation, *numbers: int) -> None:
    for number in numbers:
        talk.web.pages[address(number)] = (RSS.format(number), "application/rss+xml")


async def test_a_file_is_shown_first_and_imported_when_that_is_wished(talk: Conversation) -> None:
    serve(talk, 1, 2)
    said = await send(talk, opml(1, 2, 3))
    assert said.startswith("mine.opml: 3 feeds.\nNew: 3\n• Gazette 1 (g1.example)")
    assert talk.last().labels == [["Import 3", "Cancel"]]
    assert talk.web.asked == [] and await feeds_of(talk) == []
    said = await talk.tap("Import 3")
    assert said.startswith("Imported: 2 feeds.")
    assert "• Gazette 3 (g3.example): the site answered 404 (not found)" in said
    assert await feeds_of(talk) == [address(1), address(2)]
    assert len(talk.shown()) == 1


async def test_progress_is_told_in_the_message(talk: Conversation) -> None:
    numbers = range(1, 26)
    serve(talk, *numbers)
    await send(talk, opml(*numbers))
    await talk.tap("Import 25")
    told = [call.text for call in talk.telegram.of("editMessageText")]
    assert [text for text in told if "10 of 25" in text or "20 of 25" in text] != []
    assert len(await feeds_of(talk)) == 25


async def test_cancel_leaves_everything_as_it_was(talk: Conversation) -> None:
    await send(talk, opml(1))
    assert await talk.tap("Cancel") == "Nothing was imported."
    assert await feeds_of(talk) == [] and talk.web.asked == []


async def test_what_is_followed_and_what_finds_no_room_is_said(talk: Conversation) -> None:
    for number in range(MAX_FEEDS - 1):
        await talk.stores.feeds.add(Feed(address(number), f"G{number}", bundled=False), talk.now)
    await talk.say("/subscribe sport")
    chat = await talk.stores.chats.get(READER)
    assert chat is not None
    await talk.stores.chats.save(replace(chat, feed_ids=tuple(range(1, MAX_FEEDS))))
    said = await send(talk, opml(1, 2, 900, 901, 902))
    assert f"New: 1\nFollowed already: 2\nLeft out, more than the {MAX_FEEDS}" in said
    assert "can follow: 2" in said


async def test_a_second_tap_imports_nothing_twice_and_an_old_button_says_so(
    talk: Conversation,
) -> None:
    serve(talk, 1)
    await send(talk, opml(1))
    data = talk.last().rows[0][0]["callback_data"]
    first = await talk.tap_data(data, message_id=talk.last().id)
    assert await talk.tap_data(data, message_id=talk.last().id) == first
    assert talk.web.asked == [address(1)]
    assert (
        await talk.tap_data("I:yes:1") == "That file is no longer at hand. Send it again, please."
    )


async def test_a_file_of_one_chat_is_imported_by_no_other(talk: Conversation) -> None:
    await send(talk, opml(1))
    data = talk.last().rows[0][0]["callback_data"]
    talk.telegram.members[GROUP, 77] = "administrator"
    said = await talk.tap_data(data, 77, GROUP)
    assert said == "That file is no longer at hand. Send it again, please."
    assert talk.web.asked == []


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("no XML", "mine.opml is no OPML file that I can read."),
        ("<html><body/></html>", "mine.opml is no OPML file that I can read."),
        (opml(), "There is no feed in mine.opml."),
        ("x" * 1_000_001, "mine.opml is larger than 1 MB, the most that I import."),
    ],
    ids=["text", "page", "empty", "huge"],
)
async def test_what_is_no_list_of_feeds_is_refused(
    talk: Conversation, text: str, answer: str
) -> None:
    assert await send(talk, text) == answer


async def test_a_file_that_declares_entities_is_refused(talk: Conversation) -> None:
    assert await send(talk, BOMB) == "mine.opml is no OPML file that I can read."


def test_any_bytes_are_a_list_of_feeds_or_a_refusal() -> None:
    deep = ("<opml><body>" + "<outline text='a'>" * 60_000)[:1_000_000]
    for data in (b"\xff\xfe" * 1000, b"", b"<opml", b"\0" * 10_000, deep.encode()):
        assert opml_feeds(data) in ([], Refusal("opml.unreadable"))


async def test_a_group_imports_by_its_administrators_with_a_command(talk: Conversation) -> None:
    serve(talk, 1)
    said = await send(talk, opml(1), GROUP, user=77, caption="/opml")
    assert said == "Only administrators can change settings here."
    talk.later(minutes=2)
    talk.telegram.members[GROUP, 77] = "administrator"
    await send(talk, opml(1), GROUP, user=77, caption="/opml")
    assert await talk.tap("Import 1", 8, GROUP)
    assert await feeds_of(talk, GROUP) == []
    await talk.tap("Import 1", 77, GROUP)
    assert await feeds_of(talk, GROUP) == [address(1)]
    assert await feeds_of(talk) == []


async def test_imports_of_a_day_are_limited_and_that_is_said(talk: Conversation) -> None:
    for _ in range(5):
        await send(talk, "no XML")
    assert (await send(talk, opml(1))).startswith("That is more than can be imported in a day.")


async def test_a_file_that_telegram_does_not_give_is_said(talk: Conversation) -> None:
    talk.telegram.results["getFile"] = {
        "file_id": "f1",
        "file_unique_id": "u",
        "file_size": 2_000_000,
    }
    assert (await send(talk, opml(1))).startswith("I could not get that file")


async def test_own_feeds_go_out_and_come_back_the_same(talk: Conversation) -> None:
    assert (await talk.say("/opml")).startswith("You follow no feeds of your own yet.")
    serve(talk, 1, 2)
    await send(talk, opml(1, 2))
    await talk.tap("Import 2")
    await talk.say("/opml")
    call = talk.telegram.of("sendDocument")[-1]
    assert call.document.name == "precis.opml"
    listed = opml_feeds(call.document.data)
    assert isinstance(listed, list)
    assert sorted(feed.url for feed in listed) == [address(1), address(2)]


NESTED = """<opml version="2.0"><body>
<outline text="News"><outline text="Harbour"><outline text="G1" xmlUrl="https://g1.example/feed"/>
</outline><outline text="G2" xmlUrl="https://g2.example/feed"/></outline>
<outline text="Daily"><outline text="G1" xmlUrl="https://g1.example/feed"/></outline>
<outline text="G3" xmlUrl="https://g3.example/feed"/></body></opml>"""


async def test_folders_come_back_nested_and_a_feed_in_each_of_its_own(talk: Conversation) -> None:
    serve(talk, 1, 2, 3)
    said = await send(talk, NESTED)
    assert said.startswith("mine.opml: 3 feeds.")
    await talk.tap("Import 3")
    said = await talk.say("/sources")
    assert "Daily, News / Harbour: Gazette 1" in said and "• News: Gazette 2" in said
    assert "• Gazette 3" in said
    await talk.say("/opml")
    document = talk.telegram.of("sendDocument")[-1].document.data
    listed = opml_feeds(document)
    assert isinstance(listed, list)
    assert {(feed.url, *feed.folders) for feed in listed} == {
        (address(1), ("News", "Harbour")),
        (address(1), ("Daily",)),
        (address(2), ("News",)),
        (address(3),),
    }
    # The file again, with one feed moved: what is followed goes where the file has it.
    moved = document.decode().replace('text="Daily"', 'text="Weekly"')
    await send(talk, moved.replace("https://g3", "https://g4"))
    serve(talk, 4)
    await talk.tap("Import 1")
    assert "News / Harbour, Weekly: Gazette 1" in await talk.say("/sources")


async def test_folders_are_the_readers_own_and_go_with_the_reader(talk: Conversation) -> None:
    serve(talk, 1)
    await send(talk, NESTED.replace("g2.", "g1.").replace("g3.", "g1."))
    await talk.tap("Import 1")
    await talk.say("/subscribe https://g1.example/feed", 6, 6)
    assert "Daily" not in await talk.say("/sources", 6, 6)
    assert (await talk.stores.chats.export(READER))["feed_folders"]
    await talk.stores.chats.erase(READER)
    assert await talk.stores.folders.of(READER) == {}


@pytest.mark.parametrize(
    ("file", "means"),
    [
        (Attachment("f", "Feeds.OPML"), True),
        (Attachment("f", "export.xml"), True),
        (Attachment("f", "list", "text/x-opml"), True),
        (Attachment("f", "photo.jpg", "image/jpeg"), False),
        (Attachment("f", "notes.txt", "text/plain"), False),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_a_file_is_told_by_its_name_or_kind(file: Attachment, means: bool) -> None:
    assert looks_like_opml(file) is means
