"""Article pages to text and metadata."""
