"""Feed documents to entries: XML, JSON, recovery of broken ones, discovery from a page."""
