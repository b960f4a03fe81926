"""What stories are chosen among, and how each is told once for everybody."""
