"""The handlers: parse words, call a service, render. `register` hangs them into an application."""

from __future__ import annotations

from bot.chat.handlers.registry import COMMANDS, register

__all__ = ["COMMANDS", "register"]
