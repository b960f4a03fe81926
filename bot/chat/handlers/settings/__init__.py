"""All settings as one message that edits itself, and the screens behind its buttons."""
