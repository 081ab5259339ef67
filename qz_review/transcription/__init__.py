"""誊正: what a leader asked for in words, and whether a later text shows it (四（二）3（5）)."""
