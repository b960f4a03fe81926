from __future__ import annotations

import pytest

from tests.chat.conversation import GROUP, READER, Conversation
from tests.chat.fake_telegram import Fault

URL = "https://post.example/bridge"
PAGE = """<html lang="en"><body><article>
<h1>Bridge over the Aller closes</h1>
<p>The old bridge over the Aller closes on Monday for two years of repairs, the town said.
Buses will take the northern crossing until the work is done, and cyclists get a ferry.</p>
<p>The town council pays 12.4 million euros for the repairs, a third of which is borrowed.
Shopkeepers on the market square fear that customers will stay away until the bridge opens.</p>
<p>The engineer in charge said the steel of 1911 had rusted through in eleven places, and that
nobody had looked at it since the flood. The mayor promised weekly news on the work.</p>
</article></body></html>"""


async def test_a_bare_link_is_answered_at_once_and_edited_into_the_card(
    talk: Conversation,
) -> None:
    talk.web.pages[URL] = (PAGE, "text/html")
    card = await talk.say(URL)
    assert [call.method for call in talk.telegram.calls] == ["sendMessage", "editMessageText"]
    assert talk.telegram.calls[0].text == "Reading post.\u2060example …"
    assert card.startswith("Bridge over the Aller closes\n• ")
    assert "Harbour Post (post.example), 2 h ago" in card
    assert talk.last().labels == [["Read at the source"]]


async def test_bullets_link_to_their_sentence(talk: Conversation) -> None:
    talk.web.pages[URL] = (PAGE, "text/html")
    await talk.say(f"/summary {URL}")
    assert f'<a href="{URL}#:~:text=' in talk.telegram.of("editMessageText")[-1].text


async def test_a_page_is_fetched_once_in_a_quarter_of_an_hour(talk: Conversation) -> None:
    talk.web.pages[URL] = (PAGE, "text/html")
    await talk.say(URL)
    await talk.say(f"{URL}?utm_source=chat")
    assert len(talk.web.asked) == 1
    talk.later(minutes=16)
    await talk.say(URL)
    assert len(talk.web.asked) == 2


async def test_a_page_that_cannot_be_read_says_why(talk: Conversation) -> None:
    assert "I could not read that page" in await talk.say("https://post.example/none")
    talk.web.pages["https://post.example/empty"] = ("<html><body></body></html>", "text/html")
    assert "no article there" in await talk.say("https://post.example/empty")
    talk.web.pages["https://post.example/feed"] = ("<rss/>", "application/rss+xml")
    assert "/subscribe" in await talk.say("https://post.example/feed")


async def test_summary_reads_the_message_it_replies_to(talk: Conversation) -> None:
    talk.web.pages[URL] = (PAGE, "text/html")
    replied = talk.message(f"look: {URL}")
    assert "Aller" in await talk.say("/summary", reply_to_message=replied)
    text = "The ferry leaves at nine. " * 30
    assert "• The ferry leaves" in await talk.say(
        "/summary", chat=GROUP, reply_to_message=talk.message(text, GROUP)
    )
    assert "Send /summary with a link" in await talk.say("/summary")


async def test_a_link_behind_words_counts(talk: Conversation) -> None:
    talk.web.pages[URL] = (PAGE, "text/html")
    entities = [{"type": "text_link", "offset": 0, "length": 4, "url": URL}]
    assert "Aller" in await talk.say("this", entities=entities)


async def test_a_long_text_is_summed_up_itself(talk: Conversation) -> None:
    text = "The town council met on Monday. It voted for the ferry. " * 12 + URL
    assert "• " in await talk.say(text)
    assert talk.web.asked == []


async def test_groups_are_left_to_talk(talk: Conversation) -> None:
    assert await talk.say(URL, chat=GROUP) == ""
    assert await talk.say("good morning", chat=GROUP) == ""


async def test_reading_never_stands_there_for_ever(talk: Conversation) -> None:
    talk.web.pages[URL] = (PAGE, "text/html")
    talk.telegram.fail("editMessageText", Fault(400, "Bad Request: message to edit not found"))
    await talk.say(URL)
    assert talk.telegram.calls[-1].method == "sendMessage"
    assert "Aller" in talk.telegram.calls[-1].text


async def test_more_pages_than_an_hour_allows_are_refused_with_a_word(talk: Conversation) -> None:
    for number in range(10):
        talk.web.pages[f"https://post.example/{number}"] = (PAGE, "text/html")
        await talk.say(f"https://post.example/{number}")
        talk.later(minutes=1)
    assert "more than I can read for you in an hour" in await talk.say("https://post.example/x")
    assert "I can read on in 3 minutes" in await talk.say("https://post.example/y"), "never silent"
    assert len(talk.web.asked) == 10
    assert await talk.stores.chats.get(READER) is None


async def test_what_is_no_address_is_named_with_what_to_send(talk: Conversation) -> None:
    assert "“nonsense” is neither a web address" in await talk.say("/summary nonsense")


async def test_a_feed_is_told_from_an_article_with_the_command_to_follow_it(
    talk: Conversation,
) -> None:
    address = "https://gull.example/feed.xml"
    talk.web.pages[address] = ("<rss version='2.0'/>", "application/rss+xml")
    assert f"/subscribe {address}" in await talk.say(address)


async def test_two_links_in_one_message_are_two_cards(talk: Conversation) -> None:
    other = "https://post.example/other"
    talk.web.pages[URL] = (PAGE, "text/html")
    talk.web.pages[other] = (PAGE.replace("<h1>", "<h1>Second: "), "text/html")
    await talk.say(f"{URL} and {other}, and once more {URL}")
    assert len(talk.shown()) == 2
    assert "Second: " in talk.last().text and "Second: " not in talk.shown()[0].text


async def test_of_many_links_the_first_are_read_and_that_is_said(talk: Conversation) -> None:
    links = [f"https://p{number}.example/a" for number in range(6)]
    for link in links:
        talk.web.pages[link] = (PAGE, "text/html")
    await talk.say("/summary " + " ".join(links))
    assert len(talk.shown()) == 5
    assert talk.last().text.startswith("I read the first 4 links")


async def test_pages_that_cannot_be_read_do_not_use_up_the_hour(talk: Conversation) -> None:
    for number in range(12):
        answer = await talk.say(f"https://p{number}.example/none")
        assert "I could not read that page" in answer
        talk.later(seconds=4)
    talk.web.pages[URL] = (PAGE, "text/html")
    assert "I could not" not in await talk.say(URL)


async def send(talk: Conversation, data: bytes, name: str = "notes.txt") -> str:
    talk.telegram.files["f1"] = data
    document = {"file_id": "f1", "file_unique_id": "u", "file_name": name, "file_size": len(data)}
    message = talk.message("") | {"document": document}
    del message["text"]
    await talk.update(message=message)
    return talk.last().text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "utf-8-sig"])
async def test_a_text_file_is_a_text(talk: Conversation, encoding: str) -> None:
    told = "The café on the quay opens again. Its owner waited two years. " * 10
    assert "• The café on the quay opens again." in await send(talk, told.encode(encoding))


@pytest.mark.parametrize("data", [b"", b"   ", b"x" * 600_000])
async def test_a_file_without_a_text_says_so(talk: Conversation, data: bytes) -> None:
    assert "could not read notes.txt as a text" in await send(talk, data)


async def test_other_files_are_not_read(talk: Conversation) -> None:
    assert "I read links and texts" in await send(talk, b"x", "film.mp4")


async def test_a_page_that_is_stored_is_read_from_the_store(talk: Conversation) -> None:
    article = await talk.publish("Ferry aground")
    card = await talk.say(f"{article.url}?utm_source=x")
    assert card.startswith("Ferry aground\n• Ferry aground, officials said on Sunday.")
    assert talk.web.asked == []
    crumb = await talk.publish("Bridge closes", from_feed=True)
    await talk.say(crumb.url)
    assert len(talk.web.asked) == 1  # the feed's own crumb is not the page


async def test_a_forwarded_post_is_read_by_the_links_behind_its_words(talk: Conversation) -> None:
    talk.web.pages[URL] = (PAGE, "text/html")
    channel = {"id": -100900, "type": "channel", "title": "C"}
    origin = {"type": "channel", "date": 1, "chat": channel, "message_id": 9}
    entities = [{"type": "text_link", "offset": 0, "length": 6, "url": URL}]
    card = await talk.say(
        "Bridge closes. https://t.me/harbour", entities=entities, forward_origin=origin
    )
    assert card.startswith("Bridge over the Aller closes") and len(talk.shown()) == 1
    replied = talk.message("Bridge closes", GROUP, entities=entities, forward_origin=origin)
    card = await talk.say("/summary", chat=GROUP, reply_to_message=replied)
    assert card.startswith("Bridge over the Aller closes")
