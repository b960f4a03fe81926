"""The control API under `/control/`: people's deeds, faults, and what the bot did, for tests.

Every call but the reading ones is a POST with a JSON object and answers with one; what does not
fit is answered with 400 and `{"error": …}`.
"""

from __future__ import annotations

import asyncio
import base64
import inspect
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.local_telegram.api import sending
from bot.local_telegram.api.params import Upload
from bot.local_telegram.page import page_json
from bot.local_telegram.world import bot_api_json, inline
from bot.local_telegram.world.faults import Fault
from bot.local_telegram.world.human_actions import People
from bot.local_telegram.world.state import Json, LocalMessage

Deed = Callable[..., Any]

MAX_WAIT = 30.0


class Control:
    """Answers `/control/{deed}`; each public-facing deed is a method named `do_…` or `get_…`."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.telegram = people.telegram
        self.world = people.world

    async def answer(self, request: Request) -> Response:
        """One call: GET reads, POST acts."""
        prefix = "get_" if request.method == "GET" else "do_"
        deed: Deed | None = getattr(self, prefix + request.path_params["deed"], None)
        if deed is None:
            return JSONResponse({"error": "no such deed"}, status_code=404)
        try:
            given = await _arguments(request)
            inspect.signature(deed).bind(**given)
            result = deed(**given)
            if isinstance(result, Awaitable):
                result = await result
        except (LookupError, TypeError, ValueError) as error:
            return JSONResponse({"error": str(error)}, status_code=400)
        return JSONResponse(result if result is not None else {"ok": True})

    # --- people ---------------------------------------------------------------------------

    def do_user(self, **given: Any) -> Json:
        """A new person: first_name, last_name, username, language_code, started."""
        return bot_api_json.user(self.people.new_user(**given))

    def do_chat(self, kind: str, title: str, members: Json, **more: Any) -> Json:
        """A new group, supergroup or channel; `members` maps user ids to their status."""
        statuses = {int(user_id): str(status) for user_id, status in members.items()}
        return page_json.chat(self.world, self.people.new_chat(kind, title, statuses, **more))

    def do_topic(self, chat: int, name: str) -> Json:
        """A new forum topic."""
        return {"id": self.people.new_topic(self.people.chat(chat), name).id}

    def do_change_topic(self, chat: int, topic: int, **change: bool) -> None:
        """Close or delete a topic: closed, deleted."""
        for name in change:
            if name not in ("closed", "deleted"):
                raise ValueError(f"unknown {name}")
            setattr(self.people.chat(chat).topics[topic], name, change[name])

    def do_change_chat(self, chat: int, **change: bool) -> None:
        """Change what a chat is: deleted, can_write, started."""
        for name in change:
            if name not in ("deleted", "can_write", "started"):
                raise ValueError(f"unknown {name}")
            setattr(self.people.chat(chat), name, change[name])

    def do_deactivate(self, user: int) -> None:
        """A person deletes their account."""
        self.people.user(user).deactivated = True

    def do_say(self, user: int, text: str = "", chat: int | None = None, **more: Any) -> Json:
        """A person writes: text, thread_id, reply_to, anonymous, document, location, forward."""
        extra = {"forward_origin": more.pop("forward")} if "forward" in more else {}
        media = self._media(more.pop("document", None), more.pop("location", None))
        said = self.people.say(user, text, chat, media=media, extra=extra, **more)
        return page_json.message(self.world, said)

    def do_edit(self, chat: int, message: int, text: str) -> Json:
        """A person edits a message of theirs."""
        return page_json.message(self.world, self.people.edit(chat, message, text))

    def do_post(self, chat: int, text: str) -> Json:
        """A post in a channel."""
        return page_json.message(self.world, self.people.post(chat, text))

    def do_tap(self, user: int, chat: int, message: int, text: str = "", data: str = "") -> Json:
        """A person taps a button, named by its text or its data."""
        item = self.people.chat(chat).messages[message]
        if not data:
            data = self._data_of(item, text)
        return {"query": self.people.tap(user, chat, message, data).id}

    def do_inline(self, user: int, chat: int, words: str) -> Json:
        """A person types words behind the bot's name."""
        return {"query": inline.ask(self.people, user, chat, words).id}

    def do_choose(self, query: str, card: str) -> Json:
        """The person who typed them sends a card that the bot has offered."""
        return page_json.message(self.world, inline.choose(self.people, query, card))

    def do_share_channel(self, user: int, request: int, chat: int = 0) -> Json:
        """A person chooses a channel for the bot (a new one of theirs, unless it is named), which
        makes the bot an administrator of it."""
        return page_json.chat(self.world, self.people.share_channel(user, request, chat))

    def do_member(self, chat: int, user: int, status: str, by: int | None = None) -> None:
        """Someone's status in a chat changes: creator, administrator, member, left, kicked."""
        self.people.set_member(chat, user, status, by)

    def do_block(self, user: int) -> None:
        """A person blocks the bot."""
        self.people.set_member(user, self.world.bot.id, "kicked", user)

    def do_unblock(self, user: int) -> None:
        """A person unblocks the bot."""
        self.people.set_member(user, self.world.bot.id, "member", user)

    def do_migrate(self, chat: int) -> Json:
        """A group becomes a supergroup."""
        return page_json.chat(self.world, self.people.migrate(chat))

    # --- updates, faults ------------------------------------------------------------------

    def do_update(self, kind: str, payload: Json) -> Json:
        """Queue any update, as it is given."""
        return self.telegram.updates.put(kind, payload) or {}

    def do_replay(self, count: int | None = None) -> Json:
        """Send the last updates once more."""
        return {"replayed": self.telegram.updates.replay(count)}

    def do_expire_queries(self) -> None:
        """Every tapped button is too old to be answered."""
        self.world.queries.clear()

    def do_fault(self, **given: Any) -> None:
        """Something goes wrong with the next calls: see `faults.Fault`."""
        self.telegram.faults.add(Fault.read(given))

    def do_heal(self) -> None:
        """No faults any more."""
        self.telegram.faults.clear()

    def do_limits(self, active: bool) -> None:
        """Telegram's rates hold, or not."""
        self.telegram.limits.active = active

    # --- reading --------------------------------------------------------------------------

    def get_calls(self, method: str = "", after: int = 0) -> list[Json]:
        """The log of calls, of one method if named, with numbers above `after`."""
        wanted = method.lower()
        return [
            asdict(call)
            for call in self.telegram.calls
            if call.number > int(after) and wanted in ("", call.method.lower())
        ]

    def get_stats(self) -> Json:
        """What the limits refused, what came too early, what is still queued."""
        limits = self.telegram.limits
        return {
            "refused": limits.refused,
            "premature": limits.premature,
            "pending_updates": len(self.telegram.updates.pending),
            "calls": self.telegram.call_count,
        }

    def get_chats(self) -> list[Json]:
        """All chats."""
        return [page_json.chat(self.world, chat) for chat in self.world.chats.values()]

    def get_view(self, chat: int, user: int = 0) -> Json:
        """A chat as a person sees it."""
        room = self.people.chat(int(chat))
        person = int(user) or (room.id if room.private else next(iter(room.members)))
        return page_json.snapshot(self.world, room, person)

    async def get_events(self, since: int = -1, wait: float = 0) -> Json:
        """The world's revision and its answers to taps; waits for one after `since`."""
        if self.world.revision <= int(since):
            await self._wait(min(float(wait), MAX_WAIT))
        return {"revision": self.world.revision, "events": list(self.world.journal)}

    # --- inside ---------------------------------------------------------------------------

    async def _wait(self, seconds: float) -> None:
        changed = asyncio.ensure_future(self.world.changed.wait())
        closing = asyncio.ensure_future(self.telegram.closing.wait())
        try:
            await asyncio.wait(
                {changed, closing}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            changed.cancel()
            closing.cancel()

    def _media(self, document: Json | None, location: Json | None) -> Json:
        if document:
            data = base64.b64decode(document["data"])
            mime = document.get("mime", "application/octet-stream")
            item = sending.store_file(self.telegram, Upload(document["name"], mime, data))
            return {"document": bot_api_json.document(item)}
        return {"location": location} if location else {}

    def _data_of(self, item: LocalMessage, text: str) -> str:
        button = page_json.find_button(item, text)
        if button is None or "callback_data" not in button:
            raise LookupError(f"no button {text!r} to tap")
        return str(button["callback_data"])


async def _arguments(request: Request) -> Json:
    if request.method == "GET":
        return dict(request.query_params)
    body = await request.body()
    given = json.loads(body) if body else {}
    if not isinstance(given, dict):
        raise ValueError("a JSON object is expected")
    return given
