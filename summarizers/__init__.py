"""Text in, bullets out. Pure: no input or output, no clock, no network, no chat."""
