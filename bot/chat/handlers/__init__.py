"""One module a family of commands: parse words, call a service, render."""
