"""Wrong, missing, doubled and swapped characters, judged from the context."""
