"""Tokens, sentences, boundaries, abbreviations, list items."""
