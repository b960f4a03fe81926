"""The buttons of every message; the keys they carry are those of `callbacks`."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.rendering.callbacks import Step, Verb, key
from bot.chat.rendering.rich_text import clip
from bot.chat.rendering.texts import count, say
from bot.chat.rendering.topic_titles import title_of
from bot.core.editions.topics import Topic
from bot.core.feeds.naming import feed_name
from bot.core.model.chats import Chat
from bot.core.model.editions import Digest, DigestStory
from bot.core.model.feeds import Feed
from bot.core.model.messages import Button

Rows = tuple[tuple[Button, ...], ...]
A_PAGE = 8  # topics shown at once
_LABEL = 60  # UTF-16 units of a feed's name on a button: its host stands at the end
_IN_A_ROW = 3  # number buttons side by side: wide enough for a thumb and a word
_WORD = 12  # UTF-16 units of the word beside a number


def _tap(text: str, verb: Verb, *arguments: object) -> Button:
    return Button(text, key(verb, *arguments))


def _named(name: str, language: str, verb: Verb, *arguments: object, **values: object) -> Button:
    return Button(say(name, language, **values), key(verb, *arguments))


def _rows(buttons: Sequence[Button], width: int) -> Rows:
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))


def edition(digest: Digest, chat: Chat) -> Rows:
    """Under an edition: a number with a word for each story, the smaller stories, the ways on.

    In a channel a number opens the source, since there a tap cannot be answered to one reader.
    """
    if not digest.stories:
        return again(chat.language)
    channel = chat.kind == "channel"
    labels = [numbered(at, story.word) for at, story in enumerate(digest.stories, 1)]
    numbers = [
        Button(label, url=story.url) if channel else _tap(label, Verb.OPEN_STORY, story.id)
        for label, story in zip(labels, digest.stories, strict=True)
        if (story.url.startswith("http") if channel else story.id)
    ]
    if channel:
        return _rows(numbers, _IN_A_ROW)
    ways = (
        _named("button.my_topics", chat.language, Verb.OPEN, "topics"),
        _named("button.all_settings", chat.language, Verb.OPEN, "settings"),
    )
    return (*_rows(numbers, _IN_A_ROW), *smaller(digest, chat.language), ways)


def numbered(number: int, word: str) -> str:
    """What stands on a story's button: "1 Ferry"."""
    return f"{number} {clip(word, _WORD)}".strip()


def smaller(digest: Digest, language: str) -> Rows:
    """The way to the stories for which there was no room."""
    if not digest.rest or digest.unkept:
        return ()
    label = count("button.smaller", len(digest.rest), language)
    return ((_tap(label, Verb.MORE, int(digest.date.timestamp())),),)


def opened(story: DigestStory, language: str) -> Rows:
    """Under an open story: the way to its source."""
    if not story.url.startswith(("http://", "https://")):
        return ()
    return ((Button(say("button.read", language), url=story.url),),)


def to_settings(language: str) -> Rows:
    """The way to all settings, in the place of the message that it stands under."""
    return ((_named("button.settings", language, Verb.SETTINGS, "home"),),)


def ways_on(language: str) -> Rows:
    """Under what the bot can do: to do it."""
    return (
        (_named("button.digest_now", language, Verb.MY_DIGEST, "now"),),
        (
            _named("button.my_topics", language, Verb.OPEN, "topics"),
            _named("button.all_settings", language, Verb.OPEN, "settings"),
        ),
    )


def my_topics(language: str) -> Rows:
    """The way to one's topics."""
    return ((_named("button.my_topics", language, Verb.OPEN, "topics"),),)


def again(language: str) -> Rows:
    """Under "nothing new": the same edition once more, and the topics."""
    once_more = _named("button.again", language, Verb.MY_DIGEST, "again")
    return ((once_more,), *my_topics(language))


ALL_TOPICS = "+"
"""In the place of a topic's key: no topic in particular, so that everything comes."""


def topics(
    every: Sequence[Topic], followed: Sequence[str], step: Step, page: int, language: str
) -> Rows:
    """All topics, `A_PAGE` at a time, followed ones ticked; `step` says for which message.

    A button carries what its reader wants, not "the other of what is": a second tap on the same
    picture changes nothing.
    """
    last = max(0, (len(every) - 1) // A_PAGE)
    page = min(page, last)
    shown = every[page * A_PAGE : (page + 1) * A_PAGE]
    ticks = [
        Button(
            ("✓ " if topic.name in followed else "") + title_of(topic, language),
            key(Verb.UNTICK if topic.name in followed else Verb.TICK, step, page, topic.name),
        )
        for topic in shown
    ]
    everything = "" if followed else "✓ "
    everything += say("button.all_topics", language)
    rows = [*_rows(ticks, 2), (Button(everything, key(Verb.UNTICK, step, page, ALL_TOPICS)),)]
    if last:
        turn = (page + 1) % (last + 1)
        rows.append((_named("button.more_topics", language, Verb.TURN_PAGE, step, turn),))
    if step is Step.SETUP:
        rows.append((_named("button.next", language, Verb.SET_HOURS, Step.SETUP, "ask"),))
    else:
        now = _named("button.digest_now", language, Verb.MY_DIGEST, "now")
        rows.append((*to_settings(language)[0], now))
    return tuple(rows)


def _titles(found: Sequence[Topic], verb: Verb, language: str) -> Rows:
    return _rows([_tap(title_of(topic, language), verb, topic.name) for topic in found], 2)


def near(topics_found: Sequence[Topic], language: str) -> Rows:
    """The topics that a reader may have meant: a tap gives the digest."""
    return _titles(topics_found, Verb.TOPIC_DIGEST, language)


def follow_words(words: str, language: str) -> Rows:
    """The offer to keep an eye on words; none where they do not fit into a button's key."""
    if not any(letter.isalnum() for letter in words):
        return ()
    try:
        data = key(Verb.PROPOSE, clip(words, _LABEL))
    except ValueError:
        return ()
    return ((Button(say("button.follow_words", language, words=clip(words, _WORD * 2)), data),),)


def follow(topics_found: Sequence[Topic], language: str) -> Rows:
    """The topics that a reader may have meant to follow: a tap follows."""
    return _titles(topics_found, Verb.FOLLOW, language)


def when(step: Step, language: str, planned: bool = False) -> Rows:
    """The hours most people choose; `planned` adds the way to have none."""
    names = ("morning", "evening", "both", "other")
    buttons = [_named(f"button.{name}", language, Verb.SET_HOURS, step, name) for name in names]
    rows = _rows(buttons, 2)
    none = Verb.SET_HOURS, step, "none"
    if step is Step.SETUP:
        asked = (_named("button.only_asked", language, *none),)
        return (*rows, asked, (_named("button.back", language, Verb.TURN_PAGE, step, 0),))
    off = ((_named("button.no_schedule", language, *none),),) if planned else ()
    where_button = (_named("button.where", language, Verb.OPEN, "where"),)
    return (*rows, *off, where_button, *to_settings(language))


def hours(step: Step, language: str) -> Rows:
    """Other hours, one a day, to choose from, and the way back."""
    wishes = ("0600", "0700", "0800", "0900", "1200", "1700", "1900", "2100")
    rows = _rows([_tap(f"{at[:2]}:{at[2:]}", Verb.SET_HOURS, step, at) for at in wishes], 4)
    return (*rows, (_named("button.back", language, Verb.SET_HOURS, step, "ask"),))


def all_settings(language: str) -> Rows:
    """The way to all settings, as a message of their own."""
    return ((_named("button.all_settings", language, Verb.OPEN, "settings"),),)


def sources(
    followed: Sequence[Topic], feeds: Sequence[Feed], page: int, pages: int, language: str
) -> Rows:
    """A page of what a chat follows, each with a tap that ends it."""
    ends = [
        _tap(f"✕ {title_of(topic, language)}", Verb.UNFOLLOW, topic.name, page)
        for topic in followed
    ]
    own = [
        _tap(f"✕ {clip(feed_name(feed), _LABEL)}", Verb.REMOVE_FEED, feed.id, page)
        for feed in feeds
    ]
    rows = (*_rows(ends, 2), *_rows(own, 1))
    if pages > 1:
        turn = (page + 1) % pages
        shown = {"page": page + 1, "pages": pages}
        label = say("button.more_sources", language, **shown)
        rows = (*rows, (_tap(label, Verb.LIST_SOURCES, turn),))
    return (*rows, *my_topics(language), *to_settings(language))


def beside_feeds(only: bool, language: str) -> Rows:
    """Whether everything else is wanted besides one's own feeds: the other way, and topics."""
    other = ("button.everything", "no") if only else ("button.only_feeds", "yes")
    return ((_named(other[0], language, Verb.ONLY_FEEDS, other[1]),), *my_topics(language))


def my_sources(language: str) -> Rows:
    """The way to what one follows."""
    return ((_named("button.my_sources", language, Verb.OPEN, "sources"),),)


def confirm_import(number: int, feeds: int, language: str) -> Rows:
    """To import so many feeds, or not; `number` is the import's."""
    return (
        (
            _named("button.import", language, Verb.IMPORT, "yes", number, n=feeds),
            _named("button.keep", language, Verb.IMPORT, "no", number),
        ),
    )


def confirm_broadcast(number: int, chats: str, language: str) -> Rows:
    """To send a broadcast to so many chats, in words, or not."""
    return (
        (_named("button.broadcast", language, Verb.BROADCAST, "yes", number, chats=chats),),
        (_named("button.keep", language, Verb.BROADCAST, "no", number),),
    )


def broadcast_progress(number: int, language: str) -> Rows:
    """To see how far a broadcast is."""
    return ((_named("button.progress", language, Verb.BROADCAST, "state", number),),)


def confirm_erase(minute: int, language: str) -> Rows:
    """To confirm or to cancel an erasure asked for at this minute (since 1970)."""
    return (
        (
            _named("button.erase", language, Verb.ERASE, "yes", minute),
            _named("button.keep", language, Verb.ERASE, "no", minute),
        ),
    )
