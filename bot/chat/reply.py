"""The ways to answer a reader: with words by key, with a message, with an edition."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.chat.answer_book import AnswerBook
from bot.chat.rendering import texts
from bot.chat.rendering.callbacks import about_channel
from bot.chat.rendering.keyboards import Rows, to_settings
from bot.chat.rendering.renderer import Renderer
from bot.chat.rendering.rich_text import bold, clip, plain
from bot.chat.requests import Request
from bot.chat.transport.sender import Keys, TelegramSender
from bot.core.model.chats import Chat
from bot.core.model.editions import Digest
from bot.core.model.messages import Button, Message, Outcome, OutgoingFile, SendResult
from bot.services.chats import ChatSettings

_TITLE = 100  # UTF-16 units of a channel's title


def _managed(request: Request, rows: Rows) -> Rows:
    """The buttons, about the channel that is managed; one that cannot hold that is left out."""
    if request.desk is None:
        return rows
    number = request.desk.number

    def about(button: Button) -> Button:
        return replace(button, data=about_channel(number, button.data)) if button.data else button

    made = (tuple(filter(_does_something, map(about, row))) for row in rows)
    return tuple(filter(None, made))


def _does_something(button: Button) -> bool:
    return bool(button.data or button.url)


def _from_desk(request: Request, message: Message) -> Message:
    """A message about a managed channel: its title stands first, its buttons are about it; there
    is one at least, by which a reply to the message is known to be about the channel."""
    if request.desk is None:
        return message
    title = bold(plain(clip(f"📢 {request.desk.title}", _TITLE)))
    return replace(
        message,
        html=f"{title.html}\n\n{message.html}",
        plain=f"{title.plain}\n\n{message.plain}",
        buttons=_managed(request, message.buttons or to_settings(request.language)),
    )


class Reply:
    """Answers requests; a chat that turns out to have moved or gone is settled on the way."""

    def __init__(self, sender: TelegramSender, chats: ChatSettings, renderer: Renderer) -> None:
        self._sender, self._chats, self._renderer = sender, chats, renderer
        self._book = AnswerBook()

    def is_asked(self, request: Request) -> bool:
        """Note what is asked; False where an edit left the words of a question as they were."""
        return self._book.asked(request)

    async def tidy(self, request: Request) -> None:
        """The question is answered: what answered an earlier wording goes."""
        for message_id in self._book.left_over(request):
            await self._sender.delete(request.place.id, message_id)

    async def say(self, request: Request, key: str, rows: Rows = (), **values: object) -> Outcome:
        """Answer with the words for `key`."""
        return await self.send(request, self.note(request, key, rows, **values))

    def note(self, request: Request, key: str, rows: Rows = (), **values: object) -> Message:
        """The words for `key` as a message, in the reader's language."""
        piece = texts.words(key, request.language, **values)
        return Message(piece.html, piece.plain, rows)

    async def send(
        self,
        request: Request,
        message: Message,
        keys: Keys | None = None,
        *,
        reply_to: int | None = None,
    ) -> Outcome:
        """Answer where it was asked, in its forum topic, to the question in a group, or to the
        message `reply_to`. The answer to an edited question takes the place of the earlier one."""
        place, answered = request.place, reply_to or request.reply_to
        earlier = 0 if keys else self._book.earlier(request)
        if earlier:
            outcome = await self._sender.edit(place.id, earlier, _from_desk(request, message))
            if outcome.verdict is not SendResult.REFUSED:
                self._book.answered(request, earlier)
                return replace(outcome, message_id=earlier)
        message = _from_desk(request, message)
        if place.thread_id is not None:
            closed = texts.say("topic_closed", request.language)
            message = replace(message, if_moved=closed)
        outcome = await self._sender.answer(place.id, message, place.thread_id, answered, keys)
        if outcome.new_chat_id:
            await self._chats.move(place.id, outcome.new_chat_id)
        elif outcome.verdict is SendResult.GONE:
            await self._chats.left(place.id, outcome.reason)
        self._book.answered(request, outcome.message_id)
        return outcome

    async def send_file(self, request: Request, file: OutgoingFile, caption: Message) -> Outcome:
        """A file where it was asked for."""
        place = request.place
        return await self._sender.file(place.id, file, caption, place.thread_id, request.reply_to)

    async def show(self, request: Request, message: Message) -> Outcome:
        """Change the message whose button was tapped; where that is past, send a new one."""
        if not (request.query_id and request.message_id):
            return await self.send(request, message)
        return await self.replace(request, request.message_id, message)

    async def replace(self, request: Request, message_id: int, message: Message) -> Outcome:
        """Put this in the place of a message of ours; if that is gone, send it."""
        if message_id:
            shown = _from_desk(request, message)
            outcome = await self._sender.edit(request.place.id, message_id, shown)
            if outcome.verdict is not SendResult.REFUSED:
                return outcome
        return await self.send(request, message)

    async def rekey(self, request: Request, rows: Rows, instead: Message) -> None:
        """Change the buttons of the message that was tapped; where that is past, send `instead`
        with them."""
        if request.message_id:
            place, shown = request.place.id, _managed(request, rows)
            outcome = await self._sender.edit_buttons(place, request.message_id, shown)
            if outcome.verdict is not SendResult.REFUSED:
                return
        await self.send(request, replace(instead, buttons=rows))

    async def send_digest(self, request: Request, digest: Digest, chat: Chat) -> bool:
        """An edition, part after part; whether its first part went out. That of a managed channel
        is posted there, and its administrator is told."""
        if request.desk and digest.stories:
            posted = await self.send_digest(replace(request, desk=None), digest, chat)
            await self.say(request, "channel.posted" if posted else "channel.not_posted")
            return posted
        messages = await asyncio.to_thread(self._renderer.digest, digest, chat)
        outcomes = [await self.send(request, message) for message in messages]
        return outcomes[0].verdict in (SendResult.SENT, SendResult.UNKNOWN)

    async def end_tap(self, query_id: str, text: str = "", *, alert: bool = False) -> Outcome:
        """End the spinner of a tapped button, with a few words where that helps."""
        return await self._sender.answer_callback(query_id, text, alert)
