"""Placing articles in stories: the indexes, and how a start takes them back."""
