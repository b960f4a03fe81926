"""Which messages of ours answer which of a reader's: an edited question changes its answer.

Kept in memory, for the last questions of all chats: after a restart an edited question gets an
answer of its own.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from bot.chat.requests import Request

KEPT = 5000
"""Questions, of all chats together: those of the last hours of a busy bot."""


@dataclass(slots=True)
class _Question:
    """What was asked, the messages that answer it, and those that answered it before an edit."""

    text: str
    answers: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)


class AnswerBook:
    """Remembers answers by their question's chat and message."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._questions: OrderedDict[tuple[int, int], _Question] = OrderedDict()

    def asked(self, request: Request) -> bool:
        """Note a question, or what it has become; False for an edit that keeps its words."""
        key = request.place.id, request.message_id
        known = self._questions.pop(key, None) if request.edited else None
        again = known is not None and known.text == request.text
        if known is None or not again:
            before = [*known.answers, *known.before] if known else []
            known = _Question(request.text, before=before)
        self._questions[key] = known
        while len(self._questions) > self._kept:
            self._questions.popitem(last=False)
        return not again

    def earlier(self, request: Request) -> int:
        """The message that the next answer takes the place of; 0 for none."""
        known = self._of(request)
        return known.before.pop(0) if known and known.before else 0

    def answered(self, request: Request, message_id: int) -> None:
        """This message answers the question."""
        known = self._of(request)
        if known and message_id:
            known.answers.append(message_id)

    def left_over(self, request: Request) -> list[int]:
        """The messages that answered what the question was and answer it no more; told once."""
        known = self._of(request)
        if known is None:
            return []
        left, known.before = known.before, []
        return left

    def _of(self, request: Request) -> _Question | None:
        if request.query_id:
            return None
        return self._questions.get((request.place.id, request.message_id))
