"""People for tests: a small client of the control API of the local Telegram."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.local_telegram.server import LocalTelegram

Json = dict[str, Any]


@dataclass(frozen=True)
class Seen:
    """A message as a person sees it; `buttons` are the texts of its inline keyboard by rows."""

    id: int
    chat_id: int
    from_bot: bool
    text: str
    html: str
    source: str
    entities: list[Json]
    buttons: list[list[str]]
    edited: bool
    thread_id: int | None
    silent: bool
    raw: Json = field(repr=False)

    @classmethod
    def read(cls, shape: Json) -> Seen:
        """From the control API's JSON."""
        return cls(
            id=shape["id"],
            chat_id=shape["chat"],
            from_bot=shape["from_bot"],
            text=shape["text"],
            html=shape["html"],
            source=shape["source"],
            entities=shape["entities"],
            buttons=[[button["text"] for button in row] for row in shape["buttons"]],
            edited=shape["edited"] is not None,
            thread_id=shape["thread"],
            silent=shape["silent"],
            raw=shape,
        )

    def button(self, text: str) -> Json:
        """The button with this text (or with it inside), with its url or callback_data."""
        rows = [button for row in self.raw["buttons"] for button in row]
        exact: list[Json] = [button for button in rows if button["text"] == text]
        return (exact or [button for button in rows if text in button["text"]])[0]


class Telegram:
    """A running local Telegram and its control API. `await telegram.post("block", user=5)`."""

    def __init__(self, server: LocalTelegram) -> None:
        self.server = server
        self.url = server.url
        self.token = server.token
        # It speaks plain HTTP on loopback: there is no certificate to verify, and loading the
        # machine's own costs each test a moment.
        self.http = httpx.AsyncClient(
            base_url=server.url, trust_env=False, verify=False, timeout=40.0
        )

    async def post(self, deed: str, **given: Any) -> Any:
        """Do something; raises ValueError with the server's complaint."""
        return self._read(await self.http.post(f"/control/{deed}", json=given))

    async def get(self, deed: str, **query: Any) -> Any:
        """Read something."""
        return self._read(await self.http.get(f"/control/{deed}", params=query))

    async def user(self, first_name: str = "Ada", **more: Any) -> FakeUser:
        """A new person; the bot may write to them at once unless `started=False`."""
        shape = await self.post("user", first_name=first_name, **more)
        return FakeUser(self, shape["id"], first_name)

    async def chat(
        self,
        *people: FakeUser,
        kind: str = "group",
        title: str = "Readers",
        bot: str | None = "member",
        admins: tuple[FakeUser, ...] = (),
        **more: Any,
    ) -> int:
        """A new group, supergroup or channel with these people and the bot; its id."""
        statuses = {str(person.id): "member" for person in people}
        statuses |= {str(person.id): "administrator" for person in admins}
        if bot:
            statuses[str(self.server.telegram.bot.id)] = bot
        shape = await self.post("chat", kind=kind, title=title, members=statuses, **more)
        return int(shape["id"])

    async def fault(self, **rule: Any) -> None:
        """The next calls fail: kind, method, times, chat_id, status, description, … ."""
        await self.post("fault", **rule)

    async def calls(self, method: str = "") -> list[Json]:
        """The log of the bot's calls, oldest first."""
        return list(await self.get("calls", method=method))

    async def stats(self) -> Json:
        """refused, premature, pending_updates, calls."""
        return dict(await self.get("stats"))

    async def events(self, kind: str = "") -> list[Json]:
        """What happened in the world: message, edited, deleted, action, answer, …"""
        events = (await self.get("events"))["events"]
        return [event for event in events if kind in ("", event["kind"])]

    async def until(self, check: Callable[[], Any], within: float = 10.0) -> Any:
        """Wait until an async `check` gives something true; look again at every change."""
        async with asyncio.timeout(within):
            revision = (await self.get("events"))["revision"]
            while True:
                result = check()
                if asyncio.iscoroutine(result):
                    result = await result
                if result:
                    return result
                revision = (await self.get("events", since=revision, wait=0.2))["revision"]

    @staticmethod
    def _read(answer: httpx.Response) -> Any:
        result = answer.json()
        if answer.status_code != 200:
            raise ValueError(result["error"])
        return result


class FakeUser:
    """A person: says, taps, reads. Chats are given by id; without one it is the private chat."""

    def __init__(self, telegram: Telegram, user_id: int, first_name: str) -> None:
        self.telegram = telegram
        self.id = user_id
        self.first_name = first_name

    async def say(self, text: str = "", chat: int | None = None, **more: Any) -> Seen:
        """Write a message: thread_id, reply_to, anonymous, document, location, forward."""
        shape = await self.telegram.post("say", user=self.id, text=text, chat=chat, **more)
        return Seen.read(shape)

    async def send_file(
        self, name: str, data: bytes, mime: str = "application/octet-stream", text: str = ""
    ) -> Seen:
        """Send a document to the private chat."""
        encoded = base64.b64encode(data).decode()
        document = {"name": name, "data": encoded, "mime": mime}
        return await self.say(text, document=document)

    async def tap(
        self, text: str = "", chat: int | None = None, *, message: int | None = None, data: str = ""
    ) -> str:
        """Tap the button with this text on the last message that has it; the query's id."""
        where = chat or self.id
        if message is None:
            message = await self._bearing(text, data, where)
        shape = await self.telegram.post(
            "tap", user=self.id, chat=where, message=message, text=text, data=data
        )
        return str(shape["query"])

    async def messages(self, chat: int | None = None) -> list[Seen]:
        """Everything in the chat that was not deleted, oldest first."""
        shape = await self.telegram.get("view", chat=chat or self.id, user=self.id)
        return [Seen.read(message) for message in shape["messages"]]

    async def replies(self, chat: int | None = None) -> list[Seen]:
        """What the bot wrote, oldest first."""
        return [message for message in await self.messages(chat) if message.from_bot]

    async def wait_for(
        self,
        predicate: Callable[[Seen], bool] | str,
        chat: int | None = None,
        *,
        after: int = 0,
        within: float = 10.0,
    ) -> Seen:
        """The newest message of the bot (with an id above `after`) that fits, or holds the text.

        Raises TimeoutError when none comes in `within` seconds.
        """

        def fits(message: Seen) -> bool:
            if isinstance(predicate, str):
                return predicate in message.text
            return predicate(message)

        async def look() -> Seen | None:
            fitting = [m for m in await self.replies(chat) if m.id > after and fits(m)]
            return fitting[-1] if fitting else None

        found: Seen = await self.telegram.until(look, within)
        return found

    async def ask(self, text: str, chat: int | None = None, within: float = 10.0) -> Seen:
        """Say something and wait for the next message of the bot."""
        said = await self.say(text, chat)
        return await self.wait_for(lambda m: True, chat, after=said.id, within=within)

    async def answer_to(self, query: str, within: float = 10.0) -> Json:
        """The answer to a tap: text and alert."""

        async def look() -> Json | None:
            answers = [e for e in await self.telegram.events("answer") if e["query"] == query]
            return answers[0] if answers else None

        found: Json = await self.telegram.until(look, within)
        return found

    async def block(self) -> None:
        """Block the bot."""
        await self.telegram.post("block", user=self.id)

    async def unblock(self) -> None:
        """Unblock the bot."""
        await self.telegram.post("unblock", user=self.id)

    async def _bearing(self, text: str, data: str, chat: int) -> int:
        for message in reversed(await self.messages(chat)):
            buttons = [button for row in message.raw["buttons"] for button in row]
            if any(text in b["text"] and data in b.get("callback_data", "") for b in buttons):
                return message.id
        raise LookupError(f"no message with a button {text or data!r}")
