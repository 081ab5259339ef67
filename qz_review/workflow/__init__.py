"""The route of a manuscript as pure functions: ``decide`` may refuse, ``apply`` never does."""
