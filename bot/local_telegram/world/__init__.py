"""The world behind the Bot API: people, chats, messages, updates, rates and faults, in memory."""
