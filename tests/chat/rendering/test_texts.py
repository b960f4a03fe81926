"""The language files: every one has every key, the same names to fill, and its plurals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel import localedata
from babel.core import Locale

from bot.chat.handlers.registry import COMMANDS
from bot.chat.rendering import texts
from bot.chat.rendering.callbacks import Verb
from bot.chat.rendering.times import day, day_and_hour, days_of, hours_of, when
from bot.core.feeds.health import Condition
from bot.core.model.chats import Schedule
from bot.core.model.tastes import Wish
from bot.core.schedule.wishes import ScheduleFault

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
CODE = Path(texts.__file__).parent.parent
OTHERS = [language for language in texts.LANGUAGES if language != texts.DEFAULT]
ENGLISH = texts.templates(texts.DEFAULT)


def names(template: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", template))


def forms(template: str | Mapping[str, str]) -> list[str]:
    return [template] if isinstance(template, str) else list(template.values())


@pytest.mark.parametrize("language", OTHERS)
def test_no_language_lacks_a_key_or_has_one_too_many(language: str) -> None:
    assert set(texts.templates(language)) == set(ENGLISH)


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_template_is_filled_by_the_same_names(language: str) -> None:
    for key, template in texts.templates(language).items():
        english = set().union(*map(names, forms(ENGLISH[key])))
        for form in forms(template):
            assert names(form) <= english, key
        assert set().union(*map(names, forms(template))) == english, key


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_plurals_have_a_form_for_each_category_that_whole_numbers_up_to_a_thousand_need(
    language: str,
) -> None:
    needed = {texts.locale(language).plural_form(number) for number in range(1000)}
    plurals = {
        key: template
        for key, template in texts.templates(language).items()
        if not isinstance(template, str)
    }
    assert plurals
    for key, template in plurals.items():
        assert isinstance(ENGLISH[key], Mapping), key
        assert needed | {"other"} <= set(template), key


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_markup_is_balanced_and_of_the_kinds_that_we_use(language: str) -> None:
    for key, template in texts.templates(language).items():
        for form in forms(template):
            tags = re.findall(r"</?\w+>", form)
            opened = [tag for tag in tags if not tag.startswith("</")]
            closed = [tag.replace("</", "<") for tag in tags if tag.startswith("</")]
            assert sorted(opened) == sorted(closed), key
            assert set(opened) <= {"<b>", "<i>", "<code>"}, key


def test_every_key_that_the_code_names_is_there() -> None:
    asked = re.compile(r"""(?:say|words|note|count)\(\s*(?:request, )?"([a-z_]+(?:\.[a-z_]+)+)\"""")
    found = {key for path in CODE.rglob("*.py") for key in asked.findall(path.read_text("utf-8"))}
    assert len(found) > 40
    assert found <= set(ENGLISH), found - set(ENGLISH)


def test_every_value_that_is_told_by_its_name_has_words() -> None:
    assert {f"command.{name}" for name in COMMANDS} <= set(ENGLISH)
    assert {f"health.{one.value}" for one in Condition} <= set(ENGLISH)
    wishes = (Wish.MUTE, Wish.FOLLOW)
    said = ("ask", "done", "undone", "head", "none", "more")
    assert {f"{wish}.{one}" for wish in wishes for one in said} <= set(ENGLISH)
    assert {f"schedule.{fault.value}" for fault in ScheduleFault} <= set(ENGLISH)


def test_each_verb_on_the_wire_is_one_or_two_letters_of_its_own() -> None:
    assert len({verb.value for verb in Verb}) == len(Verb)
    assert all(0 < len(verb.value) < 3 for verb in Verb)


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_dates_lists_and_counts_can_be_said(language: str) -> None:
    assert "23" in day_and_hour(NOW, "UTC", language)
    assert day(date(2019, 10, 9), "day", NOW, language) != day(
        date(2019, 10, 9), "month", NOW, language
    )
    assert "7:30" in when(NOW.replace(day=25), NOW, "UTC", language)
    assert hours_of(Schedule((NOW.time(), NOW.time().replace(hour=18))).times, language)
    assert days_of(Schedule(days=(0, 1, 2)), language) != days_of(Schedule(), language)
    counted = {texts.count("digest.stories", number, language) for number in (1, 2, 5, 21)}
    assert len(counted) == 4


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_of_the_cldr_only_what_is_said_is_held(language: str) -> None:
    texts.locale.cache_clear()  # whoever read it before may have asked for more
    held = localedata.load(str(texts.locale(language)))
    assert {"unit_patterns", "currency_names"}.isdisjoint(held)
    assert {"days", "months", "list_patterns", "time_zones", "territories"} <= held.keys()


def test_a_language_that_we_do_not_have_is_answered_in_english() -> None:
    assert texts.known("tlh") == texts.known(None) == texts.known("en-US") == "en"
    assert texts.say("help.tail", "tlh") == texts.say("help.tail", "en")


def test_a_value_can_never_become_markup() -> None:
    assert texts.words("topic.none", "en", words="<b>&x").html == (
        "I have nothing on “&lt;b&gt;&amp;x”."
    )


def test_a_plural_needs_its_number_and_a_plain_text_has_none() -> None:
    with pytest.raises(TypeError, match="plural"):
        texts.say("digest.stories", "en")
    with pytest.raises(TypeError, match="no plural"):
        texts.count("help.tail", 2, "en")


def test_languages_go_by_their_own_names_as_the_cldr_has_them() -> None:
    for language in (*texts.LANGUAGES, "tr", "ar", "ja"):
        name = Locale.parse(language).get_display_name(language) or ""
        assert texts.own_name(language) == name[:1].upper() + name[1:]
    assert texts.own_name("xx") == "xx"
