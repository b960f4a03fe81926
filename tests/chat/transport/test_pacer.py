from __future__ import annotations

import os
from collections import defaultdict

import pytest

from bot.chat.transport.pacer import Lane, Pacer
from tests.chat.virtual_time import VirtualTime

NIGHTLY = os.environ.get("PRECIS_NIGHTLY") == "1"
Log = list[tuple[float, int, Lane]]


async def a_message(
    pacer: Pacer, time: VirtualTime, log: Log, chat: int, lane: Lane = Lane.DIGEST
) -> None:
    async with pacer.turn(chat, lane, patience=1e9) as rest:
        assert rest == 0.0
        log.append((time.now(), chat, lane))


def most_in_a_window(times: list[float], seconds: float) -> int:
    return max(sum(start <= at < start + seconds for at in times) for start in times)


async def test_a_burst_to_many_chats_stays_under_the_rate_from_the_first_second(
    time: VirtualTime,
) -> None:
    pacer, log = Pacer(time.now, time.sleep), Log()
    await time.run(*(a_message(pacer, time, log, chat) for chat in range(1, 151)))
    times = [at for at, _, _ in log]
    assert (len(times), most_in_a_window(times, 1.0)) == (150, 25)


@pytest.mark.parametrize(
    ("chat", "messages", "window", "allowed"), [(5, 10, 1.0, 1), (-100, 50, 60.0, 18)]
)
async def test_one_chat_gets_no_more_than_its_share(
    time: VirtualTime, chat: int, messages: int, window: float, allowed: int
) -> None:
    pacer, log = Pacer(time.now, time.sleep), Log()
    await time.run(*(a_message(pacer, time, log, chat) for _ in range(messages)))
    times = [at for at, _, _ in log]
    assert (len(times), most_in_a_window(times, window)) == (messages, allowed)


async def test_an_answer_overtakes_the_digests_that_wait(time: VirtualTime) -> None:
    pacer, log = Pacer(time.now, time.sleep), Log()
    digests = [a_message(pacer, time, log, chat) for chat in range(1, 101)]
    await time.run(*digests, a_message(pacer, time, log, 500, Lane.ANSWER))
    (answered,) = [at for at, _, lane in log if lane is Lane.ANSWER]
    assert answered - 1000.0 < 0.1


@pytest.mark.parametrize("chat", [5, -100])
async def test_a_chat_gets_three_answers_at_once_and_then_one_a_second(
    time: VirtualTime, chat: int
) -> None:
    pacer, log = Pacer(time.now, time.sleep), Log()
    await time.run(*(a_message(pacer, time, log, chat, Lane.ANSWER) for _ in range(12)))
    times = [at for at, _, _ in log]
    assert times[2] == times[0]
    for seconds in (1.0, 2.0, 3.0, 6.0):
        assert most_in_a_window(times, seconds) <= seconds + 2


async def test_while_an_edition_goes_to_thousands_every_answer_is_out_within_a_second(
    time: VirtualTime,
) -> None:
    pacer, log = Pacer(time.now, time.sleep), Log()
    count = 5000 if NIGHTLY else 500
    chats, waits = iter(range(1, count + 1)), list[float]()

    async def deliverer() -> None:
        for chat in chats:
            async with pacer.turn(chat, Lane.DIGEST, patience=5.0) as rest:
                assert rest == 0.0
                log.append((time.now(), chat, Lane.DIGEST))
                await time.sleep(0.1)  # to Telegram and back

    async def readers() -> None:
        for reader in range(10_000, 10_000 + count // 20):
            asked = time.now()
            await a_message(pacer, time, log, reader, Lane.ANSWER)
            waits.append(time.now() - asked)
            await time.sleep(0.3)

    began = time.now()
    await time.run(*(deliverer() for _ in range(4)), readers())
    times = [at for at, _, _ in log]
    assert max(waits) < 1.0
    assert most_in_a_window(times, 1.0) <= 25
    assert max(times) - began <= 210 * (len(times) / 5000)


async def test_a_chat_that_rests_leaves_the_others_alone(time: VirtualTime) -> None:
    pacer, log = Pacer(time.now, time.sleep), Log()
    assert pacer.flooded(1, 30.0) is False
    await time.run(*(a_message(pacer, time, log, chat) for chat in (1, 2, 3)))
    assert [(chat, at - 1000.0) for at, chat, _ in log] == [(2, 0.0), (3, 0.0), (1, 30.0)]


async def test_three_chats_flooded_at_once_rest_the_bot_and_it_starts_slowly(
    time: VirtualTime,
) -> None:
    pacer, log = Pacer(time.now, time.sleep), Log()
    assert [pacer.flooded(chat, 5.0) for chat in (1, 2, 3)] == [False, False, True]
    await time.run(*(a_message(pacer, time, log, chat) for chat in range(10, 60)))
    per_second: dict[int, int] = defaultdict(int)
    for at, _, _ in log:
        per_second[int(at - 1005.0)] += 1
    assert min(per_second) == 0
    assert per_second[0] == 5
    assert most_in_a_window([at for at, _, _ in log], 1.0) <= 25


async def test_chats_flooded_while_others_get_theirs_do_not_rest_the_bot(time: VirtualTime) -> None:
    pacer, log = Pacer(time.now, time.sleep), Log()
    for chat in (1, 2, 3, 4):
        assert pacer.flooded(chat, 5.0) is False
        pacer.answered()  # the next chat's message was taken
    await time.run(a_message(pacer, time, log, 10))
    assert [at - 1000.0 for at, _, _ in log] == [0.0]


async def test_who_would_wait_too_long_is_told_so_at_once(time: VirtualTime) -> None:
    pacer = Pacer(time.now, time.sleep)
    pacer.flooded(1, 300.0)
    async with pacer.turn(1, Lane.DIGEST, patience=5.0) as rest:
        assert (rest, time.slept) == (300.0, 0.0)


async def test_failures_in_a_row_wait_longer_each_time_and_open_the_circuit(
    time: VirtualTime,
) -> None:
    pacer = Pacer(time.now, time.sleep)
    assert [pacer.failed() for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]
    async with pacer.turn(9, Lane.DIGEST, patience=5.0) as rest:
        assert rest == 60.0
    pacer.answered()
    assert pacer.failed() == 1


async def test_quiet_chats_are_forgotten(time: VirtualTime) -> None:
    pacer, log = Pacer(time.now, time.sleep), Log()
    await time.run(*(a_message(pacer, time, log, chat) for chat in range(1, 300)))
    await time.sleep(1000)
    await time.run(a_message(pacer, time, log, 7))
    assert len(pacer._chats) == 1
