"""Measures and the trainer of page extraction."""
