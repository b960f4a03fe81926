"""What readers want more, less and nothing of: commands, buttons on stories, reactions."""
