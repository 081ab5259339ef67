"""Builds the typo engine's model from the text and lists of a corpus folder."""
