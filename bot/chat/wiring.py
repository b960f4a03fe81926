"""The chat's part of the composition root: each handler gets what it uses, and nothing else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.chat.background_tasks import BackgroundTasks
from bot.chat.flood_control import RateLimits
from bot.chat.gathering import Pause, a_moment
from bot.chat.handlers.channels.desk import ChannelDesks
from bot.chat.handlers.channels.screens import ChannelScreens, ChannelWords
from bot.chat.handlers.channels.standing import ChannelStanding
from bot.chat.handlers.errors import ErrorReplies
from bot.chat.handlers.following import Following
from bot.chat.handlers.free_text import Answer, FreeText
from bot.chat.handlers.guards import Guards
from bot.chat.handlers.inline import InlineMode
from bot.chat.handlers.membership import Membership
from bot.chat.handlers.onboarding import Onboarding
from bot.chat.handlers.operator import Operator
from bot.chat.handlers.operators.broadcasting import Broadcasting
from bot.chat.handlers.operators.statistics import StatisticsCommand
from bot.chat.handlers.places import Places
from bot.chat.handlers.portability.data_export import DataExport
from bot.chat.handlers.portability.opml import OpmlFiles
from bot.chat.handlers.privacy import Privacy
from bot.chat.handlers.queries import Queries
from bot.chat.handlers.registry import COMMANDS, Handlers
from bot.chat.handlers.schedule import ScheduleSettings
from bot.chat.handlers.settings.forum_sections import ForumSections
from bot.chat.handlers.settings.group_editions import GroupEditions
from bot.chat.handlers.settings.panel import Screens, SettingsPanel
from bot.chat.handlers.settings.pauses import Pauses
from bot.chat.handlers.summaries import Summaries
from bot.chat.handlers.taps import Taps
from bot.chat.handlers.taste.rules import TasteRules
from bot.chat.handlers.taste.stories import StoryCards
from bot.chat.permissions import Permissions
from bot.chat.rendering.renderer import Renderer
from bot.chat.reply import Reply
from bot.chat.transport.files import TelegramFiles
from bot.chat.transport.sender import TelegramSender
from bot.core.editions.topics import Topics
from bot.services.answers import Answers
from bot.services.chat_port import ChannelStore, SectionStore
from bot.services.chats import ChatSettings
from bot.services.operators.broadcasts import Broadcasts
from bot.services.operators.statistics import StatisticsReports
from bot.services.portability.chat_exports import ChatExports
from bot.services.portability.feed_imports import FeedImports, FolderStore
from bot.services.ports import Clock
from bot.services.previews import PagePreviews
from bot.services.source_health import SourceHealth
from bot.services.subscriptions import Subscriptions
from bot.services.tastes import Tastes


@dataclass(frozen=True, slots=True)
class ChatServices:
    """What the handlers ask for: the use cases, the topics, and who runs the bot."""

    answers: Answers
    previews: PagePreviews
    chats: ChatSettings
    subscriptions: Subscriptions
    tastes: Tastes
    health: SourceHealth
    imports: FeedImports
    exports: ChatExports
    broadcasts: Broadcasts
    statistics: StatisticsReports
    channels: ChannelStore
    sections: SectionStore
    folders: FolderStore
    topics: Topics
    operators: Collection[int]


@dataclass(frozen=True, slots=True)
class ChatEdges:
    """What the handlers answer by: Telegram's side, work beside the answers, and time."""

    sender: TelegramSender
    renderer: Renderer
    permissions: Permissions
    files: TelegramFiles
    background: BackgroundTasks
    clock: Clock
    pause: Pause = a_moment


def build_handlers(services: ChatServices, edges: ChatEdges) -> Handlers:
    """Every handler over these services and edges; nothing is started, nothing is sent."""
    chats, topics = services.chats, services.topics
    background, clock, permissions = edges.background, edges.clock, edges.permissions
    reply, limits = Reply(edges.sender, chats, edges.renderer), RateLimits(clock)
    queries = Queries(reply, services.answers, chats, topics, limits)
    screens = _screens(services, edges, reply, limits, queries)
    following, schedule, onboarding = screens.following, screens.schedule, screens.onboarding
    summaries = _summaries(services, edges, reply, limits)
    privacy = Privacy(reply, chats, topics, clock, COMMANDS)
    opml = OpmlFiles(reply, services.imports, edges.files, limits, background, clock)
    cards, (operator, broadcasting) = _cards(services, edges, reply), _operators(services, reply)
    panel = _panel(services, reply, clock, screens)
    desks, listed, standing = _channels(services, edges, reply, panel, limits)
    of_channels = ChannelWords(reply, chats, topics, following, schedule)
    pauses, places, rules = screens.pauses, screens.places, screens.rules
    spoken = summaries, onboarding, queries, privacy, pauses, of_channels, cards
    shown = queries, following, schedule, places, onboarding, privacy, opml, rules, cards
    editions = GroupEditions(reply, chats, limits, permissions, queries)
    settings = broadcasting, panel, editions, listed
    return Handlers(
        guards=Guards(reply, chats, limits, permissions, background, clock(), desks, edges.pause),
        errors=ErrorReplies(reply),
        membership=Membership(edges.sender, chats, limits, standing),
        channels=standing,
        queries=queries,
        group_editions=editions,
        summaries=summaries,
        schedule=schedule,
        following=following,
        privacy=privacy,
        opml=opml,
        data_export=DataExport(reply, services.exports, limits, background),
        operator=operator,
        broadcasting=broadcasting,
        statistics=StatisticsCommand(reply, services.statistics, operator, background),
        pauses=pauses,
        panel=panel,
        onboarding=onboarding,
        rules=rules,
        free_text=FreeText(reply, chats, topics, *spoken, _words(screens, panel, queries, cards)),
        cards=cards,
        inline=InlineMode(edges.sender, services.answers, chats, limits, edges.renderer, clock),
        taps=Taps(reply, chats, topics, permissions, *shown, *settings),
    )


def _words(
    screens: Screens, panel: SettingsPanel, queries: Queries, cards: StoryCards
) -> dict[str, Answer]:
    """What plain words can bring about, by the names of the commands that do the same."""
    return {
        "settings": panel.settings,
        "start": screens.onboarding.start,
        "topics": screens.following.topics,
        "sources": screens.following.sources,
        "schedule": screens.schedule.schedule,
        "timezone": screens.onboarding.timezone,
        "quiet": screens.pauses.quiet,
        "pause": screens.pauses.pause,
        "mute": screens.rules.mute,
        "follow": screens.rules.follow,
        "search": queries.search,
        "topic": queries.topic,
        "subscribe": screens.following.subscribe,
        "unsubscribe": screens.following.unsubscribe,
        "why": cards.why,
    }


def _screens(
    services: ChatServices, edges: ChatEdges, reply: Reply, limits: RateLimits, queries: Queries
) -> Screens:
    """What the settings lead to."""
    chats, topics, clock = services.chats, services.topics, edges.clock
    places = Places(reply, chats, clock)
    schedule = ScheduleSettings(reply, chats, places, clock)
    asked = services.subscriptions, topics, limits, edges.background, clock, services.folders
    return Screens(
        Following(reply, chats, *asked),
        schedule,
        places,
        Pauses(reply, chats, topics, queries, clock),
        TasteRules(reply, chats, services.tastes, topics, clock),
        Onboarding(reply, chats, topics, places, queries, schedule, clock),
        ForumSections(reply, chats, services.sections, topics),
    )


def _summaries(
    services: ChatServices, edges: ChatEdges, reply: Reply, limits: RateLimits
) -> Summaries:
    """What reads pages and texts."""
    asked = services.previews, services.answers, services.chats
    reads = *asked, limits, edges.background
    return Summaries(reply, *reads, edges.renderer, edges.files, edges.clock)


def _operators(services: ChatServices, reply: Reply) -> tuple[Operator, Broadcasting]:
    operator = Operator(reply, services.health, services.operators)
    return operator, Broadcasting(reply, services.broadcasts, operator)


def _channels(
    services: ChatServices,
    edges: ChatEdges,
    reply: Reply,
    panel: SettingsPanel,
    limits: RateLimits,
) -> tuple[ChannelDesks, ChannelScreens, ChannelStanding]:
    """What manages channels from private chats."""
    store, permissions = services.channels, edges.permissions
    desks = ChannelDesks(reply, store, permissions)
    listed = ChannelScreens(reply, store, desks, permissions, panel)
    asked = store, desks, permissions, panel, limits
    return desks, listed, ChannelStanding(reply, services.chats, *asked)


def _panel(services: ChatServices, reply: Reply, clock: Clock, screens: Screens) -> SettingsPanel:
    """The settings, over the screens that they lead to."""
    tastes, subscriptions, chats = services.tastes, services.subscriptions, services.chats
    return SettingsPanel(reply, chats, subscriptions, tastes, services.topics, clock, screens)


def _cards(services: ChatServices, edges: ChatEdges, reply: Reply) -> StoryCards:
    """Opened stories."""
    asked = services.answers, services.chats, services.tastes, services.topics
    return StoryCards(reply, *asked, edges.renderer, edges.clock)
