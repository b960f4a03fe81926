"""An edition, or one story of it, as messages: the drawing of the product, in Telegram's HTML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from bot.chat.rendering import coverage as outlets
from bot.chat.rendering import keyboards, opened_story
from bot.chat.rendering.once import Once
from bot.chat.rendering.rich_text import Rich, bold, clip, folded, join, link, plain, raw, size
from bot.chat.rendering.split import Block, Line, shorten, split
from bot.chat.rendering.texts import count, counted_languages, say, words
from bot.chat.rendering.times import day_and_hour, next_edition, when
from bot.chat.rendering.topic_titles import shown_title
from bot.core.editions.composition import OTHER, section_of
from bot.core.editions.length import reading_minutes
from bot.core.model.chats import Chat
from bot.core.model.editions import Cited, Digest, DigestStory
from bot.core.model.messages import Message
from bot.core.urls import public_picture

_IN_SIGHT = 3  # bullets of a story that stand open; the others are folded
_TITLE, _BULLET, _NAME = 300, 1000, 60  # UTF-16 units each
_TAGS, _TAGS_IN_BRIEF = 6, 2  # hashtags of an opened story, and in an edition: a tag is an entity

TopicTitle = Callable[[str], str]
"""The title that a topic was given, by its name."""


def bullet_line(bullet: Cited, outlet: str = "") -> Rich:
    """A line that begins with `•` and ends with a link to the very sentence in the source."""
    text = plain(clip(bullet.text, _BULLET))
    named = raw(" (") + plain(clip(outlet, _NAME)) + raw(")") if outlet else raw("")
    return raw("• ") + text + named + opened_story.arrow(bullet.url)


def hashtag_line(story: DigestStory, limit: int = _TAGS) -> Rich:
    """The hashtags of a story, as Telegram makes them tappable."""
    tags = ["".join(c for c in tag if c.isalnum() or c == "_") for tag in story.hashtags]
    return raw(" ".join(f"#{clip(tag, _NAME)}" for tag in tags[:limit] if tag))


def headline_link(story: DigestStory, language: str) -> Rich:
    """The headline, linked to the source."""
    # A text has no page to name it.
    unnamed = say("untitled" if story.url else "untitled.text", language)
    return link(plain(clip(story.title, _TITLE) or unnamed), story.url)


def headline(story: DigestStory, language: str, number: int = 0) -> Rich:
    """The bold headline, linked to the source, with its number in the edition."""
    title = headline_link(story, language)
    return bold(raw(f"{number}  ") + title if number else title)


def _in_sight(bullets: list[Rich]) -> list[Rich]:
    """The first bullets stand open, the others fold into a quote that a tap unfolds."""
    rest = bullets[_IN_SIGHT:]
    return [*bullets[:_IN_SIGHT], *([folded(join(rest, "\n"))] if rest else [])]


@dataclass(frozen=True, slots=True)
class _Told:
    """A story of an edition, and all on which its block depends, when it was told to many."""

    telling: int
    number: int
    now: datetime
    zone: str
    language: str
    followed: str
    new_since: datetime | None
    story: DigestStory = field(compare=False)


@lru_cache(maxsize=256)  # a story that goes to many chats is drawn once
def _block(told: _Told) -> Block:
    """A story as an edition has it."""
    story, now, language = told.story, told.now, told.language
    lines = [Line(headline(story, language, told.number), keep=True)]
    if told.followed:
        lines.append(Line(words("story.followed", language, title=clip(told.followed, _NAME))))
    if told.new_since:
        since = when(told.new_since, now, told.zone, language)
        lines.append(Line(words("story.new_since", language, hour=since)))
    bullets = _in_sight([bullet_line(bullet) for bullet in story.bullets])
    lines += [Line(line, keep=at == 0) for at, line in enumerate(bullets)]
    lines.append(Line(outlets.line(story, now, language), keep=True))
    return (*lines, Line(hashtag_line(story, _TAGS_IN_BRIEF)))


def _picture(story: DigestStory, chat: Chat) -> str:
    """The picture of a story, where the chat wishes one and all may see it."""
    return public_picture(story.image) if chat.pictures else ""


class Renderer:
    """Turns editions and stories into messages; knows the topics' titles and a default zone."""

    def __init__(self, topic_title: TopicTitle, default_zone: str = "UTC") -> None:
        self._title, self._zone = topic_title, default_zone
        self._drawn = Once[Digest, tuple[Message, ...]](_block, shorten, size)

    def zone(self, chat: Chat) -> str:
        """The chat's time zone, or the one that holds where it has set none."""
        return chat.timezone or self._zone

    def digest(self, digest: Digest, chat: Chat) -> list[Message]:
        """An edition as the messages that carry it: at least one; only the first may ring.

        The buttons stand under the last: a number to open each story, and the ways on.
        """
        self._drawn.turn_over(digest.date)
        # All that a drawing asks of its chat.
        alike = chat.language, self.zone(chat), chat.topics, chat.kind, chat.pictures
        return list(self._drawn.of(digest, alike, lambda: tuple(self._digest(digest, chat))))

    def _digest(self, digest: Digest, chat: Chat) -> list[Message]:
        if not digest.stories:
            return [self._quiet(digest, chat)]
        blocks = [self._head(digest, chat), *self._stories(digest, chat)]
        blocks += self._finished(digest, chat)
        blocks[-1] = (*blocks[-1], *self._close(digest, chat))  # never alone in a message
        parts = split(blocks, (raw(""), *self._going_on(digest, chat)))
        buttons = keyboards.edition(digest, chat)
        first = say("topic_closed", chat.language) if chat.kind == "supergroup" else ""
        return [
            Message(
                part.html,
                part.plain,
                buttons if part is parts[-1] else (),
                silent=at > 0,
                preview_url=_picture(digest.stories[0], chat) if at == 0 else "",
                if_moved=first if at == 0 else "",
            )
            for at, part in enumerate(parts)
        ]

    def story(self, story: DigestStory, chat: Chat, now: datetime) -> Message:
        """One story, opened: every bullet with its outlet, differences, timeline, coverage."""
        language = chat.language
        shared = len({bullet.outlet for bullet in story.bullets}) > 1
        told = _in_sight([bullet_line(b, b.outlet if shared else "") for b in story.bullets])
        if not told:
            told = [words("story.no_bullets", language)]
        cover = outlets.all_lines(story, now, language)
        cover = [raw("\n") + line if at == 0 else line for at, line in enumerate(cover)]
        lines = [*told, *opened_story.lines(story, now, language), *cover, hashtag_line(story)]
        piece = shorten(
            (Line(headline(story, language), keep=True), *(Line(line) for line in lines))
        )
        rows, picture = keyboards.opened(story, language), _picture(story, chat)
        return Message(piece.html, piece.plain, rows, preview_url=picture)

    def _quiet(self, digest: Digest, chat: Chat) -> Message:
        """An edition without stories: one line, and a word on outlets that could not be read."""
        date = bold(plain(day_and_hour(digest.date, self.zone(chat), chat.language)))
        said = say("digest.empty", chat.language)
        ends = f"{said} {self._next(digest.next_at, digest.date, chat)}" if digest.next_at else said
        language = chat.language
        more = [*self._missing(digest, language), *self._elsewhere(digest, language)]
        notes = [line.text for line in more]
        piece = join([date + raw(" · ") + plain(ends), *notes], "\n")
        return Message(piece.html, piece.plain, keyboards.edition(digest, chat))

    def _head(self, digest: Digest, chat: Chat) -> Block:
        language = chat.language
        date = bold(plain(day_and_hour(digest.date, self.zone(chat), language)))
        lines = [Line(date, keep=True)]
        if digest.late_for:
            due = when(digest.late_for, digest.date, self.zone(chat), language)
            lines.append(Line(words("digest.late", language, hour=due)))
        if digest.since and digest.stories:
            lines.append(Line(self._span(digest, language), keep=True))
        if digest.stories:
            lines.append(Line(self._sums(digest, language), keep=True))
        return tuple(lines)

    def _span(self, digest: Digest, language: str) -> Rich:
        """What an edition of several days is: "While you were away, 3 days · 10 stories"."""
        if not digest.away:
            return bold(words("digest.week", language))
        days = max(1, round((digest.date - (digest.since or digest.date)) / timedelta(days=1)))
        return bold(
            words(
                "digest.away",
                language,
                days=count("span.days", days, language),
                stories=count("digest.stories", len(digest.every_story), language),
            )
        )

    def _finished(self, digest: Digest, chat: Chat) -> list[Block]:
        """Stories that are over, a line each: headline, outlet, age."""
        if not digest.finished:
            return []
        language = chat.language
        lines = [Line(bold(words("section.finished", language)), keep=True)]
        for story in digest.finished:
            lead = outlets.lead(story)
            told = raw("• ") + headline_link(story, language)
            if lead:
                told += plain(f" ({outlets.source(lead, digest.date, language)})")
            lines.append(Line(told))
        return [tuple(lines)]

    def _sums(self, digest: Digest, language: str) -> Rich:
        many = count("digest.stories", len(digest.every_story), language)
        if digest.rest:
            many = count("digest.some", digest.total, language, shown=len(digest.every_story))
        read = max(digest.article_count, len(digest.every_story))
        text = say(
            "digest.sums",
            language,
            stories=many,
            articles=count("digest.articles", read, language),
            minutes=count("digest.minutes", reading_minutes(digest.stories), language),
        )
        asked = self._named(digest.topic, language) if digest.topic else digest.query
        about = bold(plain(clip(asked, _NAME))) + raw(": ") if asked else raw("")
        return about + plain(text)

    def _sections(self, digest: Digest, chat: Chat) -> list[str]:
        """The section of each story; "" where sections are not named."""
        sections = [section_of(story, chat.topics) for story in digest.stories]
        named = not digest.query and len(set(sections) - {OTHER}) > 0
        return sections if named else [""] * len(sections)

    def _stories(self, digest: Digest, chat: Chat) -> list[Block]:
        blocks, before = list[Block](), ""
        sections = self._sections(digest, chat)
        for number, (section, story) in enumerate(zip(sections, digest.stories, strict=True), 1):
            block = self._story(number, story, digest.date, chat)
            if section != before:
                block = (Line(self._section(section, chat.language), keep=True), *block)
            blocks.append(block)
            before = section
        return blocks

    def _going_on(self, digest: Digest, chat: Chat) -> list[Rich]:
        """The section's name for each story that does not begin its section."""
        sections = self._sections(digest, chat)
        return [
            self._section(here if here == before else "", chat.language)
            for before, here in zip(["", *sections], sections, strict=False)
        ]

    def _section(self, name: str, language: str) -> Rich:
        if not name:
            return raw("")
        title = say("section.other", language) if name == OTHER else self._named(name, language)
        return bold(plain(clip(title, _NAME).upper()))

    def _named(self, topic: str, language: str) -> str:
        return shown_title(topic, self._title(topic), language)

    def _story(self, number: int, story: DigestStory, now: datetime, chat: Chat) -> Block:
        zone = self.zone(chat) if story.new_since else ""
        told = _Told(
            story.telling, number, now, zone, chat.language, story.followed, story.new_since, story
        )
        return _block(told) if story.telling else _block.__wrapped__(told)

    def _close(self, digest: Digest, chat: Chat) -> Block:
        language = chat.language
        ends = say("digest.end", language)
        if digest.rest:
            ends = count("digest.end_some", len(digest.stories), language)
        if digest.next_at:
            ends = f"{ends} {self._next(digest.next_at, digest.date, chat)}"
        lines = [
            *self._missing(digest, language),
            *self._elsewhere(digest, language),
            Line(raw("\n") + plain(f"— {ends} —"), keep=True),
        ]
        if digest.unkept and not (digest.query or digest.topic):
            lines.append(Line(words("digest.unkept", language)))
        return tuple(lines)

    def _missing(self, digest: Digest, language: str) -> list[Line]:
        """Which outlets could not be read."""
        if not digest.missing:
            return []
        names = ", ".join(clip(name, _NAME) for name in digest.missing[:5])
        return [Line(raw("\n") + words("digest.missing", language, outlets=names))]

    def _elsewhere(self, digest: Digest, language: str) -> list[Line]:
        """How much there is in languages that the reader does not read."""
        if not digest.elsewhere:
            return []
        more = counted_languages(digest.elsewhere)
        return [Line(raw("\n") + words("digest.elsewhere", language, more=more))]

    def _next(self, due: datetime, now: datetime, chat: Chat) -> str:
        return next_edition(due, now, self.zone(chat), chat.language)
