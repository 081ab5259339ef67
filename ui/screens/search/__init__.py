"""Ctrl K: search over manuscripts, people and sections."""
