"""Why a feed or a page could not be read: keys, whose sentences stand in the language files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.errors import PrecisError


class Reason(StrEnum):
    """One class of failure or fault. A value is stored, and is the key `reason.VALUE` of a text."""

    # No answer, or none that is read to its end.
    NOT_AN_ADDRESS = "not_an_address"
    NO_PUBLIC_ADDRESS = "no_public_address"
    ODD_PORT = "odd_port"
    UNREACHABLE = "unreachable"
    BAD_CERTIFICATE = "bad_certificate"
    BROKEN_OFF = "broken_off"
    TOO_SLOW = "too_slow"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_REDIRECT = "bad_redirect"
    ASKED_TO_WAIT = "asked_to_wait"
    STATUS = "status"
    IN_CRUMBS = "in_crumbs"
    TOO_LARGE = "too_large"
    STRANGE_PACKING = "strange_packing"
    DAMAGED = "damaged"
    # An answer that is no feed, or a feed that has ended.
    GONE = "gone"
    MERGED = "merged"
    NOTHING_ASKED = "nothing_asked"
    EMPTY = "empty"
    A_PAGE = "a_page"
    A_BOT_CHECK = "a_bot_check"
    CUT_SHORT = "cut_short"
    NOT_A_FEED = "not_a_feed"
    NOT_JSON = "not_json"
    NOT_A_JSON_FEED = "not_a_json_feed"
    NO_WHOLE_ENTRY = "no_whole_entry"
    # Faults of a feed that is read all the same.
    DATED_AHEAD = "dated_ahead"
    DATED_ABSURDLY = "dated_absurdly"
    DATED_NOW = "dated_now"
    IDS_CHANGE = "ids_change"
    # No page of text.
    PDF = "pdf"
    PICTURE = "picture"
    OFFICE = "office"
    COMPRESSED = "compressed"
    RECORDING = "recording"
    FILM = "film"
    PROGRAM = "program"
    FONT = "font"
    NO_TEXT = "no_text"
    # What reading it came to.
    OVERSIZED = "oversized"
    READ_TOO_LONG = "read_too_long"
    READ_TOO_COSTLY = "read_too_costly"
    TOO_DEEP = "too_deep"
    STUMBLED = "stumbled"
    NO_READER = "no_reader"
    STORE_REFUSED = "store_refused"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why something could not be read. `detail` is what the sentence names: a status, a size."""

    reason: Reason
    detail: str = ""

    def __str__(self) -> str:
        """How it is stored and logged: "status 404", "unreachable"."""
        return f"{self.reason} {self.detail}".strip()

    @classmethod
    def parse(cls, text: str) -> Unreadable:
        """What `str` wrote. Any other text (older databases hold sentences) is its own detail."""
        key, _, detail = text.partition(" ")
        try:
            return cls(Reason(key), detail)
        except ValueError:
            return cls(Reason.OTHER, text)


class ReadingFailed(PrecisError):
    """Parsing or summarising gave up on one document; `why` says for what reason."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        self.why = Unreadable(reason, detail)
        super().__init__(str(self.why))
