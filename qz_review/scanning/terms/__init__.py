"""Terms of the layered word lists: their categories, and how they are found in a text."""
