"""What readers want more, less and nothing of, drawn: rules, the keys of a story, reasons."""
