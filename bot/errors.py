"""Every exception of Précis, each with the sentence that its reader needs.

Ordinary failures (a feed that is down, a topic nobody knows) are values, not exceptions.
"""

from __future__ import annotations


class PrecisError(Exception):
    """An expected failure: its text is one line that says what happened and what to do."""


class StoreUnavailable(PrecisError):
    """The database cannot be reached; it says which (without its password) and what to check."""
