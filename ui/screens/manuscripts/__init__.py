"""稿件: every manuscript, found by words, state, step, section, channel."""
