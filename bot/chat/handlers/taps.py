"""Tapped buttons: the key is read, the reader's right asked again, the tap answered."""

from __future__ import annotations

from bot.chat.handlers.channels.screens import ChannelScreens
from bot.chat.handlers.following import Following
from bot.chat.handlers.onboarding import Onboarding
from bot.chat.handlers.operators.broadcasting import Broadcasting
from bot.chat.handlers.places import Places
from bot.chat.handlers.portability.opml import OpmlFiles
from bot.chat.handlers.privacy import Privacy
from bot.chat.handlers.queries import Queries
from bot.chat.handlers.schedule import ScheduleSettings
from bot.chat.handlers.settings.group_editions import GroupEditions
from bot.chat.handlers.settings.panel import SettingsPanel
from bot.chat.handlers.taste.rules import TasteRules
from bot.chat.handlers.taste.stories import StoryCards
from bot.chat.permissions import Permissions
from bot.chat.rendering.callbacks import Step, Tap, Verb, parse
from bot.chat.rendering.keyboards import ALL_TOPICS
from bot.chat.rendering.texts import say
from bot.chat.reply import Reply
from bot.chat.requests import Answerer, Request
from bot.core.editions.topics import Topics
from bot.services.chats import ChatSettings

# Verbs that only show; all others change settings.
_OPEN = frozenset(
    {Verb.OPEN_STORY, Verb.TOPIC_DIGEST, Verb.MY_DIGEST, Verb.MORE}
    | {Verb.LIST_SOURCES, Verb.LIST_RULES, Verb.OPEN_HERE, Verb.LIST_EDITION}
    | {Verb.STORY_KEYS, Verb.WHY}
)
# Those that are about an edition that was sent: where it was made, not where a section of it went.
_OF_EDITION = frozenset(
    {Verb.OPEN_STORY, Verb.MORE, Verb.OPEN_HERE, Verb.LIST_EDITION, Verb.STORY_KEYS, Verb.WHY}
    | {Verb.LESS_OF, Verb.UNDO_LESS, Verb.FOLLOW_STORY, Verb.VOTE}
)
# Answered by their handlers, with what they did.
_TOLD = frozenset({Verb.LESS_OF, Verb.UNDO_LESS, Verb.FOLLOW_STORY, Verb.VOTE})
_TICKS = frozenset({Verb.TICK, Verb.UNTICK, Verb.TICK_TOPIC})  # answered with what they did


class Taps:
    """One entry for every button we have ever drawn."""

    def __init__(
        self,
        reply: Reply,
        chats: ChatSettings,
        topics: Topics,
        permissions: Permissions,
        queries: Queries,
        following: Following,
        schedule: ScheduleSettings,
        places: Places,
        onboarding: Onboarding,
        privacy: Privacy,
        opml: OpmlFiles,
        rules: TasteRules,
        cards: StoryCards,
        broadcasting: Broadcasting,
        panel: SettingsPanel,
        group_editions: GroupEditions,
        channels: ChannelScreens,
    ) -> None:
        self._reply, self._chats, self._topics, self._panel = reply, chats, topics, panel
        self._permissions, self._following = permissions, following
        self._onboarding, self._schedule, self._places = onboarding, schedule, places
        self._by_verb: dict[Verb, Answerer] = {
            **cards.taps,
            **rules.taps,
            Verb.TOPIC_DIGEST: queries.topic_tap,
            Verb.MY_DIGEST: group_editions.digest_tap,
            **dict.fromkeys(_TICKS, self._tick),
            Verb.TURN_PAGE: self._page,
            Verb.SET_HOURS: self._hours,
            Verb.SET_ZONE: self._place,
            Verb.OPEN: self._open,
            Verb.FOLLOW: following.follow_tap,
            Verb.UNFOLLOW: following.unfollow_tap,
            Verb.REMOVE_FEED: following.remove_tap,
            Verb.LIST_SOURCES: following.list_tap,
            Verb.ONLY_FEEDS: following.only_tap,
            Verb.ERASE: privacy.delete_tap,
            Verb.IMPORT: opml.tapped,
            Verb.MORE: queries.more_tap,
            Verb.BROADCAST: broadcasting.tapped,
            **panel.taps,
            **channels.taps,
        }

    async def tapped(self, request: Request) -> None:
        """Do what the button says, if it is ours, not stale, and this reader may."""
        tap, language = parse(request.data), request.language
        if tap is not None and tap.verb in _OF_EDITION:
            request = await self._panel.of_edition(request)
        if tap is None:
            await self._end(request, say("tap.stale", language))
        elif not self._is_open(request, tap) and not await self._permissions.may_change(request):
            await self._end(request, say("admins.only", language), alert=True)
        elif tap.verb in _TICKS:
            await self._tick(request, tap)
        elif tap.verb in _TOLD:
            await self._by_verb[tap.verb](request, tap)
        else:
            await self._end(request)
            await self._by_verb[tap.verb](request, tap)

    def _is_open(self, request: Request, tap: Tap) -> bool:
        """Whether anybody may tap this here; in a channel, the answer would be a post."""
        return tap.verb in _OPEN and request.chat_ref.kind != "channel"

    async def _end(self, request: Request, text: str = "", *, alert: bool = False) -> None:
        await self._reply.end_tap(request.query_id, text, alert=alert)

    async def _tick(self, request: Request, tap: Tap) -> None:
        topic = self._topics.get(tap.name)
        if topic is not None:
            chat, done = await self._following.tick(request, topic, tap)
        elif tap.name == ALL_TOPICS:
            chat = await self._chats.follow_everything(request.chat_ref)
            done = say("topic.everything", request.language)
        else:
            await self._end(request, say("tap.stale", request.language))
            return
        await self._end(request, done)
        step = self._onboarding.topics if tap.step is Step.SETUP else self._following.choice
        await self._reply.show(request, step(request, chat, tap.page))

    async def _page(self, request: Request, tap: Tap) -> None:
        chat = await self._chats.get(request.chat_ref)
        step = self._onboarding.topics if tap.step is Step.SETUP else self._following.choice
        await self._reply.show(request, step(request, chat, tap.page))

    async def _hours(self, request: Request, tap: Tap) -> None:
        await (self._onboarding if tap.step is Step.SETUP else self._schedule).hours_tap(
            request, tap
        )

    async def _place(self, request: Request, tap: Tap) -> None:
        await (self._onboarding if tap.step is Step.SETUP else self._schedule).place_tap(
            request, tap
        )

    async def _open(self, request: Request, tap: Tap) -> None:
        """The ways on under an edition: a new message, the edition stays."""
        if tap.name == "here":
            await self._places.ask_location(request)
            return
        if tap.name == "clocks":
            await self._onboarding.clocks_tap(request, tap)
            return
        chat = await self._chats.get(request.chat_ref)
        if tap.name == "topics":
            message = self._following.choice(request, chat, 0)
        elif tap.name == "when":
            message = self._schedule.hours(request, chat)
        elif tap.name == "where":
            message = self._places.message(request, chat)
        elif tap.name == "settings":
            message = await self._panel.home(request)
        else:
            message = await self._following.listing(request)
        await self._reply.send(request, message)
