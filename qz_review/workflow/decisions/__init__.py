"""One file for each kind of act: may it be done now, and which events record it."""
