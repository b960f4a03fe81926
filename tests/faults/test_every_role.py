"""Tenants of one bot cannot reach each other: every role tries every command and every button.

The commands come from the registry and the verbs from the list of them, so that a new one is tried
as soon as it is there.
"""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from bot.chat.handlers.registry import COMMANDS, OPERATOR_COMMANDS
from bot.chat.rendering.callbacks import Verb
from bot.chat.rendering.texts import say
from bot.store.schema import metadata
from tests.chat.conversation import ADMIN, GROUP, OPERATOR, Conversation
from tests.faults.mutations import NIGHTLY
from tests.faults.tenants import (
    OF_EVERYBODY,
    OTHER_GROUP,
    OWNER,
    ROLES,
    STRANGER,
    TOPIC,
    Role,
    Rows,
    Secret,
    Tenant,
    forged,
    keys,
    numbers_of,
    operators_rows,
    settle,
    stored,
    tapped,
    tracebacks,
    written,
)

WORDS = ("", " merger", " world", " 1", " off", " 07:30", " yes", " 2w", " all")
FORGED = 60 if NIGHTLY else 1  # keys of each verb, for each role
AT_ONCE = 12  # updates; fewer than a person may send in a breath
WIDE = ("stranger", "group-member")  # those who try the most
OPERATORS = {OPERATOR}


async def town(talk: Conversation) -> dict[str, Tenant]:
    """A reader, a group and a forum topic of it, each with secrets; and a broadcast that waits."""
    talk.telegram.members[GROUP, ADMIN] = "administrator"
    talk.telegram.members[OTHER_GROUP, STRANGER] = "administrator"
    talk.telegram.members[OTHER_GROUP, OPERATOR] = "administrator"
    topic = {"is_topic_message": True, "message_thread_id": TOPIC}
    found = {
        "own": Tenant(OWNER, OWNER, Secret("own")),
        "group": Tenant(GROUP, ADMIN, Secret("group")),
        "topic": Tenant(GROUP, ADMIN, Secret("topic"), topic),
    }
    for tenant in found.values():
        await settle(talk, tenant)
    await talk.say("/broadcast Hello", OPERATOR, OPERATOR)
    data = talk.last(OPERATOR).rows[0][0]["callback_data"]
    found["own"].ids["broadcast"] = int(data.rpartition(":")[2])
    talk.telegram.calls.clear()
    talk.web.asked.clear()
    return found


def batched(values: list[str], most: int) -> list[list[str]]:
    """The values in their order, at most so many together."""
    return [values[start : start + most] for start in range(0, len(values), most)]


async def every_row(talk: Conversation, tenants: dict[str, Tenant], role: Role) -> dict[str, Rows]:
    return {
        name: await stored(talk.stores, tenant, looking=tenant.chat == role.chat)
        for name, tenant in tenants.items()
    }


def changed(before: dict[str, Rows], after: dict[str, Rows]) -> list[tuple[str, str, Any, Any]]:
    """Whose table is another now: what it held, and what it holds."""
    return [
        (name, table, held, after[name][table])
        for name, rows in before.items()
        for table, held in rows.items()
        if held != after[name][table]
    ]


def told(call: Any) -> str:
    """All that a call holds, files as their bytes."""
    parts = (getattr(value, "data", value) for value in call.params.values())
    return " ".join(
        part.decode(errors="replace") if isinstance(part, bytes) else str(part) for part in parts
    ).lower()


def leaks(talk: Conversation, tenants: dict[str, Tenant], role: Role) -> list[tuple[str, str]]:
    """What was said with a word in it that may not be heard there."""
    kept = [t.secret for name, t in tenants.items() if name not in role.hears]
    words = [word for secret in kept for word in secret.words]
    return [
        (word, f"{call.method} {said[:300]}")
        for call in talk.telegram.calls
        for said in [told(call)]
        for word in words
        if word in said
    ]


def tries(tenants: dict[str, Tenant], role: Role) -> tuple[list[str], list[str]]:
    """The keys that this role taps, and what it writes: of every verb, and every command."""
    turn = ROLES.index(role)
    taps = list(forged(tenants, FORGED * (2 if role.name in WIDE else 1), role.name))
    if role.name not in WIDE and not NIGHTLY:  # the others share the verbs
        taps = taps[turn % 2 :: 2]
    if role.user in OPERATORS:  # a broadcast is theirs to send
        taps = [data for data in taps if not data.startswith(f"{Verb.BROADCAST}:yes")]
    texts = list[str]()
    for number, name in enumerate((*COMMANDS, *OPERATOR_COMMANDS)):
        some = WORDS if NIGHTLY else (WORDS[(turn + number) % len(WORDS)],)
        texts += [f"/{name}{words}" for words in some]
    return taps, texts


def about_channels(tenants: dict[str, Tenant]) -> list[str]:
    """Keys that are about a channel which a tenant manages."""
    numbers = sorted({tenant.ids["link"] for tenant in tenants.values()})
    keys_of_channels = ("k:t:0:world", "se:home", "sw:+pictures", "g:now", "st:now", "pa:3d")
    return [f"@{number}:{data}" for number in numbers for data in keys_of_channels]


async def attack(talk: Conversation, tenants: dict[str, Tenant], role: Role) -> None:
    """Tap all there is, then write it, at a pace that nobody is refused for."""
    taps, texts = tries(tenants, role)
    for some in batched([*taps, *about_channels(tenants)], AT_ONCE):
        talk.later(seconds=4 * AT_ONCE)
        await talk.at_once(*(tapped(talk, role, data) for data in some))
    for some in batched(texts, AT_ONCE):
        talk.later(seconds=4 * AT_ONCE)
        await talk.at_once(*(written(talk, role, text) for text in some))


async def look_around(talk: Conversation, role: Role) -> None:
    """What is neither a command nor a button: questions in line, and reactions."""
    who = {"id": STRANGER, "is_bot": False, "first_name": "R", "language_code": "en"}
    for query in ("merger", "bridge", ""):
        asked = {"id": "1", "from": who, "query": query, "offset": ""}
        await talk.update(inline_query=asked)
    thumbs = [{"type": "emoji", "emoji": "👍"}]
    chat = {"id": role.chat, "type": "private" if role.chat > 0 else "supergroup", "title": "T"}
    reaction = {"chat": chat, "user": who, "message_id": 321, "date": int(talk.now.timestamp())}
    await talk.update(message_reaction=reaction | {"old_reaction": [], "new_reaction": thumbs})


@pytest.mark.timeout(1800 if NIGHTLY else 300)
async def test_nobody_reaches_what_is_another_tenants(talk: Conversation) -> None:
    tenants = await town(talk)
    everywhere = NIGHTLY or talk.stores.database.backend == "sqlite"
    for role in ROLES if everywhere else ROLES[:1]:
        talk.telegram.calls.clear()
        talk.web.asked.clear()
        before, asked = await every_row(talk, tenants, role), await operators_rows(talk.stores)
        await attack(talk, tenants, role)
        await look_around(talk, role)
        assert await tracebacks(talk.stores) == [], role.name
        assert changed(before, await every_row(talk, tenants, role)) == [], role.name
        assert leaks(talk, tenants, role) == [], role.name
        assert not {tenant.imported for tenant in tenants.values()} & set(talk.web.asked)
        reached = {call.chat_id for call in talk.telegram.calls if call.method.startswith("send")}
        assert reached <= {role.chat}, role.name
        if role.user not in OPERATORS:
            assert await operators_rows(talk.stores) == asked, role.name


async def test_operators_commands_answer_operators_in_private_alone(talk: Conversation) -> None:
    for role, name, words in itertools.product(ROLES, OPERATOR_COMMANDS, ("", " Hello")):
        talk.later(minutes=1)
        talk.telegram.calls.clear()
        asked = await operators_rows(talk.stores)
        await talk.say(f"/{name}{words}", role.chat, role.user, **role.more)
        said = [shown.text for shown in talk.shown(role.chat)]
        unknown = say("unknown.command", "en")
        if role.name == "operator":
            assert said and unknown not in said, name
        else:
            assert said == [unknown], (role.name, name)
            assert await operators_rows(talk.stores) == asked
    assert len(await operators_rows(talk.stores)) == 1


async def test_the_tenants_have_something_in_each_table_and_every_verb_is_forged(
    talk: Conversation,
) -> None:
    tenants = await town(talk)
    for name, tenant in tenants.items():
        rows = await stored(talk.stores, tenant, looking=False)
        known = {table.name for table in metadata.sorted_tables if "chat_id" in table.c}
        assert known - OF_EVERYBODY <= set(rows)
        assert [table for table, found in rows.items() if not found] == [], name
        heard = Role("owner", OWNER)
        await talk.say("/search merger", tenant.chat, tenant.user, **tenant.more)
        assert leaks(talk, {name: tenant}, heard) != [], "the secret is told to its own tenant"
        talk.telegram.calls.clear()
    assert [verb for verb, made in keys(numbers_of(tenants)).items() if not made] == []
    for role in ROLES:
        taps, texts = tries(tenants, role)
        verbs = {data.partition(":")[0] for data in taps}
        assert verbs == set(Verb) if role.name in WIDE else len(verbs) >= len(Verb) // 2 - 1
        assert len(texts) >= len(COMMANDS) + len(OPERATOR_COMMANDS)
