"""Where SQL lives: one module a noun, verbs named for the domain."""
