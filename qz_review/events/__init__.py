"""Events: what happened, in the past tense, as bytes that are signed and never change."""
