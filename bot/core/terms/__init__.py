"""Terms and their weights: vectors, document frequencies, hashtags."""
