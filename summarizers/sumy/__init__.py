"""sumy's methods behind one call."""
