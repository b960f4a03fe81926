"""The Bot API over HTTP: methods, parameters, webhooks, and the control API for tests."""
