"""When an edition may come to a chat: its slots, moved out of quiet hours and past a pause.

A slot in quiet hours comes when they end, merged with whatever else falls there, or with the
chat's next slot where that follows within an hour. The first slot at or after the end of a pause
brings all that was missed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.model.chats import Chat, QuietHours
from bot.core.schedule.slots import instant, upcoming

MERGED_WITHIN = timedelta(hours=1)
_DAY, _MOMENT = timedelta(days=1), timedelta(microseconds=1)
_AT_ONCE = 12  # slots looked at in one go


def quiet_end(quiet: QuietHours | None, zone: str, moment: datetime) -> datetime | None:
    """When the quiet hours that `moment` falls into end (aware UTC), None outside of them."""
    if quiet is None or quiet.begins == quiet.ends:
        return None
    where = ZoneInfo(zone)
    today = moment.astimezone(where).date()
    for day in (today - _DAY, today):
        last = day if quiet.begins < quiet.ends else day + _DAY
        begins = instant(datetime.combine(day, quiet.begins), where)
        ends = instant(datetime.combine(last, quiet.ends), where)
        if begins <= moment < ends:
            return ends
    return None


def is_paused(chat: Chat, now: datetime) -> bool:
    """Whether the chat wants nothing by the clock for now."""
    return chat.paused_until is not None and now < chat.paused_until


def has_returned(chat: Chat, now: datetime) -> bool:
    """Whether a pause is over, and what was missed in it has not come yet."""
    return chat.away_since is not None and not is_paused(chat, now)


def coming(chat: Chat, zone: str, after: datetime, count: int = 3) -> list[datetime]:
    """When the chat's next `count` editions come, strictly after `after`, as aware UTC times."""
    begin = after
    if chat.paused_until is not None and chat.paused_until > after:
        begin = chat.paused_until - _MOMENT
    last = begin - _DAY if chat.quiet else begin  # a slot of yesterday may be held until today
    found = list[datetime]()
    while len(found) < count and (slots := upcoming(chat.schedule, zone, last, _AT_ONCE)):
        found += [one for one in _moved(slots, chat, zone) if one > max(begin, *found, begin)]
        last = slots[-1]
    return found[:count]


def _moved(slots: list[datetime], chat: Chat, zone: str) -> list[datetime]:
    """The slots in order, each moved to the end of the quiet hours that it falls into."""
    ends = {slot: quiet_end(chat.quiet, zone, slot) for slot in slots}
    free = [slot for slot, end in ends.items() if end is None]
    held = {end for end in ends.values() if end is not None}
    return sorted({*free, *(end for end in held if not _followed(end, free))})


def _followed(end: datetime, free: list[datetime]) -> bool:
    return any(end <= slot <= end + MERGED_WITHIN for slot in free)


def next_edition(chat: Chat, zone: str, after: datetime) -> datetime | None:
    """When the chat's next edition comes, strictly after `after`; None when none is planned."""
    return next(iter(coming(chat, zone, after, 1)), None)


def may_come(chat: Chat, zone: str, now: datetime) -> bool:
    """Whether something may be sent unasked at `now`: no pause, no quiet hours."""
    return not is_paused(chat, now) and quiet_end(chat.quiet, zone, now) is None


def held_until(chat: Chat, zone: str, now: datetime) -> datetime | None:
    """When an edition comes instead that is due in a pause or in quiet hours; None for never."""
    following = next_edition(chat, zone, now)
    if is_paused(chat, now) or (end := quiet_end(chat.quiet, zone, now)) is None:
        return following
    return following if following and _followed(end, [following]) else end
