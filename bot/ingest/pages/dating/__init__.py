"""When a page was published, from what it declares, marks up and prints."""
