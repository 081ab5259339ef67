"""工作台: what waits for me, what is under way, what to remember."""
