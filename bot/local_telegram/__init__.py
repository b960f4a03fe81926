"""The built-in local Telegram: a Bot API server, a chat page and a sample edition."""
