"""A Bot API server on loopback that records every call and fails on demand.

An answer is scripted per method; without a script a call succeeds as Telegram's would.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from bot.local_telegram.api.params import read
from tests.chat.telegram_html import CannotParse, Parsed

TOKEN = "42:TEST-TOKEN-that-nobody-may-ever-see-in-a-log"
BOT = {"id": 42, "is_bot": True, "first_name": "Précis", "username": "precis_bot"}


UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


class Unchanged(ValueError):
    """An edit that changes nothing."""


class Closed(ValueError):
    """A message to a forum topic that takes none."""


@dataclass
class Fault:
    """A scripted answer: a status with Telegram's text, bytes as they are, or no answer at all.

    `delivered` says whether the call took effect before the answer went wrong.
    """

    status: int = 200
    description: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    body: bytes | None = None
    hang: bool = False
    drop: bool = False
    delivered: bool = False


@dataclass
class Call:
    method: str
    params: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.params.get(name)


class FakeTelegram:
    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.results: dict[str, Any] = {}
        self.members: dict[tuple[int, int], str] = {}
        self.contents: dict[tuple[int, int], tuple[Any, Any]] = {}
        self.updates: deque[dict[str, Any]] = deque()
        self.arrived = asyncio.Event()
        self.messages: dict[tuple[int, int], dict[str, Any]] = {}
        self.files: dict[str, bytes] = {}
        self.closed: set[int] = set()  # forum topics
        self._next = 100
        self._release = asyncio.Event()
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)

    async def stop(self) -> None:
        self._release.set()
        assert self._server is not None
        self._server.close()

    def fail(self, method: str, *faults: Fault) -> None:
        self.faults[method].extend(faults)

    def of(self, *methods: str) -> list[Call]:
        return [call for call in self.calls if call.method in methods]

    @property
    def shown(self) -> list[str]:
        """Every text that readers got, new messages and edits, in order."""
        return [str(call.text) for call in self.of("sendMessage", "editMessageText") if call.params]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                length, kind = 0, ""
                while (header := (await reader.readline()).decode().strip()) != "":
                    name, _, value = header.partition(":")
                    length = int(value) if name.lower() == "content-length" else length
                    kind = value.strip() if name.lower() == "content-type" else kind
                values = _values(kind, await reader.readexactly(length))
                if not await self._reply(line.decode().split()[1], values, writer):
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    async def _reply(self, path: str, values: dict[str, Any], writer: asyncio.StreamWriter) -> bool:
        if path.startswith("/file/"):
            data = self.files[path.rsplit("/", 1)[-1]]
            writer.write(f"HTTP/1.1 200 X\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data)
            await writer.drain()
            return True
        call = Call(path.rsplit("/", 1)[-1], values)
        if call.method != "getUpdates":
            self.calls.append(call)
        script = self.faults[call.method]
        fault = script.popleft() if script else None
        if fault and fault.delivered:
            self._result(call)
        if fault and (fault.hang or fault.drop):
            if fault.hang:
                await self._release.wait()
            return False
        status, answer = await self._answer(call, fault)
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n"
        writer.write(f"{head}Content-Length: {len(answer)}\r\n\r\n".encode() + answer)
        await writer.drain()
        return True

    async def _answer(self, call: Call, fault: Fault | None) -> tuple[int, bytes]:
        if fault:
            problem = {"ok": False, "error_code": fault.status, "description": fault.description}
            extra = {"parameters": fault.parameters} if fault.parameters else {}
            made = json.dumps(problem | extra).encode()
            return fault.status, fault.body if fault.body is not None else made
        try:
            if call.method == "getUpdates":
                result: Any = await self._updates(call)
            else:
                result = self._result(call)
        except (CannotParse, Unchanged, Closed) as refused:
            text = f"Bad Request: {refused}"
            if isinstance(refused, CannotParse):
                text = f"Bad Request: can't parse entities: {refused}"
            return 400, json.dumps({"ok": False, "error_code": 400, "description": text}).encode()
        return 200, json.dumps({"ok": True, "result": result}).encode()

    async def _updates(self, call: Call) -> list[dict[str, Any]]:
        while self.updates and self.updates[0]["update_id"] < int(call.offset or 0):
            self.updates.popleft()
        if not self.updates:
            self.arrived.clear()
            arrived = asyncio.create_task(self.arrived.wait())
            released = asyncio.create_task(self._release.wait())
            await asyncio.wait(
                {arrived, released}, timeout=0.2, return_when=asyncio.FIRST_COMPLETED
            )
            arrived.cancel()
            released.cancel()
        return list(self.updates)

    def push(self, update: dict[str, Any]) -> None:
        self.updates.append(update)
        self.arrived.set()

    def _result(self, call: Call) -> Any:
        if call.method in self.results:
            return self.results[call.method]
        if call.method == "getMe":
            return BOT
        if call.method == "getChatMember":
            status = self.members.get((call.chat_id, call.user_id), "member")
            user = {"id": call.user_id, "is_bot": False, "first_name": "X"}
            return member_of(status, user)
        if call.method == "getFile":
            size = len(self.files[call.file_id])
            known = {"file_id": call.file_id, "file_unique_id": "u", "file_size": size}
            return known | {"file_path": f"documents/{call.file_id}"}
        if call.method in ("sendMessage", "editMessageText"):
            return self._message(call)
        if call.method in ("sendDocument", "sendPhoto"):
            return self._message(Call(call.method, {**call.params, "text": call.caption or ""}))
        return True

    def _message(self, call: Call) -> dict[str, Any]:
        if call.message_thread_id in self.closed:
            raise Closed("TOPIC_CLOSED")
        if call.parse_mode == "HTML":
            Parsed(call.text)
        number = call.message_id or self._next
        self._next += call.message_id is None
        kind = "private" if call.chat_id > 0 else "supergroup"
        message = {
            "message_id": number,
            "date": 1,
            "chat": {"id": call.chat_id, "type": kind, "title": "T", "first_name": "F"},
            "text": call.text,
        }
        content = (call.text, call.reply_markup)
        if call.message_id and self.contents.get((call.chat_id, number)) == content:
            raise Unchanged(UNCHANGED)
        self.contents[call.chat_id, number] = content
        self.messages[call.chat_id, number] = message
        return message


def _values(kind: str, body: bytes) -> dict[str, Any]:
    """The parameters of a call; uploaded files stand under their fields as `Upload`s."""
    if kind.startswith("multipart/"):
        params = read(kind, body, "")
        return _plain({name: [str(text)] for name, text in params.values.items()}) | params.files
    return _plain(parse_qs(body.decode(), keep_blank_values=True))


def _plain(given: dict[str, list[str]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, (text, *_) in given.items():
        try:
            values[name] = json.loads(text) if name not in ("text", "parse_mode") else text
        except ValueError:
            values[name] = text
    return values


def member_of(status: str, user: dict[str, Any]) -> dict[str, Any]:
    if status == "creator":
        return {"status": status, "user": user, "is_anonymous": False}
    if status != "administrator":
        return {"status": status, "user": user}
    rights = (
        "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats "
        "can_restrict_members can_promote_members can_change_info can_invite_users "
        "can_post_stories can_edit_stories can_delete_stories"
    ).split()
    return {"status": status, "user": user, **dict.fromkeys(rights, False)}
