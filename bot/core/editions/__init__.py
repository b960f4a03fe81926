"""What goes into an edition: topics, ranking, publishers, composition."""
