"""Typos that only their context shows: what the typo engine finds."""
