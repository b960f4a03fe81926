"""Chats: settings, what they were shown, migration and deactivation."""
