"""HTTP on PORT: health, metrics and the webhook."""
