"""The chat page: what a person sees and does, served beside the Bot API."""
