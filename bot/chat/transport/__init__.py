"""The way to Telegram and back: client, pacer, sender, outcomes, receiver."""
