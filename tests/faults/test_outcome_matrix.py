"""Every answer that Telegram or the network may give, to an edition of two parts on its way
through the real outbox, deliverer and sender on both databases, to an edit and to a tap's answer:
what becomes of it, how often it was seen, and that nothing is raised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.chat.transport.sender import TelegramSender
from bot.core.model.chats import Chat, Slot
from bot.core.model.messages import Message, SendResult
from bot.services.deliver import Deliverer
from bot.store import Stores
from tests.chat.conftest import bot, sender, telegram, time
from tests.chat.fake_telegram import FakeTelegram, Fault
from tests.chat.virtual_time import VirtualTime
from tests.services.doubles import MORNING, Clock

__all__ = ["bot", "sender", "telegram", "time"]
GROUP, MOVED = -500, -1_001_234_567_890
BOTH = {"sent": 2}
PARTS = ("<b>part 1</b>", "<b>part 2</b>")


def refused(text: str) -> Fault:
    return Fault(400, f"Bad Request: {text}")


def forbidden(text: str) -> Fault:
    return Fault(403, f"Forbidden: {text}")


@dataclass(frozen=True)
class Case:
    """An answer to the first part; the states that the two rows end in; how often each was seen."""

    fault: Fault
    states: dict[str, int]
    seen: tuple[int, int] = (1, 1)


ENDED, FIRST_REFUSED = {"gone": 2}, {"refused": 1, "sent": 1}
CASES = {
    "429 for the chat": Case(Fault(429, "Too Many Requests", {"retry_after": 9}), BOTH),
    "429 for long": Case(Fault(429, "Too Many Requests", {"retry_after": 900}), BOTH),
    "500": Case(Fault(500, "Internal Server Error: restart"), BOTH),
    "502 with a page, not delivered": Case(Fault(502, body=b"<html>Bad Gateway</html>"), BOTH),
    "502 with a page, delivered": Case(
        Fault(502, body=b"<html>Bad Gateway</html>", delivered=True), BOTH, (2, 1)
    ),
    "504": Case(Fault(504, body=b""), BOTH),
    "200 that is no JSON, delivered": Case(
        Fault(200, body=b"<html>", delivered=True), BOTH, (2, 1)
    ),
    "404 of a proxy": Case(Fault(404, body=b"<html>nginx</html>"), BOTH),
    "connection cut, not delivered": Case(Fault(drop=True), BOTH),
    "connection cut, delivered": Case(Fault(drop=True, delivered=True), BOTH, (2, 1)),
    "no answer, delivered": Case(Fault(hang=True, delivered=True), BOTH, (2, 1)),
    "409": Case(Fault(409, "Conflict: terminated by other request"), BOTH),
    "401": Case(Fault(401, "Unauthorized"), BOTH),
    "markup": Case(refused("can't parse entities: unsupported start tag"), BOTH),
    "too long": Case(refused("message is too long"), BOTH),
    "a button's address": Case(refused("inline keyboard button URL is invalid"), BOTH),
    "an empty text": Case(refused("message text is empty"), FIRST_REFUSED, (0, 1)),
    "chat not found": Case(refused("chat not found"), FIRST_REFUSED, (0, 1)),
    "no rights": Case(
        refused("not enough rights to send text messages to the chat"), FIRST_REFUSED, (0, 1)
    ),
    "writing forbidden": Case(refused("CHAT_WRITE_FORBIDDEN"), FIRST_REFUSED, (0, 1)),
    "blocked": Case(forbidden("bot was blocked by the user"), ENDED, (0, 0)),
    "deactivated": Case(forbidden("user is deactivated"), ENDED, (0, 0)),
    "kicked": Case(forbidden("bot was kicked from the supergroup chat"), ENDED, (0, 0)),
    "no member": Case(forbidden("bot is not a member of the channel chat"), ENDED, (0, 0)),
    "deleted": Case(forbidden("the group chat was deleted"), ENDED, (0, 0)),
    "moved": Case(
        Fault(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": MOVED},
        ),
        BOTH,
    ),
}


def times_seen(telegram: FakeTelegram, part: str) -> int:
    """How often readers saw this part, marked up or plain."""
    texts = [str(message["text"]) for message in telegram.messages.values()]
    return sum(part in text for text in texts)


@pytest.mark.parametrize("name", CASES)
async def test_an_edition_meets_an_answer(
    stores: Stores,
    telegram: FakeTelegram,
    sender: TelegramSender,
    time: VirtualTime,
    name: str,
) -> None:
    case, clock = CASES[name], Clock(MORNING)
    await stores.chats.save(Chat(GROUP, kind="group"))
    messages = [Message(part, part[3:-4]) for part in PARTS]
    later = MORNING + timedelta(days=1)
    await stores.outbox.plan(Slot(GROUP, "morning", MORNING), messages, [], later, MORNING)
    telegram.fail("sendMessage", case.fault)
    for _ in range(12):
        await Deliverer(stores.outbox, sender, clock, "one").deliver_due()
        clock.forward(minutes=5)
        await time.sleep(300)  # the pacer's clock goes on as well
    assert await stores.outbox.counts() == case.states
    assert tuple(times_seen(telegram, part[3:-4]) for part in PARTS) == case.seen
    assert max(case.seen) <= 2


@pytest.mark.parametrize("name", CASES)
async def test_an_edit_and_a_taps_answer_meet_it_too(
    telegram: FakeTelegram, sender: TelegramSender, name: str
) -> None:
    fault = CASES[name].fault
    for method in ("editMessageText", "answerCallbackQuery"):
        telegram.fail(method, *[fault] * 9)
    edited = await sender.edit(5, 100, Message("<b>a</b>", "a"))
    tapped = await sender.answer_callback("1", "done")
    good = SendResult.SENT
    assert edited.verdict is not good and tapped.verdict is not good
    assert "TEST-TOKEN" not in edited.reason + tapped.reason
