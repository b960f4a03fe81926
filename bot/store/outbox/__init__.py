"""Messages on their way to Telegram: planned, claimed, settled."""
