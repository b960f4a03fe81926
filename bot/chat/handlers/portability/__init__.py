"""What readers bring along and take away: OPML files, and all that is stored of a chat."""
