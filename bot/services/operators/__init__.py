"""What those who run the bot can ask of it: broadcasts and statistics."""
