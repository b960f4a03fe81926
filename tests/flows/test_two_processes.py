"""A rolling deploy: for a while two processes run on one database, and nobody notices."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

from tests.flows.test_stopping import ended, run
from tests.local_telegram.fixtures import local_telegram


async def test_while_two_processes_run_each_question_is_answered_once(tmp_path: Path) -> None:
    async with local_telegram() as telegram:
        readers = [await telegram.user(f"Reader {n}") for n in range(4)]
        old = run(telegram, tmp_path)
        new = None
        try:
            await readers[0].ask("/help", within=40)
            new = run(telegram, tmp_path)
            for reader in readers:
                for _ in range(3):
                    await reader.ask("/privacy", within=30)
            old.terminate()
            asked = [asyncio.create_task(reader.ask("/privacy", within=40)) for reader in readers]
            assert await ended(old) == 0
            await asyncio.gather(*asked)
            await readers[0].ask("/help", within=40)  # by the new one alone
        finally:
            old.kill()
            if new:
                new.kill()
                await ended(new)
        for reader in readers:
            kinds = Counter(message.text[:20] for message in await reader.replies())
            assert sorted(kinds.values()) in ([4], [2, 4])
