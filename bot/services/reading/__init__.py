"""Entries to texts, and several processes side by side: who reads, who groups, who leads."""
