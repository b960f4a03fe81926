"""Inline mode: `@bot words` typed in a chat, the cards that the bot offers, one of them chosen."""

from __future__ import annotations

from bot.local_telegram.world import bot_api_json
from bot.local_telegram.world.human_actions import People
from bot.local_telegram.world.state import InlineQuery, LocalMessage

KEPT = 200
"""Questions that are remembered; a person chooses within seconds, or types on."""


def ask(people: People, user_id: int, chat_id: int, words: str) -> InlineQuery:
    """A person has typed these words behind the bot's name; the question that now waits."""
    world, chat = people.world, people.chat(chat_id)
    query = InlineQuery(f"inline-{world.number()}", user_id, chat.id, words, world.clock())
    while len(world.inline) >= KEPT:
        del world.inline[next(iter(world.inline))]
    world.inline[query.id] = query
    payload = {
        "id": query.id,
        "from": bot_api_json.user(people.user(user_id)),
        "query": words,
        "offset": "",
        "chat_type": "sender" if chat.id == user_id else chat.kind,
    }
    people.telegram.updates.put("inline_query", payload)
    return query


def choose(people: People, query_id: str, result_id: str) -> LocalMessage:
    """A card is sent by the person who asked, by way of the bot. Raises LookupError for a card that
    was not offered."""
    world = people.world
    query = world.inline.get(query_id)
    card = next((one for one in query.cards if one.id == result_id), None) if query else None
    if query is None or card is None:
        raise LookupError(f"no card {result_id} of {query_id}")
    told = bot_api_json.user(world.bot)
    message = people.post_as(
        query.user_id,
        query.chat_id,
        text=card.text,
        entities=list(card.entities),
        markup=card.markup,
        extra={"via_bot": told},
    )
    chosen = {
        "result_id": card.id,
        "from": bot_api_json.user(people.user(query.user_id)),
        "query": query.words,
    }
    people.telegram.updates.put("chosen_inline_result", chosen)
    return message
