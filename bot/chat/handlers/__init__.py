"""The handlers: parse words, call a service, render. `register` hangs them into an application."""

from __future__ import annotations

from bot.chat.handlers.registry import COMMANDS, publish_commands, register

__all__ = ["COMMANDS", "publish_commands", "register"]
