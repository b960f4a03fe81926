"""Every word a reader sees, by key. Templates carry `{names}` and, where they help, <b> and <i>.

What stands in a `{name}` is escaped by `words`, so that a value can never become markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.chat.rendering.english import ENGLISH
from bot.chat.rendering.rich_text import Rich, clean, escape

LANGUAGES: Mapping[str, Mapping[str, str]] = {"en": ENGLISH}
_MARKUP = re.compile(r"</?[bi]>|</?code>")


def _template(key: str, language: str) -> str:
    return LANGUAGES.get(language, ENGLISH).get(key) or ENGLISH[key]


def say(key: str, language: str = "en", **values: object) -> str:
    """The words for `key` as plain text: for buttons, alerts and pieces that are escaped later.

    Raises KeyError for a key that English does not have.
    """
    known = {name: clean(str(value)) for name, value in values.items()}
    return _MARKUP.sub("", _template(key, language)).format(**known)


def words(key: str, language: str = "en", **values: object) -> Rich:
    """The words for `key` as a piece of a message, its values escaped."""
    template = _template(key, language)
    escaped = {name: escape(str(value)) for name, value in values.items()}
    return Rich(_safe(template).format(**escaped), say(key, language, **values))


def _safe(template: str) -> str:
    return template.replace("&", "&amp;")


def count(key: str, number: int, language: str = "en", **values: object) -> str:
    """The words for a number of things: `key` has the forms `key.one` and `key.many`."""
    form = f"{key}.one" if number == 1 else f"{key}.many"
    return say(form, language, n=number, **values)
