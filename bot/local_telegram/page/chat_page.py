"""The chat page: its files, and the stream of events that keeps it up to date."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.local_telegram.page import page_json
from bot.local_telegram.world.human_actions import People
from bot.local_telegram.world.state import Json, LocalChat

KEEP_ALIVE_SECONDS = 15.0

_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_FILES = (
    "index.html",
    "style.css",
    "message.css",
    "chat.js",
    "composer.js",
    "log.js",
    "message.js",
    "icon.svg",
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: http: https:; "
    "style-src 'self'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'",
}


class ChatPage:
    """The person who looks at the page, the chats they have, and what they are shown.

    With `greet` the person says /start when they first look at an empty chat.
    """

    def __init__(self, people: People, *, greet: bool) -> None:
        self.people = people
        self.world = people.world
        self.greet = greet
        self.person = people.new_user("Reader", username="reader", started=False)
        self.friend = people.new_user("Sam", username="sam", started=False)
        self.group: LocalChat | None = None

    def routes(self) -> list[Route]:
        """What is served for the browser."""
        return [
            Route("/", self.static),
            Route("/page/{name}", self.static),
            Route("/files/{file_id}", self.file),
            Route("/events", self.events),
            Route("/rooms", self.rooms),
        ]

    async def static(self, request: Request) -> Response:
        """One of the page's own files."""
        name = request.path_params.get("name", "index.html")
        if name not in _FILES:
            return Response(status_code=404)
        data = files("bot.local_telegram.page").joinpath("static", name).read_bytes()
        return Response(data, media_type=_TYPES[name.rpartition(".")[2]], headers=_HEADERS)

    async def file(self, request: Request) -> Response:
        """A file that was sent to a chat."""
        item = self.world.files.get(request.path_params["file_id"])
        if item is None or not item.data:
            return Response(status_code=404)
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        if not item.mime.startswith("image/"):
            headers["Content-Disposition"] = "attachment"
        return Response(item.data, media_type=item.mime or None, headers=headers)

    async def rooms(self, request: Request) -> Response:
        """The chats that the page offers, and the people one may be there."""
        group = self._group()
        shown = {
            "me": self.person.id,
            "rooms": [
                {"chat": self.person.id, "label": "Private", "people": []},
                {
                    "chat": group.id,
                    "label": "Group",
                    "people": [
                        {"id": self.person.id, "label": "You · admin"},
                        {"id": self.friend.id, "label": "Sam · member"},
                    ],
                },
            ],
        }
        return Response(json.dumps(shown), media_type="application/json")

    async def events(self, request: Request) -> Response:
        """Server-sent events of one chat as one person sees it; the first shows all there is."""
        try:
            chat = self._room(int(request.query_params.get("chat", self.person.id)))
            user = int(request.query_params.get("user", self.person.id))
            self.people.user(user)
        except (LookupError, ValueError):
            return Response(status_code=404)
        self._enter(chat)
        return StreamingResponse(
            self._stream(chat, user), media_type="text/event-stream", headers=_HEADERS
        )

    # --- inside ---------------------------------------------------------------------------

    def _room(self, chat_id: int) -> LocalChat:
        chat = self.people.chat(chat_id)
        return self._room(chat.migrated_to) if chat.migrated_to else chat

    def _group(self) -> LocalChat:
        if self.group is None:
            members = {self.person.id: "creator", self.friend.id: "member"}
            self.group = self.people.new_chat("group", "Reading group", members)
        return self.group

    def _enter(self, chat: LocalChat) -> None:
        """The first look: the person greets the bot, or the bot is added to the group."""
        if chat.id == self.person.id and self.greet and not chat.messages:
            self.people.say(self.person.id, "/start")
        if chat is self.group and self.world.bot.id not in chat.members:
            self.people.set_member(chat.id, self.world.bot.id, "member", self.person.id)

    async def _stream(self, chat: LocalChat, user: int) -> AsyncIterator[str]:
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self.world.listeners.add(queue)
        try:
            yield _event({"kind": "all", **page_json.snapshot(self.world, chat, user)})
            while not self.people.telegram.closing.is_set():
                try:
                    event = await asyncio.wait_for(queue.get(), KEEP_ALIVE_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"
                else:
                    shown = self._shown(event, chat, user)
                    if shown:
                        yield _event(shown)
        finally:
            self.world.listeners.discard(queue)

    def _shown(self, event: Json, chat: LocalChat, user: int) -> Json | None:
        kind = event["kind"]
        if kind in ("commands", "profile") or (kind == "chats" and event["chat"] == chat.id):
            about = page_json.snapshot(self.world, chat, user)
            about.pop("messages")
            return {"kind": "about", **about}
        mine = kind in ("answer", "inline")
        if event["chat"] != chat.id or (mine and event["user"] != user):
            return None
        if kind in ("message", "edited"):
            message = chat.messages[event["message_id"]]
            return {"kind": kind, "message": page_json.message(self.world, message)}
        return event


def _event(payload: Json) -> str:
    return f"data: {json.dumps(payload)}\n\n"
