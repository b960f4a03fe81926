"""The web, coming in: one library to a module, every byte through `http`."""
