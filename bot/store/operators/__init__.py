"""What those who run the bot ask of the store: broadcasts and statistics."""
