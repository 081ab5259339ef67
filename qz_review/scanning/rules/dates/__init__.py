"""Dates and times that can be computed."""
