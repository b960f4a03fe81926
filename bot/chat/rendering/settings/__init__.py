"""What the settings and the silences look like."""
