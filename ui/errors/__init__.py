"""How errors reach the person: one presenter, one report of the unexpected."""
