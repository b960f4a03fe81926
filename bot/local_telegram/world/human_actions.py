"""What people do: write, tap, post, join, block. Each deed becomes the updates of the Bot API."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.local_telegram.world import bot_api_json, entities
from bot.local_telegram.world.state import (
    ANONYMOUS_ADMIN,
    CallbackQuery,
    ForumTopic,
    Json,
    LocalChat,
    LocalMessage,
    User,
)
from bot.local_telegram.world.telegram import Telegram


class People:
    """Acts for the people of a local Telegram; raises LookupError for who or what is not there."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self.world = telegram.world
        self.deeds = 0  # messages written and buttons tapped

    # --- who and where --------------------------------------------------------------------

    def user(self, user_id: int) -> User:
        """The person with this id."""
        if user_id not in self.world.users:
            raise LookupError(f"no user {user_id}")
        return self.world.users[user_id]

    def chat(self, chat_id: int) -> LocalChat:
        """The chat with this id."""
        if chat_id not in self.world.chats:
            raise LookupError(f"no chat {chat_id}")
        return self.world.chats[chat_id]

    def new_user(
        self,
        first_name: str = "Ada",
        last_name: str = "",
        username: str = "",
        language_code: str = "en",
        *,
        started: bool = True,
    ) -> User:
        """A person and their private chat; unless `started` the bot may not write first."""
        number = 70_000 + self.world.number()
        person = User(number, first_name, last_name, username, language_code)
        self.world.users[person.id] = person
        members = {person.id: "member", self.world.bot.id: "member"}
        self.world.chats[person.id] = LocalChat(
            person.id, "private", members=members, started=started
        )
        self.world.tell("chats", person.id)
        return person

    def new_chat(
        self,
        kind: str,
        title: str,
        members: dict[int, str],
        *,
        topics: Iterable[str] = (),
        username: str = "",
    ) -> LocalChat:
        """A group, supergroup or channel with these members; `topics` make it a forum."""
        number = self.world.number()
        chat_id = -4_000_000 - number if kind == "group" else -1_002_000_000_000 - number
        chat = LocalChat(chat_id, kind, title, username, members=dict(members))
        self.world.chats[chat.id] = chat
        for name in topics:
            self.new_topic(chat, name)
        self.world.tell("chats", chat.id)
        return chat

    def new_topic(self, chat: LocalChat, name: str) -> ForumTopic:
        """A forum topic; its creation is a message of the chat."""
        chat.is_forum = True
        creator = next(iter(chat.members), self.world.bot.id)
        extra = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        message = self._message(chat, self.world.users[creator], extra=extra)
        message.thread_id, message.in_topic = message.id, True
        chat.topics[message.id] = ForumTopic(message.id, name)
        return chat.topics[message.id]

    # --- writing --------------------------------------------------------------------------

    def say(
        self,
        user_id: int,
        text: str,
        chat_id: int | None = None,
        *,
        thread_id: int | None = None,
        reply_to: int | None = None,
        anonymous: bool = False,
        media: Json | None = None,
        extra: Json | None = None,
    ) -> LocalMessage:
        """A person writes a message; in private, writing to a blocked bot unblocks it."""
        chat, person = self.chat(chat_id or user_id), self.user(user_id)
        if chat.private:
            self._open(chat, person)
        text, found = entities.tidy(text, [])
        message = self._message(
            chat, person, text=text, entities=found, media=media or {}, extra=extra or {}
        )
        message.thread_id, message.in_topic = thread_id, thread_id is not None
        message.reply_to = reply_to or thread_id
        self.deeds += 1
        if anonymous:
            message.sender = User(ANONYMOUS_ADMIN, "Group", username="GroupAnonymousBot")
            message.sender.is_bot, message.sender_chat = True, chat.id
        if self._reaches_bot(chat, message):
            self.telegram.updates.put("message", bot_api_json.message(self.world, message))
        return message

    def post_as(self, user_id: int, chat_id: int, **content: object) -> LocalMessage:
        """A person sends a message that is complete already, as by way of the bot."""
        chat = self.chat(chat_id)
        message = self._message(chat, self.user(user_id), **content)
        self.deeds += 1
        if self._reaches_bot(chat, message):
            self.telegram.updates.put("message", bot_api_json.message(self.world, message))
        return message

    def edit(self, chat_id: int, message_id: int, text: str) -> LocalMessage:
        """A person edits a message of theirs."""
        message = self._get(chat_id, message_id)
        message.text, message.entities = entities.tidy(text, [])
        message.edit_date, message.reworded = self.world.now(), True
        kind = "edited_channel_post" if message.sender_chat == chat_id else "edited_message"
        self.telegram.updates.put(kind, bot_api_json.message(self.world, message))
        self.world.tell("edited", chat_id, message_id=message_id)
        return message

    def post(self, chat_id: int, text: str) -> LocalMessage:
        """A post in a channel, signed by nobody."""
        chat = self.chat(chat_id)
        text, found = entities.tidy(text, [])
        message = self._message(chat, None, text=text, entities=found)
        message.sender_chat = chat.id
        if self.world.is_member(chat, self.world.bot.id):
            self.telegram.updates.put("channel_post", bot_api_json.message(self.world, message))
        return message

    def tap(self, user_id: int, chat_id: int, message_id: int, data: str) -> CallbackQuery:
        """A person taps a button that carries `data`; the query that now waits for its answer."""
        message = self._get(chat_id, message_id)
        self.deeds += 1
        query = CallbackQuery(f"query-{self.world.number()}", user_id, chat_id, self.world.clock())
        self.world.queries[query.id] = query
        payload = {
            "id": query.id,
            "from": bot_api_json.user(self.user(user_id)),
            "message": bot_api_json.message(self.world, message),
            "chat_instance": str(chat_id * 7_919 + self.world.bot.id),
            "data": data,
        }
        self.telegram.updates.put("callback_query", payload)
        return query

    # --- coming and going -----------------------------------------------------------------

    def set_member(self, chat_id: int, user_id: int, status: str, by: int | None = None) -> None:
        """Someone's status in a chat changes, as an update and, in groups, a service message.

        For the bot in a private chat "kicked" means blocked and "member" unblocked.
        """
        chat, subject = self.chat(chat_id), self.user(user_id)
        actor = self.user(by or (chat.id if chat.private else user_id))
        old = bot_api_json.member(self.world, chat, user_id)
        was_inside = self.world.is_member(chat, user_id)
        chat.members[user_id] = status
        change = {
            "chat": bot_api_json.chat(self.world, chat),
            "from": bot_api_json.user(actor),
            "date": self.world.now(),
            "old_chat_member": old,
            "new_chat_member": bot_api_json.member(self.world, chat, user_id),
        }
        mine = user_id == self.world.bot.id
        self.telegram.updates.put("my_chat_member" if mine else "chat_member", change)
        if not chat.private and chat.kind != "channel":
            self._tell_group(chat, subject, actor, was_inside)
        self.world.tell("chats", chat.id)

    def share_channel(self, user_id: int, request: int, chat_id: int = 0) -> LocalChat:
        """A person answers the bot's question for a channel: the bot is let in, and told which."""
        if chat_id:
            chat = self.chat(chat_id)
        else:
            chat = self.new_chat("channel", "My channel", {user_id: "creator"})
        if not self.world.is_admin(chat, self.world.bot.id):
            self.set_member(chat.id, self.world.bot.id, "administrator", user_id)
        shared = {"chat_shared": {"request_id": request, "chat_id": chat.id}}
        self.post_as(user_id, user_id, extra=shared)
        return chat

    def migrate(self, chat_id: int) -> LocalChat:
        """A group becomes a supergroup with a new id; both chats say so."""
        old = self.chat(chat_id)
        new = self.new_chat("supergroup", old.title, old.members)
        old.migrated_to = new.id
        actor = next((self.user(i) for i in old.members if self.world.is_admin(old, i)), None)
        for chat, extra in (
            (old, {"migrate_to_chat_id": new.id}),
            (new, {"migrate_from_chat_id": old.id}),
        ):
            message = self._message(chat, actor or self.world.bot, extra=extra)
            self.telegram.updates.put("message", bot_api_json.message(self.world, message))
        return new

    # --- inside ---------------------------------------------------------------------------

    def _open(self, chat: LocalChat, person: User) -> None:
        chat.started = True
        if chat.members.get(self.world.bot.id) == "kicked":
            self.set_member(chat.id, self.world.bot.id, "member", person.id)

    def _tell_group(self, chat: LocalChat, subject: User, actor: User, was_inside: bool) -> None:
        inside = self.world.is_member(chat, subject.id)
        if inside == was_inside:
            return
        name = "new_chat_members" if inside else "left_chat_member"
        value = bot_api_json.user(subject)
        message = self._message(chat, actor, extra={name: [value] if inside else value})
        if self.world.is_member(chat, self.world.bot.id) or subject is self.world.bot:
            self.telegram.updates.put("message", bot_api_json.message(self.world, message))

    def _message(self, chat: LocalChat, sender: User | None, **content: object) -> LocalMessage:
        message = LocalMessage(
            self.world.message_id(chat), chat.id, self.world.now(), sender=sender
        )
        for name, value in content.items():
            setattr(message, name, value)
        return self.world.add(message)

    def _get(self, chat_id: int, message_id: int) -> LocalMessage:
        message = self.world.live(self.chat(chat_id), message_id)
        if message is None:
            raise LookupError(f"no message {message_id} in chat {chat_id}")
        return message

    def _reaches_bot(self, chat: LocalChat, message: LocalMessage) -> bool:
        """Privacy mode: in groups a bot that is no administrator sees only what is meant for it."""
        bot = self.world.bot
        if chat.private or self.world.is_admin(chat, bot.id):
            return True
        if not self.world.is_member(chat, bot.id):
            return False
        answered = self.world.live(chat, message.reply_to)
        if answered and answered.from_bot:
            return True
        command = re.match(r"/\w+(?:@(\w+))?", message.text)
        if command:
            return not command[1] or command[1].lower() == bot.username.lower()
        return f"@{bot.username}".lower() in message.text.lower()
