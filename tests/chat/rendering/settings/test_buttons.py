"""The buttons of silence and of the settings, in every language."""

from __future__ import annotations

import pytest

from bot.chat.rendering import texts
from bot.chat.rendering.callbacks import Verb, parse
from bot.chat.rendering.keyboards import Rows
from bot.chat.rendering.settings import buttons
from bot.core.model.chats import QuietHours


def verbs(rows: Rows) -> list[Verb]:
    taps = [parse(button.data or "") for row in rows for button in row]
    return [tap.verb for tap in taps if tap]


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_screen_leads_back_to_the_settings(language: str) -> None:
    screens = (
        buttons.pauses(language),
        buttons.paused(language),
        buttons.quiet(language),
        buttons.lengths(language, 8),
        buttons.languages(language, texts.LANGUAGES, language),
    )
    assert all(verbs(rows)[-1] is Verb.SETTINGS for rows in screens)
    assert all(len(button.text) <= 40 for rows in screens for row in rows for button in row)


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_what_holds_is_ticked_once(language: str) -> None:
    for rows in (
        buttons.quiet(language, QuietHours(*buttons.QUIET[0])),
        buttons.lengths(language, 8),
        buttons.languages(language, texts.LANGUAGES, language),
    ):
        assert sum(button.text.startswith("✓ ") for row in rows for button in row) == 1


def test_the_settings_offer_an_undo_only_where_there_is_one() -> None:
    assert Verb.UNDO not in verbs(buttons.home("en", False, 0))
    assert verbs(buttons.home("en", True, 7)).count(Verb.UNDO) == 1


def test_a_pause_turns_into_its_end() -> None:
    texts_of = [[b.text for b in row] for row in buttons.home("en", True, 0)]
    assert ["I am back", "My digest now"] in texts_of
    assert ["Pause", "My digest now"] in [
        [b.text for b in row] for row in buttons.home("en", False, 0)
    ]
