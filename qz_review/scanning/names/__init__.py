"""Names that a manuscript must not get wrong: officers, institutions, places."""
