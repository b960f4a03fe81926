"""/settings: a line for each setting with its present value, a button for each to change it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from bot.chat.handlers.following import Following
from bot.chat.handlers.onboarding import Onboarding
from bot.chat.handlers.places import Places
from bot.chat.handlers.schedule import ScheduleSettings
from bot.chat.handlers.settings.forum_sections import ForumSections
from bot.chat.handlers.settings.group_editions import GROUPS
from bot.chat.handlers.settings.pauses import Pauses
from bot.chat.handlers.taste.rules import TasteRules
from bot.chat.rendering.callbacks import Step, Tap, Verb
from bot.chat.rendering.keyboards import to_settings
from bot.chat.rendering.rich_text import join
from bot.chat.rendering.settings import buttons as keyboards
from bot.chat.rendering.settings.channels import to_channels
from bot.chat.rendering.settings.lines import SettingsFacts, lines_of
from bot.chat.rendering.texts import LANGUAGES, words
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.core.editions.length import Length
from bot.core.editions.topics import Topics
from bot.core.model.messages import Message
from bot.core.model.tastes import Wish
from bot.core.schedule.moments import is_paused
from bot.core.schedule.too_many import once_a_day, once_a_week
from bot.services.chats import ChatSettings
from bot.services.ports import Clock
from bot.services.subscriptions import Subscriptions
from bot.services.tastes import Tastes


@dataclass(frozen=True, slots=True)
class Screens:
    """The screens that the buttons lead to."""

    following: Following
    schedule: ScheduleSettings
    places: Places
    pauses: Pauses
    rules: TasteRules
    onboarding: Onboarding
    sections: ForumSections


class SettingsPanel:
    """One message that edits itself; every change is seen in it and can be taken back from it."""

    def __init__(
        self,
        reply: Reply,
        chats: ChatSettings,
        subscriptions: Subscriptions,
        tastes: Tastes,
        topics: Topics,
        clock: Clock,
        screens: Screens,
    ) -> None:
        self._reply, self._chats, self._topics = reply, chats, topics
        self._subscriptions, self._tastes = subscriptions, tastes
        self._clock, self._screens = clock, screens

    @property
    def taps(self) -> Mapping[Verb, Callable[[Request, Tap], Awaitable[None]]]:
        """What answers its buttons, and those of its screens."""
        return {
            **self._screens.pauses.taps,
            **self._screens.sections.taps,
            Verb.SETTINGS: self.tapped,
            Verb.LENGTH: self.length_tap,
            Verb.LANGUAGE: self.language_tap,
            Verb.READS: self.reads_tap,
            Verb.TOO_MANY: self.too_many_tap,
            Verb.UNDO: self.undo_tap,
            Verb.GROUP_ASKS: self.asks_tap,
            Verb.SWITCH: self.switch_tap,
        }

    async def of_edition(self, request: Request) -> Request:
        """A tap on a story of an edition, as one about the chat that the edition was made for."""
        return await self._screens.sections.of_edition(request)

    async def settings(self, request: Request) -> None:
        """Everything that can be set, with its present value."""
        await self._reply.send(request, await self.home(request))

    async def home(self, request: Request) -> Message:
        """The message of all settings."""
        chat, now = await self._chats.get(request.chat_ref), self._clock()
        facts = SettingsFacts(
            chat,
            (await self._subscriptions.of(chat)).feeds,
            await self._tastes.of(chat),
            self._topics,
            self._chats.zone(chat),
            self._chats.editions(chat),
            now,
        )
        change = await self._chats.to_undo(chat)
        shows = "button.post_now" if request.desk else "button.digest_now"
        undo = change.id if change else 0
        rows = keyboards.home(request.language, is_paused(chat, now), undo, shows)
        rows = (*rows, *keyboards.switches(chat, request.language))
        if request.desk:
            rows = (*rows, *to_channels(request.language, "button.to_channels"))
        elif request.private:
            rows = (*rows, *to_channels(request.language))
        if chat.kind in GROUPS and chat.thread_id is not None:
            rows = (*rows, *keyboards.to_sections(request.language))
        if chat.kind in GROUPS:
            rows = (*rows, *keyboards.group_asks(request.language, chat.admins_ask))
        piece = lines_of(facts, request.language)
        if request.desk:
            piece = join([piece, words("channel.hint", request.language)], "\n\n")
        return Message(piece.html, piece.plain, rows)

    async def tapped(self, request: Request, tap: Tap) -> None:
        """Another screen, in the place of this one."""
        await self._reply.show(request, await self._screen(request, tap.name))

    async def _screen(self, request: Request, name: str) -> Message:
        chat, language = await self._chats.get(request.chat_ref), request.language
        screens = self._screens
        if name == "topics":
            return screens.following.choice(request, chat, 0)
        if name == "sources":
            return await screens.following.listing(request)
        if name == "when":
            return screens.schedule.hours(request, chat)
        if name == "where":
            return screens.places.message(request, chat)
        if name == "quiet":
            return await screens.pauses.quiet_screen(request)
        if name in ("mute", "follow"):
            return await screens.rules.listing(request, Wish(name))
        if name == "sections" and chat.thread_id is not None:
            return await screens.sections.screen(request)
        if name == "length":
            rows = keyboards.lengths(language, chat.stories)
            return self._reply.note(request, "length.ask", rows)
        if name == "reads":
            rows = keyboards.reading(language, chat.reads)
            return self._reply.note(request, "reads.ask", rows)
        if name == "language":
            rows = keyboards.languages(language, LANGUAGES, chat.language)
            return self._reply.note(request, "language.ask", rows)
        return await self.home(request)

    async def asks_tap(self, request: Request, tap: Tap) -> None:
        """Who may ask for whole editions of a group, tapped."""
        await self._chats.set_admins_ask(request.chat_ref, tap.name == "admins")
        await self._reply.show(request, await self.home(request))

    async def switch_tap(self, request: Request, tap: Tap) -> None:
        """Pictures, or messages of those who run the bot: wished or not."""
        wished, where = tap.name.startswith("+"), request.chat_ref
        if tap.name[1:] == "pictures":
            await self._chats.change(where, pictures=wished)
        else:
            await self._chats.change(where, hears_operator=wished)
        await self._reply.show(request, await self.home(request))

    async def length_tap(self, request: Request, tap: Tap) -> None:
        """A length, tapped."""
        await self._chats.set_length(request.chat_ref, Length(tap.name))
        await self._reply.show(request, await self._screen(request, "length"))

    async def language_tap(self, request: Request, tap: Tap) -> None:
        """A language of the interface, tapped: it holds whatever the reader's client speaks."""
        if tap.name in LANGUAGES:
            await self._chats.set_language(request.chat_ref, tap.name)
            there = replace(request.chat_ref, language=tap.name)
            request = replace(request, chat_ref=there)
        await self._reply.show(request, await self._screen(request, "language"))

    async def reads_tap(self, request: Request, tap: Tap) -> None:
        """A language of the news, tapped, here or in first contact."""
        if tap.name == "all":
            chat = await self._chats.read_all(request.chat_ref)
        else:
            wanted = tap.name.startswith("+")
            chat = await self._chats.set_reads(request.chat_ref, tap.name[1:], wanted)
        if tap.step is Step.SETUP:
            await self._reply.show(request, self._screens.onboarding.topics(request, chat, 0))
        else:
            await self._reply.show(request, await self._screen(request, "reads"))

    async def too_many_tap(self, request: Request, tap: Tap) -> None:
        """Fewer or shorter editions: seen in the settings, from where it can be taken back."""
        schedule = (await self._chats.get(request.chat_ref)).schedule
        if tap.name == "leave":
            note = self._reply.note(request, "too_many.left", to_settings(request.language))
            await self._reply.show(request, note)
            return
        if tap.name == "shorter":
            await self._chats.set_length(request.chat_ref, Length.SHORT)
        else:
            fewer = once_a_day if tap.name == "daily" else once_a_week
            await self._chats.set_schedule(request.chat_ref, fewer(schedule))
        await self._reply.show(request, await self.home(request))

    async def undo_tap(self, request: Request, tap: Tap) -> None:
        """A change, taken back: shown in the settings, or as the end of everything that is none."""
        if tap.name != "settings":
            await self._screens.pauses.undo_tap(request, tap)
            return
        chat = await self._chats.undo(request.chat_ref, tap.id)
        if chat is not None:
            there = replace(request.chat_ref, language=chat.language)
            request = replace(request, chat_ref=there)
        await self._reply.show(request, await self.home(request))
