"""Messages that are neither editions nor stories: imports, broadcasts, cards of inline mode."""
