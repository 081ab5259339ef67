"""Packages between desks: written, opened, judged; nothing is trusted before it is verified."""
