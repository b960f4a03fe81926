"""What may be a bullet, what may be left out of it, and which are taken."""
