"""A sample edition: invented outlets whose feeds and pages are as untidy as real ones."""
