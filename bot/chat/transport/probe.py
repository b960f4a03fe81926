"""A single look at the Bot API, for the doctor: who we are there, and how the webhook is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telegram.error import InvalidToken, TelegramError

from bot.chat.transport.client import is_no_bot_api, telegram_client
from bot.chat.transport.webhook_watch import complaint
from bot.redaction import redacted


@dataclass(frozen=True, slots=True)
class Probed:
    """What the Bot API said: the bot's name, or why there is none; and what is wrong with the
    webhook ("" when nothing is), with the updates that wait."""

    username: str = ""
    failure: str = ""
    webhook_failure: str = ""
    waiting: int = 0


async def probe(token: str, api_url: str, webhook_url: str | None, now: datetime) -> Probed:
    """Ask getMe and getWebhookInfo once; nothing is changed."""
    client = telegram_client(token, api_url)
    try:
        await client.initialize()
        info = await client.get_webhook_info()
    except InvalidToken:
        return Probed(failure="Telegram does not accept the token; get it anew from @BotFather")
    except TelegramError as error:
        if is_no_bot_api(error):
            return Probed(failure="what answers at TELEGRAM_API_URL is no Bot API")
        return Probed(failure=redacted(f"Telegram cannot be reached: {error.message}"))
    finally:
        await client.shutdown()
    wrong = complaint(info, webhook_url, now) if webhook_url else ""
    return Probed(client.username, "", redacted(wrong), info.pending_update_count)
