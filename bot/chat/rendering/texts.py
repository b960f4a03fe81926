"""Every word a reader sees, by key, from one file a language in `languages/`.

A template carries `{names}` and, where they help, <b>, <i> and <code>. What stands in a `{name}` is
escaped by `words`, so that a value can never become markup. A plural is a table with a form for
each plural category of the language (Unicode CLDR, by way of babel), "other" at least.

A language is added by adding its file; a test holds every file to the keys of `en.toml`.
"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.chat.rendering.rich_text import Rich, clean, inert

if TYPE_CHECKING:
    from babel.core import Locale

Forms = Mapping[str, str]

DEFAULT = "en"
_FOLDER = files("bot.chat.rendering") / "languages"
LANGUAGES: tuple[str, ...] = (
    DEFAULT,
    *sorted(
        file.name.removesuffix(".toml")
        for file in _FOLDER.iterdir()
        if file.name.endswith(".toml") and file.name != f"{DEFAULT}.toml"
    ),
)
"""The languages that there is a file for, as ISO 639 codes, the one that stands in first."""

_CODE = re.compile(r"(<code>[^<]*</code>)")
_UNSAID = (
    *("scripts", "variants", "meta_zones", "interval_formats", "currency_names"),
    *("currency_names_plural", "unit_patterns", "unit_display_names", "compound_unit_patterns"),
)
"""Parts of the CLDR that no text here needs."""
_MARKUP = re.compile(r"</?[bi]>|</?code>")


def known(code: str | None) -> str:
    """The language of ours that a client's code ("pt-br") asks for, or English."""
    short = (code or DEFAULT).replace("_", "-").partition("-")[0].lower()
    return short if short in LANGUAGES else DEFAULT


@cache
def templates(language: str) -> Mapping[str, str | Forms]:
    """All templates of one of `LANGUAGES`, by key."""
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))


def _found(key: str, language: str) -> str | Forms:
    found = templates(known(language)).get(key)
    return templates(DEFAULT)[key] if found is None else found


def _template(key: str, language: str) -> str:
    found = _found(key, language)
    if not isinstance(found, str):
        raise TypeError(f"{key} is a plural: it needs a number")
    return found


def has(key: str) -> bool:
    """Whether there are words for this key."""
    return key in templates(DEFAULT)


def say(key: str, language: str, **values: object) -> str:
    """The words for `key` as plain text: for buttons, alerts and pieces that are escaped later.

    Raises KeyError for a key that English does not have.
    """
    return _filled(_template(key, language), values)


def _filled(template: str, values: Mapping[str, object]) -> str:
    cleaned = {name: clean(str(value)) for name, value in values.items()}
    return _MARKUP.sub("", template).format(**cleaned)


def words(key: str, language: str, **values: object) -> Rich:
    """The words for `key` as a piece of a message, its values escaped and inert.

    Between <code> and </code> values stay as they are, to be copied: there nothing is tappable.
    """
    cleaned = {name: clean(str(value)) for name, value in values.items()}
    still = {name: inert(value) for name, value in cleaned.items()}
    marked, shown = list[str](), list[str]()
    for part in _CODE.split(_template(key, language)):
        given = cleaned if part.startswith("<code>") else still
        escaped = {name: html.escape(value) for name, value in given.items()}
        marked.append(part.replace("&", "&amp;").format(**escaped))
        shown.append(_MARKUP.sub("", part).format(**given))
    return Rich("".join(marked), "".join(shown))


def count(key: str, number: int, language: str, **values: object) -> str:
    """The words for `number` things, in the form that the language has for that number."""
    forms = _found(key, language)
    if isinstance(forms, str):
        raise TypeError(f"{key} is no plural")
    form = forms.get(locale(language).plural_form(number)) or forms["other"]
    return _filled(form, {"n": number} | values)


@cache
def locale(language: str) -> Locale:
    """How dates, lists and plurals go in this language; what else babel has read of it is let go
    of, most of a megabyte."""
    from babel import localedata  # its data is read on first use, not at start
    from babel.core import Locale

    found = Locale.parse(_template("locale", language))
    for data in (localedata.load(str(found)), localedata.load("root")):
        for part in _UNSAID:
            data.pop(part, None)
    return found


@cache
def _own_names() -> Mapping[str, str]:
    """From the CLDR, as babel has them; babel itself would read all it knows of each language,
    a megabyte or two, and keep it."""
    return tomllib.loads((files("bot.chat.rendering") / "own_names.toml").read_text("utf-8"))


def own_name(language: str) -> str:
    """A language as those who speak it call it: "English", "Deutsch", "Русский"."""
    return _own_names().get(language, language)


def counted_languages(counts: Iterable[tuple[str, int]]) -> str:
    """Languages by their own names with a number each: "Deutsch 12, Español 3"."""
    return ", ".join(f"{own_name(code)} {number}" for code, number in counts)


def listed(items: Iterable[str], language: str) -> str:
    """Things in a row as the language says it: "07:30, 12:00 and 18:00"."""
    from babel.lists import format_list

    return format_list(list(items), locale=locale(language))
