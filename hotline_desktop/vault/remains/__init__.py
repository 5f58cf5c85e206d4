"""What is left of a damaged vault, read page by page without SQLite; never writes to it."""
