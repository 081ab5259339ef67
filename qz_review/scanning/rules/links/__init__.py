"""Web addresses in a text."""
