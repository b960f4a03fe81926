"""Values: settings, sources and topics. No behaviour of ours, and nothing of `bot`."""
