"""The buttons of an opened story: follow it, less of it, share it, back to its edition."""

from __future__ import annotations

from urllib.parse import urlencode

from bot.chat.rendering import coverage
from bot.chat.rendering.callbacks import Verb, key
from bot.chat.rendering.keyboards import Rows, numbered
from bot.chat.rendering.rich_text import clip, href
from bot.chat.rendering.texts import count, say
from bot.core.model.editions import Contents, DigestStory
from bot.core.model.messages import Button

_NAME = 24  # UTF-16 units of a word, a topic or an outlet on a button
_TITLE = 200  # UTF-16 units of a headline that is shared
_SHARE = "https://t.me/share/url?"


def main(story: DigestStory, language: str, *, followed: bool, kept: bool) -> Rows:
    """Under an opened story; where nothing is kept of the chat there is no way back to list."""
    follow = ("no", "button.unfollow_story") if followed else ("yes", "button.follow_story")
    first = (
        _tap(follow[1], language, Verb.FOLLOW_STORY, follow[0], story.id),
        _tap("button.less", language, Verb.STORY_KEYS, "less", story.id),
    )
    second = [Button(say("button.share_story", language), url=share) for share in _shares(story)]
    if kept:
        second.append(_tap("button.edition", language, Verb.LIST_EDITION, story.id))
    read = [Button(say("button.read", language), url=story.url)] if href(story.url) else []
    return tuple(tuple(row) for row in (first, second, read) if row)


def less(story: DigestStory, topic: str, title: str, language: str) -> Rows:
    """What there may be less of: this story, its word, its topic (`title` is how it is called), its
    outlet; a vote; and why it came."""
    lead = coverage.lead(story)
    choices = [(say("button.this_story", language), "s")]
    choices += [(say("taste.words", language, words=story.word), f"w={story.word}")]
    choices += [(title, f"t={topic}")] if topic and title else []
    choices += [(lead.outlet, f"a={lead.article_id}")] if lead and lead.outlet else []
    kept = [
        Button(clip(label, _NAME), data)
        for label, what in choices
        if len(what) > 2 or what == "s"
        if (data := _fitting(story.id, what))
    ]
    rows = [tuple(kept[at : at + 2]) for at in range(0, len(kept), 2)]
    votes = (
        Button("👍", key(Verb.VOTE, "up", story.id)),
        Button("👎", key(Verb.VOTE, "down", story.id)),
        _tap("button.why", language, Verb.WHY, story.id),
    )
    back = (_tap("button.back", language, Verb.STORY_KEYS, "main", story.id),)
    return (*rows, votes, back)


def undo(story_id: int, rule_id: int, title: str, language: str) -> Rows:
    """After less of something: what it was, to be undone, and back."""
    label = say("button.undo_mute", language, title=clip(title, _NAME))
    return (
        (Button(label, key(Verb.UNDO_LESS, story_id, rule_id)),),
        (_tap("button.back", language, Verb.STORY_KEYS, "main", story_id),),
    )


def edition(held: Contents, language: str) -> Rows:
    """Under the list of an edition: a number for each story, and the smaller ones."""
    numbers = [
        Button(numbered(at, ""), key(Verb.OPEN_HERE, head.story_id))
        for at, (head, _) in enumerate(held.stories, 1)
        if head.story_id
    ]
    rows: Rows = tuple(tuple(numbers[at : at + 4]) for at in range(0, len(numbers), 4))
    if not held.rest:
        return rows
    label = count("button.smaller", len(held.rest), language)
    return (*rows, (Button(label, key(Verb.MORE, int(held.at.timestamp()))),))


def _tap(name: str, language: str, verb: Verb, *arguments: object) -> Button:
    return Button(say(name, language), key(verb, *arguments))


def _fitting(story_id: int, what: str) -> str:
    """The key, or "" where what is named does not fit into one."""
    try:
        return key(Verb.LESS_OF, story_id, what)
    except ValueError:
        return ""


def _shares(story: DigestStory) -> list[str]:
    """Telegram's own address for passing a link on; none where there is nothing to pass on."""
    if not href(story.url):
        return []
    return [_SHARE + urlencode({"url": story.url, "text": clip(story.title, _TITLE)})]
