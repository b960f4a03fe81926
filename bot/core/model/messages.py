"""The values of messages going out: what is sent, where it stands, what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.model.chats import Slot
from bot.core.model.editions import Contents


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: exactly one of `data` (a callback key, at most 64 bytes) and `url`."""

    text: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One Telegram message within its limits: HTML, the same as plain text, and its buttons.

    `thread_id` is the forum topic that it is for, where that is not its chat's own. `if_moved` is
    a line that comes first where that forum topic is closed or gone and the message goes to the
    group itself.
    """

    html: str
    plain: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    silent: bool = False
    preview_url: str = ""
    thread_id: int | None = None
    if_moved: str = ""


@dataclass(frozen=True, slots=True)
class PlannedEdition:
    """A slot with the messages of its edition, none where there is nothing to send; the (story id,
    article id) pairs that it shows, and what it `held`.

    `next_due` is when the chat's next one comes. It `ends_absence` where it brings what a pause
    made its reader miss, and `asks` whether the chat gets too much.
    """

    slot: Slot
    messages: tuple[Message, ...] = ()
    used: tuple[tuple[int, int], ...] = ()
    next_due: datetime | None = None
    ends_absence: bool = False
    asks: bool = False
    held: Contents | None = None


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A file that is sent, under this name; a picture is shown in the chat."""

    name: str
    data: bytes
    picture: bool = False


class OutboxState(StrEnum):
    """The life of one outbox row. Only PENDING and SENDING rows are ever picked up again."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    GONE = "gone"
    UNKNOWN = "unknown"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One message on its way: unique by (chat_id, slot, part).

    `attempts` counts times it was marked SENDING; `doubts` how many of those ended unknown.
    """

    id: int
    chat_id: int
    slot: str
    part: int
    message: Message
    state: OutboxState
    attempts: int = 0
    doubts: int = 0
    thread_id: int | None = None


class SendResult(StrEnum):
    """What is known of one attempt to send.

    SENT: Telegram answered with the message. REFUSED: surely not sent, and never will be as it
    is. GONE: the chat cannot be reached any more. MOVED: the chat has a new id. LATER: surely
    not sent, try again after a pause. UNKNOWN: it may have arrived.
    """

    SENT = "sent"
    REFUSED = "refused"
    GONE = "gone"
    MOVED = "moved"
    LATER = "later"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One attempt's verdict with what goes with it.

    `retry_after` in seconds goes with LATER (`whole_bot` when every chat must wait);
    `new_chat_id` with MOVED; `message_id` with SENT; `reason` is Telegram's text or ours.
    `unreachable` goes with REFUSED where no message at all would be taken: the chat is not found,
    or we may not write there. Telegram says so by mistake at times.
    """

    verdict: SendResult
    message_id: int = 0
    retry_after: float = 0.0
    whole_bot: bool = False
    new_chat_id: int = 0
    reason: str = ""
    unreachable: bool = False
