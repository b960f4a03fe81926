"""Bullets of one story from several outlets."""
