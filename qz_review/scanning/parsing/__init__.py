"""Readers of what stands in a text: numerals, dates, numbering, file numbers, amounts."""
