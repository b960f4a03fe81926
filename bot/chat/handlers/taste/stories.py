"""An opened story and its buttons: follow it, less of it, a vote, why it came, its edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.handlers.taste.wording import headline, terms, titled
from bot.chat.rendering.callbacks import Tap, Verb
from bot.chat.rendering.keyboards import Rows
from bot.chat.rendering.renderer import Renderer
from bot.chat.rendering.taste import story_keys, why
from bot.chat.rendering.taste.rule_messages import done, label
from bot.chat.rendering.texts import say
from bot.chat.rendering.topic_titles import title_of
from bot.chat.reply import Reply
from bot.chat.requests import Answerer, Request
from bot.core.editions.composition import OTHER, section_of
from bot.core.editions.topics import Topics
from bot.core.model.chats import Chat
from bot.core.model.editions import Contents, DigestStory
from bot.core.model.messages import Message
from bot.core.model.tastes import Rule, vote_of
from bot.services.answers import Answers
from bot.services.chats import ChatSettings
from bot.services.ports import Clock
from bot.services.tastes import Tastes

_VOTES = {"up": 1, "down": -1}


class StoryCards:
    """Stories, opened. What a tap changes, it changes once, and it may be repeated."""

    def __init__(
        self,
        reply: Reply,
        answers: Answers,
        chats: ChatSettings,
        tastes: Tastes,
        topics: Topics,
        renderer: Renderer,
        clock: Clock,
    ) -> None:
        self._reply, self._answers, self._chats = reply, answers, chats
        self._tastes, self._topics = tastes, topics
        self._renderer, self._clock = renderer, clock
        self.taps: Mapping[Verb, Answerer] = {
            Verb.OPEN_STORY: self.open_tap,
            Verb.OPEN_HERE: self.here_tap,
            Verb.LIST_EDITION: self.list_tap,
            Verb.STORY_KEYS: self.keys_tap,
            Verb.LESS_OF: self.less_tap,
            Verb.UNDO_LESS: self.undo_tap,
            Verb.FOLLOW_STORY: self.follow_tap,
            Verb.VOTE: self.vote_tap,
            Verb.WHY: self.why_tap,
        }

    async def open_tap(self, request: Request, tap: Tap) -> None:
        """One story, opened: a reply to its edition."""
        chat = await self._chats.get(request.chat_ref)
        story = await self._answers.story(tap.id, chat)
        if story is None:
            await self._reply.say(request, "story.gone")
            return
        card = await self._card(request, chat, story)
        outcome = await self._reply.send(request, card, reply_to=request.message_id)
        await self._opened(request, chat, story, outcome.message_id)

    async def numbered(self, request: Request) -> bool:
        """Open the story of the last edition whose number was written; whether there is one."""
        held = await self._answers.held(await self._chats.get(request.chat_ref))
        number = int(request.text.lstrip("#"))
        if held is None or not 0 < number <= len(held.stories):
            return False
        story_id = held.stories[number - 1][0].story_id
        await self.open_tap(request, Tap(Verb.OPEN_STORY, id=story_id))
        return True

    async def here_tap(self, request: Request, tap: Tap) -> None:
        """The same in the place of the list that was tapped."""
        chat = await self._chats.get(request.chat_ref)
        story = await self._answers.story(tap.id, chat)
        if story is None:
            await self._reply.say(request, "story.gone")
            return
        outcome = await self._reply.show(request, await self._card(request, chat, story))
        shown = outcome.message_id or request.message_id
        await self._opened(request, chat, story, shown)

    async def _card(self, request: Request, chat: Chat, story: DigestStory) -> Message:
        card = self._renderer.story(story, chat, self._clock())
        return replace(card, buttons=await self._main(request, chat, story))

    async def _main(self, request: Request, chat: Chat, story: DigestStory) -> Rows:
        followed = await self._tastes.follows(chat, story.id)
        kept = await self._answers.held(chat, story.id) is not None
        return story_keys.main(story, request.language, followed=followed, kept=kept)

    async def _opened(
        self, request: Request, chat: Chat, story: DigestStory, message_id: int
    ) -> None:
        await self._answers.opened(chat, story)
        if message_id and await self._chats.is_known(chat.id):
            await self._tastes.card(chat, request.chat_ref.id, message_id, story.id)

    async def list_tap(self, request: Request, tap: Tap) -> None:
        """The edition of a story, as a list in the story's place."""
        chat = await self._chats.get(request.chat_ref)
        held = await self._answers.held(chat, tap.id)
        if held is None:
            await self._reply.say(request, "digest.past")
            return
        rows = story_keys.edition(held, request.language)
        zone = self._chats.zone(chat)
        await self._reply.show(request, why.listing(held, zone, request.language, rows))

    async def keys_tap(self, request: Request, tap: Tap) -> None:
        """The buttons of a story, or what there may be less of."""
        await self._rekey(request, tap.id, less=tap.name == "less")

    async def _rekey(self, request: Request, story_id: int, *, less: bool) -> None:
        chat = await self._chats.get(request.chat_ref)
        story = await self._answers.story(story_id, chat)
        if story is None:
            await self._reply.say(request, "story.gone")
            return
        rows = self._less(request, chat, story) if less else await self._main(request, chat, story)
        await self._reply.rekey(request, rows, headline(story))

    def _less(self, request: Request, chat: Chat, story: DigestStory) -> Rows:
        name = section_of(story, chat.topics)
        topic = self._topics.get(name) if name != OTHER else None
        title = title_of(topic, request.language) if topic else ""
        return story_keys.less(story, name, title, request.language)

    async def less_tap(self, request: Request, tap: Tap) -> None:
        """Nothing more of what was tapped; with a way to take that back."""
        chat = await self._chats.get(request.chat_ref)
        rule = await self._tastes.less(chat, tap.id, tap.name)
        story = await self._answers.story(tap.id, chat)
        if rule is None or story is None:
            await self._end(request, say("taste.gone", request.language))
            return
        await self._begin(request, chat)
        wording = terms(request, chat, self._chats, self._topics, self._clock)
        await self._end(request, done(rule, wording).plain)
        rows = story_keys.undo(story.id, rule.id, label(rule, wording), request.language)
        await self._reply.rekey(request, rows, headline(story))

    async def undo_tap(self, request: Request, tap: Tap) -> None:
        """It may come again."""
        chat = await self._chats.get(request.chat_ref)
        rule = await self._tastes.undo(chat, tap.other)
        wording = terms(request, chat, self._chats, self._topics, self._clock)
        said = done(rule, wording).plain if rule else say("taste.gone", request.language)
        await self._end(request, said)
        await self._rekey(request, tap.id, less=True)

    async def follow_tap(self, request: Request, tap: Tap) -> None:
        """Follow the story, or end that, as the button says."""
        chat = await self._chats.get(request.chat_ref)
        story = await self._answers.story(tap.id, chat)
        if story is None:
            await self._end(request, say("story.gone", request.language))
            return
        if tap.name == "yes":
            await self._begin(request, chat)
            kept = await self._tastes.follow(chat, story)
            said = "story.follows" if kept else "taste.full"
        else:
            await self._tastes.unfollow(chat, story.id)
            said = "story.unfollows"
        await self._end(request, say(said, request.language))
        await self._reply.rekey(request, await self._main(request, chat, story), headline(story))

    async def vote_tap(self, request: Request, tap: Tap) -> None:
        """A little more or less of what the story shares with others."""
        chat = await self._chats.get(request.chat_ref)
        await self._begin(request, chat)
        place, number, vote = request.chat_ref.id, request.message_id, _VOTES[tap.name]
        await self._tastes.card(chat, place, number, tap.id)
        changed = await self._tastes.vote(chat, place, number, vote)
        await self._end(request, self._voted(request, chat, vote, changed or ()))

    def _voted(self, request: Request, chat: Chat, vote: int, changed: tuple[Rule, ...]) -> str:
        wording = terms(request, chat, self._chats, self._topics, self._clock)
        what = ", ".join(label(rule, wording) for rule in changed)
        name = "vote.more" if vote > 0 else "vote.less"
        return say(name, request.language, what=what) if what else say("vote.was", request.language)

    async def reacted(self, request: Request) -> None:
        """A reaction to a story is a vote, without a word; one taken back is none. It counts for
        the forum topic whose story it is: a reaction does not say where its message stands."""
        message = request.chat_ref.id, request.message_id
        place = await self._tastes.place_of_card(*message)
        chat = await self._chats.at(place) if place else None
        if chat is not None:
            await self._tastes.vote(chat, *message, vote_of(request.data))

    async def why_tap(self, request: Request, tap: Tap) -> None:
        """Why this story stood in its edition."""
        chat = await self._chats.get(request.chat_ref)
        held = await self._answers.held(chat, tap.id)
        ids = [head.story_id for head, _ in held.stories] if held else []
        number = ids.index(tap.id) + 1 if tap.id in ids else 0
        await self._why(request, held, number, request.message_id)

    async def why(self, request: Request) -> None:
        """/why N: how story N of the last edition came to be there, and what was cut."""
        chat = await self._chats.get(request.chat_ref)
        asked = request.words.strip().lstrip("#")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
        await self._why(request, await self._answers.held(chat), number)

    async def _why(
        self, request: Request, held: Contents | None, number: int, reply_to: int | None = None
    ) -> None:
        language = request.language
        if held is None or not 0 < number <= len(held.stories):
            message = why.usage(held, language)
        else:
            named = titled(self._topics, language)
            message = why.reasons(number, held, self._clock(), language, named)
        await self._reply.send(request, message, reply_to=reply_to)

    async def _begin(self, request: Request, chat: Chat) -> None:
        """What is wished for is kept only of a chat that is."""
        if not await self._chats.is_known(chat.id):
            await self._chats.begin(request.chat_ref)

    async def _end(self, request: Request, text: str) -> None:
        await self._reply.end_tap(request.query_id, text)
