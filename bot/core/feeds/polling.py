"""When a feed is asked again, and what is remembered of it: decided, not done.

For each poll: `ask` says what to send, and `decide` turns the state before, the answer, and what
was read from it, into the state after. The times follow RFC 9110 and 9111 and the manners that
publishers ask of feed readers: validators byte for byte and to their own address alone, no
request sooner than the interval, a site's own wishes before ours, and patience with what fails.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.feeds import document
from bot.core.feeds.caching import LONGEST_FRESH, fresh_for, retry_after
from bot.core.feeds.health import is_merged
from bot.core.model.feeds import FeedState, ParsedFeed
from bot.core.model.reasons import Reason, Unreadable
from bot.core.model.responses import Response
from bot.core.urls import normal

PROVEN_AFTER = timedelta(days=7)

_LONGEST_BACK_OFF = timedelta(hours=24)
_AT_LAST = timedelta(days=7)
_DAYS_AT_LONGEST = 6
_SPREAD = 0.1
_MOVE_DOUBTED = 3
_LONGEST_VALIDATOR = 1024


@dataclass(frozen=True, slots=True)
class Ask:
    """One poll's request: where to, and the validators with the address that gave them."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    validators_url: str = ""


def ask(url: str, state: FeedState, now: datetime) -> Ask:
    """What to send for the feed at `url`: its arguments are those of `Fetcher.get`.

    A feed that has moved for good is asked at its new address once that is proven.
    """
    address = normal(url) or url
    target = state.moved_to if state.moved_to and _proven(address, state, now) else address
    return Ask(target, state.etag, state.last_modified, state.moved_to or address)


@dataclass(frozen=True, slots=True)
class Poll:
    """What one poll brought, and by which measure it is judged.

    `parsed` is what was read from a successful answer, or why nothing was, or None where nothing
    was to be read. The poll began at `now`; `interval` is the shortest pause. `url` is the feed's
    own address (without it, moves are not followed). `jitter` is a random number from 0 to 1 that
    only ever lengthens the pause. `new` counts entries unknown by their ids (None: not counted),
    `repeated` those of them whose address is known; `problem` is what is wrong with a document
    that came (`document.problem`). The answer's body is not looked at.
    """

    answer: Response
    parsed: ParsedFeed | Unreadable | None
    now: datetime
    interval: timedelta
    url: str = ""
    jitter: float = 0.0
    new: int | None = None
    repeated: int = 0
    problem: Unreadable | None = None

    @property
    def address(self) -> str:
        """The feed's own address in its normal form, or ""."""
        return normal(self.url)

    def after(self, pause: timedelta, share: timedelta) -> datetime:
        """The end of a pause, put off by chance by up to a tenth of `share`."""
        return self.now + pause + _SPREAD * self.jitter * share


def decide(state: FeedState, poll: Poll) -> FeedState:
    """The state after a poll.

    Save it after the entries are safe: validators of entries that were lost would hide them for
    ever.
    """
    answer, now = poll.answer, poll.now
    tried = replace(state, attempted_at=now)
    wait = retry_after(answer.headers, now)
    if answer.status == 0 and wait is not None:  # the host is held: nothing was sent
        return replace(tried, next_check=now + max(poll.interval, wait))
    if answer.status == 304 and (state.etag or state.last_modified):
        return _succeeded(_moved(tried, poll), poll, timedelta(0))
    why = Unreadable(Reason.NOTHING_ASKED) if answer.status == 304 else answer.error
    if 200 <= answer.status < 300:
        why = poll.problem or _not_read(poll.parsed)
        if why in (None, Unreadable(Reason.CUT_SHORT)) and isinstance(poll.parsed, ParsedFeed):
            return _read(tried, poll, poll.parsed, why)
    return _unsuccessful(tried, poll, why or Unreadable(Reason.STATUS, str(answer.status)))


def _not_read(parsed: ParsedFeed | Unreadable | None) -> Unreadable | None:
    if isinstance(parsed, ParsedFeed):
        return None
    return parsed or Unreadable(Reason.NOT_A_FEED)


def stumbled(state: FeedState, poll: Poll, why: Unreadable) -> FeedState:
    """The state after a poll whose data broke what reads or keeps it: one more failure."""
    return _unsuccessful(replace(state, attempted_at=poll.now), poll, why)


def hold_until(answer: Response, now: datetime) -> datetime | None:
    """Until when an answer asks us to leave its whole host alone; None if it does not.

    At most 7 days from now.
    """
    wait = retry_after(answer.headers, now) if answer.status in (429, 503) else None
    return now + wait if wait else None


def may_be_forced(state: FeedState, now: datetime, interval: timedelta) -> bool:
    """Whether a person's wish to refresh now is granted: not within the interval of the last try.

    It goes before the site's own wish to be read less often and before the back-off. A feed that
    is gone may be tried so, too: its publisher may have thought better of it.
    """
    tried = state.attempted_at
    return not is_merged(state) and (tried is None or now - tried >= interval)


def back_off(failures: int, interval: timedelta) -> timedelta:
    """The pause after this many failures in a row (1 and more).

    Twice the interval, doubled with each failure, up to a day (or the interval, if that is
    longer); after six more failures a week. With the usual half hour: 1 hour to 24, then weekly.
    """
    pause, step = 2 * interval, 1
    while pause < _LONGEST_BACK_OFF and step < failures:
        pause, step = 2 * pause, step + 1
    if pause >= _LONGEST_BACK_OFF and failures >= step + _DAYS_AT_LONGEST:
        return max(interval, _AT_LAST)
    return max(interval, min(pause, _LONGEST_BACK_OFF))


def _read(
    state: FeedState,
    poll: Poll,
    parsed: ParsedFeed,
    why: Unreadable | None,
) -> FeedState:
    """A document was read: the rhythm of its entries, its oddities, and the next time.

    Of one that was cut short (`why` says so) the validators are not taken over: the rest
    would never be seen.
    """
    newest = document.newest(parsed.entries, poll.now)
    if poll.new == 0:  # dates may lie: without a new entry nothing was said
        newest = state.newest_entry_at or newest
    elif poll.new and newest is None:
        newest = poll.now
    known = replace(
        state,
        newest_entry_at=newest or state.newest_entry_at,
        entries_seen=len(parsed.entries),
        usual_gap=document.usual_gap(parsed.entries, poll.now) or state.usual_gap,
        warning=document.warning(parsed, poll.now, poll.new, poll.repeated),
    )
    ttl = timedelta(minutes=parsed.ttl_minutes or 0)
    if why:
        cut = _succeeded(known, poll, ttl)
        return replace(cut, error=why, etag=state.etag, last_modified=state.last_modified)
    fresh = replace(_moved(known, poll), etag=None, last_modified=None)
    return _succeeded(fresh, poll, ttl)


def _succeeded(state: FeedState, poll: Poll, ttl: timedelta) -> FeedState:
    """The next time is the site's own wish, but not before the interval is over."""
    wish = min(max(fresh_for(poll.answer.headers, poll.now), ttl), LONGEST_FRESH)
    return replace(
        state,
        etag=_validator(poll.answer, "etag") or state.etag,
        last_modified=_validator(poll.answer, "last-modified") or state.last_modified,
        next_check=poll.after(max(poll.interval, wish), poll.interval),
        succeeded_at=poll.now,
        failures=0,
        error=None,
        gone=False,
    )


def _unsuccessful(state: FeedState, poll: Poll, why: Unreadable) -> FeedState:
    """One more failure: all that was known is kept, and the pause grows or is as was asked."""
    failures = state.failures + 1
    until = hold_until(poll.answer, poll.now)
    pause = max(until - poll.now, poll.interval) if until else back_off(failures, poll.interval)
    failed = replace(
        state,
        next_check=poll.after(pause, poll.interval if until else pause),
        failures=failures,
        error=why,
    )
    gone = poll.answer.status == 410
    if _asked(state, poll) != poll.address and (gone or failures >= _MOVE_DOUBTED):
        return replace(failed, moved_to=None, moved_since=None, etag=None, last_modified=None)
    return replace(failed, gone=True, error=Unreadable(Reason.GONE)) if gone else failed


def _moved(state: FeedState, poll: Poll) -> FeedState:
    """Keep from where a good answer came, and since when it has come from there for good."""
    final = poll.answer.url
    if not poll.address or final == _asked(state, poll) != poll.address:
        return state
    if final == poll.address:
        return replace(state, moved_to=None, moved_since=None)
    same = state.moved_to == final and state.moved_since is not None
    since = (state.moved_since if same else poll.now) if poll.answer.permanent else None
    return replace(state, moved_to=final, moved_since=since)


def _asked(state: FeedState, poll: Poll) -> str:
    return ask(poll.address, state, poll.now).url if poll.address else ""


def _proven(address: str, state: FeedState, now: datetime) -> bool:
    """Whether a move may be trusted: it has held for 7 days, or is the same but for TLS."""
    if not state.moved_to or not state.moved_since:
        return False
    only_tls = state.moved_to == "https" + address.removeprefix("http")
    return only_tls or now - state.moved_since >= PROVEN_AFTER


def _validator(answer: Response, name: str) -> str | None:
    """A validator byte for byte; None if there is none, or one too long to carry about."""
    text = answer.headers.get(name)
    return text if text and len(text) <= _LONGEST_VALIDATOR else None
