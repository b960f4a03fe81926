"""/opml: a chat's own feeds out as a file, and in from one that is sent: shown first, then asked.

What a file would bring is kept in memory until its button is tapped; after a restart the file has
to be sent again, which the button then says.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from bot.chat.background_tasks import BackgroundTasks
from bot.chat.flood_control import RateLimits
from bot.chat.rendering.callbacks import Tap
from bot.chat.rendering.messages.imports import import_preview, import_result
from bot.chat.rendering.reasons import detail_of, time_left
from bot.chat.rendering.rich_text import clip
from bot.chat.reply import Reply
from bot.chat.requests import Attachment, Request
from bot.chat.transport.files import TelegramFiles
from bot.core.feeds.imports import ImportPlan
from bot.core.model.messages import Message, OutgoingFile
from bot.core.model.refusals import Refusal
from bot.services.portability.feed_imports import MAX_BYTES, FeedImports, ImportResult
from bot.services.ports import Clock

_KEPT = 100  # files whose button may still be tapped
_NAME = 40  # UTF-16 units
_EVERY = 10  # feeds after which the progress is shown anew


@dataclass(slots=True)
class _Import:
    """A file that was looked through; `shown` is what its message says now."""

    place: tuple[int, int | None]
    plan: ImportPlan
    name: str
    shown: Message
    begun: bool = False
    result: ImportResult = field(default_factory=ImportResult)


def looks_like_opml(file: Attachment) -> bool:
    """Whether a file that was sent without a word is meant to be imported."""
    return file.name.lower().endswith((".opml", ".xml")) or "opml" in file.mime.lower()


class OpmlFiles:
    """Feeds in and out as OPML."""

    def __init__(
        self,
        reply: Reply,
        imports: FeedImports,
        files: TelegramFiles,
        limits: RateLimits,
        background: BackgroundTasks,
        clock: Clock,
    ) -> None:
        self._reply, self._imports, self._files = reply, imports, files
        self._limits, self._background, self._clock = limits, background, clock
        self._waiting: OrderedDict[int, _Import] = OrderedDict()
        self._last = 0

    async def opml(self, request: Request) -> None:
        """The chat's own feeds as a file; with a file, or in answer to one, an import."""
        if request.attachment:
            await self.received(request)
            return
        document = await self._imports.export(request.chat_ref)
        if document is None:
            await self._reply.say(request, "opml.none")
            return
        caption = self._reply.note(request, "opml.caption")
        file = OutgoingFile("precis.opml", document.encode())
        await self._reply.send_file(request, file, caption)

    async def received(self, request: Request) -> None:
        """A file: say what importing it would do, and ask."""
        file = request.attachment
        if file is None:
            return
        name = clip(file.name, _NAME) or "OPML"
        wait = self._limits.spend("import", request.chat_ref.id, request.user_id)
        if wait is not None:
            await self._reply.say(request, "limit.import", time=time_left(wait, request.language))
        elif file.size > MAX_BYTES:
            detail = f"{MAX_BYTES // 1_000_000} MB"
            await self._reply.say(request, "opml.too_large", name=name, detail=detail)
        else:
            outcome = await self._reply.say(request, "opml.reading", name=name)
            self._background.start(self._look(request, file, name, outcome.message_id))

    async def _look(self, request: Request, file: Attachment, name: str, message_id: int) -> None:
        note = self._reply.note(request, "error.sorry")
        try:
            data = await self._files.read(file.file_id, MAX_BYTES)
            if data is None:
                note = self._reply.note(request, "file.unreachable")
            else:
                note = await self._preview(request, data, name)
        finally:
            await self._reply.replace(request, message_id, note)

    async def _preview(self, request: Request, data: bytes, name: str) -> Message:
        plan = await self._imports.preview(request.chat_ref, data)
        if isinstance(plan, Refusal):
            detail = detail_of(plan, request.language)
            return self._reply.note(request, plan.key, name=name, detail=detail)
        # A number that no button drawn before a restart carries.
        self._last = max(self._last + 1, int(self._clock().timestamp() * 1000))
        message = import_preview(plan, name, self._last, request.language)
        place = request.chat_ref.id, request.chat_ref.thread_id
        self._waiting[self._last] = _Import(place, plan, name, message)
        while len(self._waiting) > _KEPT:
            self._waiting.popitem(last=False)
        return message

    async def tapped(self, request: Request, tap: Tap) -> None:
        """Import what was shown, or leave it. A second tap shows how far it is."""
        place = request.chat_ref.id, request.chat_ref.thread_id
        found = self._waiting.get(tap.id)
        if found is None or found.place != place:
            await self._reply.show(request, self._reply.note(request, "opml.stale"))
            return
        if not found.begun and tap.name == "no":
            found.begun, found.shown = True, self._reply.note(request, "opml.cancelled")
        elif not found.begun:
            found.begun = True
            found.shown = self._progress(request, found)
            self._background.start(self._run(request, found))
        await self._reply.show(request, found.shown)

    async def _run(self, request: Request, found: _Import) -> None:
        async def progress(done: int) -> None:
            if done % _EVERY == 0 and done < len(found.plan.new):
                found.shown = self._progress(request, found)
                await self._reply.show(request, found.shown)

        try:
            await self._imports.run(request.chat_ref, found.plan, found.result, progress)
        finally:
            # An import that is cut off says how far it came: what it added stays.
            found.shown = import_result(found.result, len(found.plan.new), request.language)
            await self._reply.show(request, found.shown)

    def _progress(self, request: Request, found: _Import) -> Message:
        done, total = found.result.done, len(found.plan.new)
        return self._reply.note(request, "opml.progress", done=done, all=total)
