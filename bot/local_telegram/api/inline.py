"""answerInlineQuery: the cards that a bot offers for words typed behind its name."""

from __future__ import annotations

from typing import Any

from bot.local_telegram.api import reply_markup
from bot.local_telegram.api.params import Params
from bot.local_telegram.api.sending import MAX_TEXT
from bot.local_telegram.world import entities
from bot.local_telegram.world.errors import QUERY_TOO_OLD, bad_request
from bot.local_telegram.world.html import parse
from bot.local_telegram.world.state import OfferedCard
from bot.local_telegram.world.telegram import Telegram

MAX_RESULTS, MAX_ID = 50, 64  # cards; bytes


def answer_inline_query(telegram: Telegram, params: Params) -> bool:
    """answerInlineQuery, for articles: the page shows them above the text box."""
    world = telegram.world
    query = world.inline.get(params.text("inline_query_id"))
    if query is None or world.clock() - query.date > telegram.query_seconds:
        raise bad_request(QUERY_TOO_OLD)
    given = params.json("results", "inline query results") or []
    if len(given) > MAX_RESULTS:
        raise bad_request("too many inline query results specified")
    cards = [_card(telegram, one) for one in given]
    if len({card.id for card in cards}) < len(cards):
        raise bad_request("RESULT_ID_DUPLICATE")
    query.cards = cards
    shown = [{"id": one.id, "title": one.title, "description": one.line} for one in cards]
    world.tell("inline", query.chat_id, query=query.id, user=query.user_id, cards=shown)
    return True


def _card(telegram: Telegram, given: Any) -> OfferedCard:
    if not isinstance(given, dict) or given.get("type") != "article":
        raise bad_request("can't parse inline query result: only articles are known here")
    name, title = str(given.get("id") or ""), str(given.get("title") or "")
    if not name or len(name.encode()) > MAX_ID:
        raise bad_request("RESULT_ID_INVALID")
    if not title:
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = given.get("input_message_content") or {}
    raw = str(content.get("message_text") or "")
    text, found = parse(raw) if str(content.get("parse_mode")).lower() == "html" else (raw, [])
    text, found = entities.tidy(text, [e for e in found if "user_id" not in e])
    if not text:
        raise bad_request("MESSAGE_EMPTY")
    if entities.utf16(text) > MAX_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    markup = reply_markup.checked(given.get("reply_markup"))
    return OfferedCard(name, title, str(given.get("description") or ""), text, tuple(found), markup)
