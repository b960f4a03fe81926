"""When an edition is due: slots, time zones, places."""
