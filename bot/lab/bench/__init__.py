"""What `precis bench` runs and prints."""
