"""What the events amount to: the roster, and the proof that nothing was altered."""
