"""Values and decisions: pure functions, no input or output, time is an argument."""
