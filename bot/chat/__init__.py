"""Telegram: the only place with markup, and every word that a reader sees."""
