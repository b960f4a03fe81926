"""Précis: reads the news so that its subscribers need not."""
