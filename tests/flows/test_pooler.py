"""On a platform whose PostgreSQL stands behind a pooler in transaction mode: the release step,
then the bot and a reading process, as the Procfile starts them; for some seconds it is away."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.command.running import precis
from tests.flows.fleet import Fleet, emptied, press
from tests.flows.test_fleet import all_is_read, editions, subscribed
from tests.local_telegram.fixtures import local_telegram
from tests.store.pooler import pooled


async def test_behind_a_pooler_of_transactions_all_goes_its_way(
    postgresql_url: str, tmp_path: Path
) -> None:
    stores = await emptied(postgresql_url)
    async with local_telegram() as telegram, press(("courier",)) as sites:
        ada = await telegram.user("Ada")
        sites.bring_out(4)
        async with pooled(postgresql_url) as pooler:
            # As providers write it, with the words of other libraries.
            address = f"{pooler.url.replace('postgresql', 'postgres')}?pgbouncer=true"
            done = await asyncio.to_thread(precis, "db", "upgrade", DATABASE_URL=address)
            assert (done.returncode, done.stderr) == (0, "")
            fleet = Fleet(telegram, address, sites.sources(), tmp_path)
            try:
                for verb in ("run", "worker"):
                    fleet.start(verb)
                await all_is_read(stores, sites, within=60)
                await ada.ask("/help", within=30)
                await subscribed(stores, [ada])
                await ada.wait_for("Sorry it is late", within=60)
                await pooler.stop()
                asked = await ada.say("/privacy")
                await asyncio.sleep(4)
                await pooler.start()
                await ada.wait_for("What I keep", after=asked.id, within=60)
            finally:
                logged = fleet.end()
            assert len(await editions(ada)) == 1
            assert pooler.named_statements == 0
    await stores.aclose()
    assert "Traceback" not in logged
    assert telegram.token not in logged
    assert (logged.count("the database is away"), logged.count("the database is back")) == (2, 2)
