"""Reading side: entries to texts, and many processes that read side by side."""
