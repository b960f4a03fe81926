from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.rendering.callbacks import Verb, parse
from bot.chat.rendering.taste.rule_messages import Terms, done, label, listing, question
from bot.core.editions.topics import Topic, Topics
from bot.core.model.tastes import Aim, Rule, Taste, Wish
from tests.chat.stories import NOW

TERMS = Terms(NOW, "Europe/Berlin", "en", Topics([Topic("world", "World")]))
RULE = Rule(Wish.MUTE, Aim.WORDS, "election", "election", id=7)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (RULE, "“election”"),
        (replace(RULE, title='"two words"'), '"two words"'),
        (replace(RULE, aim=Aim.TOPIC, value="world"), "World"),
        (replace(RULE, aim=Aim.TOPIC, value="gone", title="Gone"), "Gone"),
        (replace(RULE, aim=Aim.OUTLET, title="Courier"), "Courier"),
    ],
)
def test_a_rule_is_named_as_readers_see_it(rule: Rule, said: str) -> None:
    assert label(rule, TERMS) == said


def test_the_question_offers_an_end_only_where_none_was_given() -> None:
    open_end = question(RULE, 4, 120, TERMS)
    assert open_end.plain == (
        "Mute “election”, for good? It would have hidden 4 of the last 120 stories."
    )
    assert [b.text for b in open_end.buttons[1]] == ["For a day", "For a week"]
    ends = question(replace(RULE, until=NOW + timedelta(days=3)), 0, 1, TERMS)
    assert "until Thursday at 08:30" in ends.plain and len(ends.buttons) == 1


def test_what_was_done_offers_the_contrary() -> None:
    verbs = [
        parse(done(replace(RULE, saved=saved), TERMS).buttons[0][0].data) for saved in (True, False)
    ]
    assert [tap and tap.verb for tap in verbs] == [Verb.UNDO_RULE, Verb.SAVE_RULE]


def test_a_long_list_has_pages_and_leanings_stand_where_they_belong() -> None:
    rules = tuple(replace(RULE, id=n, value=str(n), title=f"w{n}") for n in range(1, 15))
    leanings = (
        Rule(Wish.LEAN, Aim.OUTLET, "courier", "Courier", strength=-2, id=90),
        Rule(Wish.LEAN, Aim.OUTLET, "star", "Star", strength=2, id=91),
    )
    first = listing(Wish.MUTE, Taste((*rules, *leanings)), 0, TERMS)
    assert len(first.buttons) == 12 and first.buttons[-2][0].data == "rl:mute:1"
    last = listing(Wish.MUTE, Taste((*rules, *leanings)), 9, TERMS)
    assert "Courier: a little less" in last.plain and "Star" not in last.plain
    assert last.buttons[-2][0].data == "rl:mute:0"
    followed = listing(Wish.FOLLOW, Taste(leanings), 0, TERMS)
    assert "Star: a little more" in followed.plain
    assert "Nothing is muted" in listing(Wish.MUTE, Taste(), 0, TERMS).plain
