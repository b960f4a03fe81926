"""/export: a file of all that is stored of a chat, and of no other."""

from __future__ import annotations

import json

from tests.chat.conversation import GROUP, READER, Conversation

FEED = "https://gull.example/feed.xml"
RSS = '<rss version="2.0"><channel><title>Daily Gull</title></channel></rss>'


async def test_everything_that_is_stored_of_the_chat_is_in_the_file(talk: Conversation) -> None:
    talk.web.pages[FEED] = (RSS, "application/rss+xml")
    await talk.publish("Bridge closes")
    await talk.say("/start")
    await talk.say("/subscribe sport")
    await talk.say(f"/subscribe {FEED}")
    await talk.say("/digest")
    await talk.say("/start", chat=6, user=6)
    await talk.update(message=talk.message("/export"))
    file = talk.telegram.of("sendDocument")[-1]
    assert file.chat_id == READER and file.document.name == "precis.json"
    told = json.loads(file.document.data)
    stored = told["stored"]
    assert told["chat"] == READER
    assert [row["topic"] for row in stored["chat_topics"]] == ["sport"]
    assert [row["url"] for row in stored["feeds"]] == [FEED]
    assert {row["chat_id"] for row in stored["chats"]} == {READER}
    assert all("/subscribe" in row["body"] or row["chat_id"] == READER for row in stored["inbox"])
    assert not any('"id": 6,' in row["body"] for row in stored["inbox"])


async def test_the_file_comes_a_few_times_and_then_after_a_while(talk: Conversation) -> None:
    for _ in range(3):
        await talk.update(message=talk.message("/export"))
    assert (await talk.say("/export")).startswith("You have just had that file.")
    assert len(talk.telegram.of("sendDocument")) == 3


async def test_in_a_group_only_administrators_get_it(talk: Conversation) -> None:
    assert await talk.say("/export", GROUP, 8) == "Only administrators can change settings here."
    assert talk.telegram.of("sendDocument") == []
