"""What the services need of the edges, named as Protocols; `store`, `ingest`, `chat` fulfil them.

Every method that takes `now` trusts it; no port asks the clock. Store methods raise
`errors.StoreUnavailable` when the database cannot be reached, and nothing else on purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.model.articles import Article, Reading
from bot.core.model.chats import Chat
from bot.core.model.editions import Digest
from bot.core.model.feeds import Feed, FeedState, ParsedFeed
from bot.core.model.messages import Message, OutboxRow, Outcome, PlannedEdition
from bot.core.model.responses import Response
from bot.services.chat_port import ChatStore as ChatStore
from bot.services.document_budget import FOR_READERS, Errand
from bot.services.placing.article_ports import ArticleStore as ArticleStore

Clock = Callable[[], datetime]


class FeedStore(Protocol):
    """Feeds and what polling remembers of them."""

    async def sync_bundled(self, feeds: Sequence[Feed], now: datetime) -> None:
        """Make the bundled feeds these: add, update, and drop those that nobody else follows."""

    async def add(self, feed: Feed, now: datetime) -> Feed:
        """Store a feed (due at once), or give back the one with this url; with its id."""

    async def get(self, ids: Iterable[int]) -> list[Feed]:
        """The feeds with these ids, in no order; unknown ids are left out."""

    async def all(self) -> list[tuple[Feed, FeedState]]:
        """Every feed with its state, by title."""

    async def with_states(self, ids: Collection[int]) -> list[tuple[Feed, FeedState]]:
        """The feeds with these few ids with their states, by title."""

    async def states(self, after: int, limit: int) -> list[FeedState]:
        """The states of the next `limit` feeds whose id is above `after`, by id."""

    async def due(self, now: datetime, limit: int) -> list[tuple[Feed, FeedState]]:
        """Feeds whose `next_check` has come and that are not gone, longest due first."""

    async def at_address(self, url: str) -> list[tuple[Feed, FeedState]]:
        """The feeds whose own address this is, and those that have been answered from there."""

    async def own_counts(self, site: str) -> tuple[int, int]:
        """How many feeds are not bundled: in all, and under this site's name."""

    async def in_trouble(self, since: datetime) -> list[tuple[Feed, FeedState]]:
        """Feeds that are gone, and those that fail and have not been read since then."""

    async def revive(self, feed_id: int, now: datetime) -> None:
        """A feed that was gone or failing has just been read: it is due now."""

    async def join(self, stays: int, goes: int) -> None:
        """Two feeds are one: followers go to the one that stays, and so do the known entries and
        articles of a bundled one."""

    async def mark_attempt(self, feed_id: int, now: datetime, not_before: datetime) -> None:
        """Before the wire: note the attempt, and that no other may start before `not_before`."""

    async def save_state(self, state: FeedState) -> None:
        """Keep the state that a poll led to."""

    async def set_title(self, feed_id: int, title: str) -> None:
        """Keep the title that a feed tells of itself, for one that has none yet."""

    async def unknown_keys(self, feed_id: int, keys: Sequence[str]) -> set[str]:
        """Which of these entry keys (`core.entries.marks`) this feed has not shown before."""

    async def remember_keys(self, feed_id: int, keys: Iterable[str], now: datetime) -> None:
        """Entry keys that have been dealt with."""


class Placing(Protocol):
    """Where an article goes that has been read."""

    async def store(self, article: Article) -> bool:
        """Keep it; False for one that is known already."""


class OutboxStore(Protocol):
    """Messages on their way; see `bot.store.outbox.outbox_store` for the promise it keeps."""

    async def plan_all(
        self, editions: Sequence[PlannedEdition], now: datetime
    ) -> list[PlannedEdition]:
        """In one transaction: slots of different chats with their messages, and all that goes with
        them; those that were planned.

        Of a slot that was planned before nothing changes but `next_due`. Without messages a slot is
        done.
        """

    async def claim(self, owner: str, now: datetime, lease: float, limit: int) -> list[OutboxRow]:
        """Mark up to `limit` rows SENDING, durably, for `lease` seconds, and return them.

        Only the lowest unsent part of a slot, at most one row a chat, none before its time, and
        none of a chat that already has a row in flight.
        """

    async def settle(
        self,
        row_id: int,
        owner: str,
        outcome: Outcome,
        now: datetime,
        *,
        attempt: int | None = None,
    ) -> bool:
        """Record what became of a claimed row; False when the lease was lost meanwhile.

        `attempt` is the row's `attempts` as claimed; it tells two claims of one owner apart.

        SENT, REFUSED and GONE end it (GONE ends the chat's other rows and deactivates it); LATER
        makes it PENDING after `retry_after` without costing an attempt; MOVED moves the chat and
        makes it PENDING; UNKNOWN makes it PENDING once, then ends it as UNKNOWN for the operator.
        """

    async def senders(self) -> set[str]:
        """Who has rows in the state SENDING."""

    async def recover(self, now: datetime, dead: Collection[str] = ()) -> int:
        """SENDING rows whose lease has run out, and those of senders that are `dead`, count as
        UNKNOWN; how many there were."""

    async def oldest_pending(self) -> datetime | None:
        """When the oldest message still on its way was planned."""

    async def counts(self) -> dict[str, int]:
        """How many rows there are in each state."""


class Fetcher(Protocol):
    """The one door to the web. Failures come back as an Answer with `error`."""

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        validators_url: str = "",
        errand: Errand = FOR_READERS,
    ) -> Response:
        """One GET, redirects followed and every address vetted; never raises for the web's sake.

        The validators are sent to `validators_url` alone (by default `url`): the address that
        gave them (see `bot.core.feeds.polling.ask`).
        """


class Reader(Protocol):
    """Parsing and summarising, away from the event loop. Raises `ReadingFailed`."""

    async def feed(self, answer: Response) -> ParsedFeed:
        """Entries of a feed document."""

    async def page(self, answer: Response, bullets: int = 5, standfirst: str = "") -> Reading:
        """The article on a page with its bullets; `standfirst` is what the feed says of it."""

    async def text(
        self, text: str, title: str = "", language: str | None = None, bullets: int = 5
    ) -> Reading:
        """The same for a text or a piece of HTML that is there already."""

    async def discover(self, answer: Response) -> list[str]:
        """Addresses of the feeds that a page names, most likely first; itself if it is one."""


class Sender(Protocol):
    """One message to Telegram; what it raises is only what should not happen."""

    async def send(self, chat_id: int, message: Message, thread_id: int | None = None) -> Outcome:
        """Send it, within Telegram's rates, and say what became of it."""


RenderDigest = Callable[[Digest, Chat], list[Message]]
"""An edition as the messages that carry it: at least one, each within Telegram's limits."""
