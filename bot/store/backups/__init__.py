"""Copies of the state: hourly ones beside an SQLite file, and small ones for a chat."""
