"""Comparing versions: who changed what, at which step, and how a mark looks."""
