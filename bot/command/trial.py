"""`precis try`: the whole product against the built-in local Telegram, with a sample edition."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from bot import logs
from bot.app import Ingestion, now
from bot.core.model.chats import PUBLIC
from bot.errors import PrecisError
from bot.local_telegram.sample.site import SampleSite
from bot.local_telegram.server import LocalTelegram
from bot.running import running
from bot.services.collect import CollectLimits
from config.settings import Settings

FIRST_WORDS = "/digest"
LOOKS_SECONDS = 15  # that a newcomer has to begin the set-up by hand
_LOOKS_FOR_IT = 150  # looks, a fifth of a second apart
POLL_SECONDS = 60  # so that the articles which come out meanwhile are soon there


@dataclass(frozen=True, slots=True)
class Trial:
    """A product under trial: its local Telegram, the sample outlets, and its reading side."""

    telegram: LocalTelegram
    site: SampleSite
    ingestion: Ingestion


@asynccontextmanager
async def trial(settings: Settings, port: int = 0) -> AsyncIterator[Trial]:
    """The product with a store of its own in a temporary folder; all of it goes at the end.

    Raises PrecisError when `port` is taken.
    """
    async with contextlib.AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="precis-")))
        telegram = LocalTelegram(port=port, greet=True)
        try:
            await telegram.start()
        except OSError as wrong:
            raise PrecisError(f"port {port} is taken ({wrong.strerror}); give --port") from None
        stack.push_async_callback(telegram.stop)
        site = SampleSite(now)
        await site.start()
        stack.push_async_callback(site.stop)
        sources = folder / "sources.toml"
        sources.write_text(site.sources(), "utf-8")
        own = replace(
            settings,
            telegram_bot_token=telegram.token,
            telegram_api_url=telegram.url,
            database_url=f"sqlite:///{folder / 'precis.db'}",
            sources=str(sources),
            allowed_private_hosts=(site.host,),
            reader_private_hosts=(site.host,),
            webhook_url=None,
            admin_user_ids=(telegram.reader_id,),
            poll_interval_seconds=POLL_SECONDS,
        )
        ingestion = await stack.enter_async_context(running(own, CollectLimits(first_fetch=20)))
        yield Trial(telegram, site, ingestion)


async def try_product(port: int, settings: Settings) -> None:
    """Run the trial until cancelled."""
    logs.configure(logs.for_a_person(settings.log_level), settings.log_format, settings.secrets)
    async with trial(settings, port) as running_trial:
        print(_welcome(running_trial), flush=True)
        opening = asyncio.create_task(first_digest(running_trial))
        try:
            await asyncio.Event().wait()
        finally:
            opening.cancel()


def _welcome(running_trial: Trial) -> str:
    return (
        "\n  Précis is running against its own local Telegram; no account, no internet.\n\n"
        f"  Open the chat:   {running_trial.telegram.page_url}\n"
        f"  Try a page:      /summary {running_trial.site.example_page}\n"
        f"  Try a feed:      /subscribe {running_trial.site.example_feed}\n"
        f"  Try a site:      /subscribe {running_trial.site.example_site}\n"
        "  Later:           new articles come after two and after five minutes; ask /digest again\n"
        "  As operator:     /stats, /sourcehealth, /broadcast\n\n"
        "  For the real thing set TELEGRAM_BOT_TOKEN (from @BotFather). Ctrl-C ends it.\n"
    )


async def _read_whole(running_trial: Trial) -> None:
    """Until every article of the sample can be shown: what comes later would be "new since"."""
    stores, site = running_trial.ingestion.stores, running_trial.site
    for _ in range(_LOOKS_FOR_IT):
        stories = await stores.articles.stories(now() - timedelta(days=2), PUBLIC)
        if sum(len(story.articles) for story in stories) >= len(site.articles):
            return
        await asyncio.sleep(0.2)


async def first_digest(running_trial: Trial, looks: float = LOOKS_SECONDS) -> None:
    """Once the sample edition is read and the newcomer has looked in for so many seconds, ask for a
    first digest; not for one who has begun to tap or to write, and so needs no help."""
    await running_trial.ingestion.collector.run_due()
    await _read_whole(running_trial)
    people, reader = running_trial.telegram.people, running_trial.telegram.reader_id
    # Once the bot has answered the greeting: a person's pace, not ours.
    while len(people.chat(reader).messages) < 2:  # noqa: ASYNC110
        await asyncio.sleep(0.2)
    seen = people.deeds
    await asyncio.sleep(looks)
    if people.deeds == seen:
        people.say(reader, FIRST_WORDS)
