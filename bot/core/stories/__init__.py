"""Which articles tell one story: signals, neighbours, grouping, reprints."""
